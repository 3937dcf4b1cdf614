import type { SchemaAttributeType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";

async function customNames(cognito: TestCognito, UserPoolId: string): Promise<(string | undefined)[]> {
  const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
  return (UserPool?.SchemaAttributes ?? []).slice(21).map(({ Name }) => Name);
}

const manyAttributes = (prefix: string, count: number): SchemaAttributeType[] =>
  Array.from({ length: count }, (_, at) => ({ Name: `${prefix}${at}`, AttributeDataType: "String" }));

describe("AddCustomAttributes", () => {
  test("adds attributes after those that are there, and answers {}", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ Schema: [{ Name: "role", AttributeDataType: "String" }] });
    cognito.clock.advance({ minutes: 1 });
    const answer = await cognito.send("AddCustomAttributes", {
      UserPoolId,
      CustomAttributes: [
        { Name: "banana", AttributeDataType: "String", DeveloperOnlyAttribute: true },
        { Name: "age", AttributeDataType: "Number" },
      ],
    });
    expect(answer).toEqual({});
    expect(await customNames(cognito, UserPoolId)).toEqual(["custom:role", "dev:custom:banana", "custom:age"]);
    const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
    expect(UserPool?.LastModifiedDate).toBe(1767225660);
  });

  test("prefixes a name that has the prefix already, and standard names too", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await cognito.send("AddCustomAttributes", {
      UserPoolId,
      CustomAttributes: [
        { Name: "custom:name", AttributeDataType: "String" },
        { Name: "email", AttributeDataType: "String" },
      ],
    });
    expect(await customNames(cognito, UserPoolId)).toEqual(["custom:custom:name", "custom:email"]);
  });

  test.each<[string, SchemaAttributeType[], string]>([
    [
      "an attribute that exists",
      [{ Name: "role", AttributeDataType: "Number" }],
      "custom:role: Existing attribute already has name custom:role.",
    ],
    [
      "a developer's attribute that exists",
      [{ Name: "banana", AttributeDataType: "String", DeveloperOnlyAttribute: true }],
      "custom:banana: Existing attribute already has name dev:custom:banana.",
    ],
    [
      "the same attribute twice",
      [
        { Name: "fruit", AttributeDataType: "String" },
        { Name: "fruit", AttributeDataType: "String" },
      ],
      "custom:fruit: Existing attribute already has name custom:fruit.",
    ],
    [
      "a required attribute",
      [{ Name: "fruit", AttributeDataType: "String", Required: true }],
      "Required custom attributes are not supported currently.",
    ],
    [
      "an attribute without a type",
      [{ Name: "fruit" }],
      "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
    ],
    [
      "an attribute without a name",
      [{ AttributeDataType: "String" }],
      "1 validation error detected: Value null at 'customAttributes.1.member.name' failed to satisfy constraint: Member must not be null",
    ],
  ])("refuses %s and adds none", async (_, attributes, message) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({
      Schema: [
        { Name: "role", AttributeDataType: "String" },
        { Name: "banana", AttributeDataType: "String", DeveloperOnlyAttribute: true },
      ],
    });
    const CustomAttributes = [{ Name: "good", AttributeDataType: "String" } as const, ...attributes];
    await expect(
      cognito.send("AddCustomAttributes", {
        UserPoolId,
        CustomAttributes: message.includes("customAttributes.1") ? attributes : CustomAttributes,
      }),
    ).rejects.toBeCognitoError("InvalidParameterException", message);
    expect(await customNames(cognito, UserPoolId)).toEqual(["custom:role", "dev:custom:banana"]);
  });

  test("refuses the fifty-first custom attribute of a pool", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await cognito.send("AddCustomAttributes", { UserPoolId, CustomAttributes: manyAttributes("a", 25) });
    await cognito.send("AddCustomAttributes", { UserPoolId, CustomAttributes: manyAttributes("b", 25) });
    await expect(
      cognito.send("AddCustomAttributes", { UserPoolId, CustomAttributes: manyAttributes("c", 1) }),
    ).rejects.toBeCognitoError("InvalidParameterException", "A user pool cannot have more than 50 custom attributes.");
  });

  test("loses none of the attributes that racing calls add", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const racing = manyAttributes("a", 8);
    await Promise.all(
      racing.map((attribute) => cognito.send("AddCustomAttributes", { UserPoolId, CustomAttributes: [attribute] })),
    );
    expect(new Set(await customNames(cognito, UserPoolId))).toEqual(
      new Set(racing.map(({ Name }) => `custom:${Name}`)),
    );
  });

  test("lets one of two racing calls for the same attribute win", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const add = () => cognito.send("AddCustomAttributes", { UserPoolId, CustomAttributes: manyAttributes("a", 1) });
    const outcomes = await Promise.allSettled([add(), add()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await customNames(cognito, UserPoolId)).toEqual(["custom:a0"]);
  });

  test("knows no pool that does not exist", async () => {
    const cognito = await startCognito();
    await expect(
      cognito.send("AddCustomAttributes", {
        UserPoolId: "us-east-1_missing",
        CustomAttributes: manyAttributes("a", 1),
      }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_missing does not exist.");
  });
});
