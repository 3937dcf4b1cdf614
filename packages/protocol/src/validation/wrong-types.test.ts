import { describe, expect, test } from "vitest";
import { SerializationException } from "../errors/framework-exceptions.ts";
import { type Operation, userPoolOperations, validateInput } from "../index.ts";

function messageOf(name: keyof typeof userPoolOperations, input: unknown): string {
  const operation: Operation = userPoolOperations[name];
  try {
    validateInput(operation, input);
  } catch (error) {
    if (error instanceof SerializationException) return error.message;
    throw error;
  }
  throw new Error("The input was accepted.");
}

const number = "class com.amazon.coral.value.json.numbers.TruncatingBigNumber";
const bool = "class java.lang.Boolean";

const password = (Permanent: unknown) => ({ UserPoolId: "us-east-1_a", Username: "u", Password: "p", Permanent });
const group = (Precedence: number) => ({ UserPoolId: "us-east-1_a", GroupName: "g", Precedence });
const branding = (Settings: unknown) => ({ UserPoolId: "us-east-1_a", ClientId: "c", Settings });

describe("a value of the wrong JSON type", () => {
  test.each([
    ["a number for a string", { UserPoolId: 5 }, `${number} can not be converted to an String`],
    ["a boolean for a string", { UserPoolId: true }, `${bool} can not be converted to an String`],
    ["a list for a string", { UserPoolId: [] }, "Start of list found where not expected"],
    ["a map for a string", { UserPoolId: {} }, "Start of structure or map found where not expected."],
    ["a list for an input", [], "Start of list found where not expected"],
    ["a string for an input", "x", "Expected null"],
  ])("is named: %s", (_, input, message) => {
    expect(messageOf("DescribeUserPool", input)).toBe(message);
  });

  test.each([
    ["a string for an integer", { Precedence: "5" }, "class java.lang.String can not be converted to an Integer"],
    ["a boolean for an integer", { Precedence: true }, `${bool} can not be converted to an Integer`],
  ])("is named: %s", (_, input, message) => {
    expect(messageOf("CreateGroup", { UserPoolId: "us-east-1_a", GroupName: "g", ...input })).toBe(message);
  });

  test.each([
    ["a string for a list", { AliasAttributes: "email" }, "Unexpected field type"],
    ["a map for a list", { AliasAttributes: {} }, "Start of structure or map found where not expected."],
    ["a string for a map", { UserPoolTags: "a" }, "Expected map or null"],
    ["a list for a map", { UserPoolTags: [] }, "Start of list found where not expected"],
    ["a string for a structure", { Policies: "a" }, "Expected null"],
    ["a number in a list of enums", { AliasAttributes: [1] }, `${number} can not be converted to an String`],
    ["a number in a map", { UserPoolTags: { a: 1 } }, `${number} can not be converted to an String`],
  ])("is named: %s", (_, input, message) => {
    expect(messageOf("CreateUserPool", { PoolName: "p", ...input })).toBe(message);
  });

  test.each([
    ["a number", 1, `${number} can not be converted to an Boolean`],
    ["a word that is none", "maybe", "'MAYBE' can not be converted to an Boolean"],
  ])("is named: %s for a boolean", (_, value, message) => {
    expect(messageOf("AdminSetUserPassword", { Permanent: value })).toBe(message);
  });

  test.each([
    [
      "a length",
      "abcde",
      "'abcde' can not be converted to a Blob: Base64 encoded length is expected a multiple of 4 bytes but found: 5",
    ],
    ["a character", "ab-d", "'ab-d' can not be converted to a Blob: Invalid Base64 character: '-'"],
    ["padding", "a=bc", "'a=bc' can not be converted to a Blob: Invalid Base64 character: '='"],
  ])("is named: base64 with a wrong %s", (_, ImageFile, message) => {
    expect(messageOf("SetUICustomization", { UserPoolId: "us-east-1_a", ImageFile })).toBe(message);
  });

  test("may be a number that no double holds", () => {
    expect(messageOf("ListUserPools", JSON.parse('{"MaxResults":1e999}'))).toBe(
      `${number} can not be converted to an Integer`,
    );
  });

  test("wins over broken constraints elsewhere", () => {
    expect(messageOf("SignUp", { ClientId: "", Username: "", UserAttributes: [{ Name: "n", Value: false }] })).toBe(
      `${bool} can not be converted to an String`,
    );
  });
});

describe("values that AWS converts", () => {
  test("are booleans written as words", () => {
    for (const [word, value] of [
      ["true", true],
      ["Yes", true],
      ["1", true],
      ["FALSE", false],
      ["no", false],
      ["0", false],
    ]) {
      expect(validateInput(userPoolOperations.AdminSetUserPassword, password(word)).Permanent).toBe(value);
    }
  });

  test("are fractions and numbers beyond an int", () => {
    expect(validateInput(userPoolOperations.CreateGroup, group(5.9)).Precedence).toBe(5);
    expect(validateInput(userPoolOperations.CreateGroup, group(1e20)).Precedence).toBe(2_147_483_647);
  });
});

describe("a document", () => {
  test("passes as it is, nulls included", () => {
    const Settings = { categories: { form: null, list: [1, null, { a: "b" }] } };
    expect(validateInput(userPoolOperations.CreateManagedLoginBranding, branding(Settings)).Settings).toEqual(Settings);
  });

  test("of a hundred thousand levels is refused instead of overflowing the stack", () => {
    const deep: unknown = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    expect(messageOf("CreateManagedLoginBranding", branding(deep))).toBe("");
  });
});
