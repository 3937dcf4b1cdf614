import type { AttributeType, CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

const OLD = "old@example.com";
const NEW = "new@example.com";

const VERIFIED_OLD: AttributeType[] = [
  { Name: "email", Value: OLD },
  { Name: "email_verified", Value: "true" },
];

/** A pool with alice, whose e-mail address is verified. */
async function givenAlice(settings: Partial<CreateUserPoolRequest> = {}, attributes = VERIFIED_OLD) {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool(settings);
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes: attributes });
  const update = (values: Readonly<Record<string, string>>, Username = "alice") =>
    cognito.send("AdminUpdateUserAttributes", {
      UserPoolId,
      Username,
      UserAttributes: Object.entries(values).map(([Name, Value]) => ({ Name, Value })),
    });
  const attributesOf = async (Username = "alice") => {
    const { UserAttributes = [] } = await cognito.send("AdminGetUser", { UserPoolId, Username });
    return Object.fromEntries(UserAttributes.slice(1).map(({ Name, Value }) => [Name, Value]));
  };
  return { cognito, UserPoolId, update, attributesOf };
}

const REQUIRES_VERIFICATION: Partial<CreateUserPoolRequest> = {
  AutoVerifiedAttributes: ["email"],
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
};

describe("AdminUpdateUserAttributes", () => {
  test("changes what is named, deletes what is blank and leaves the rest", async () => {
    const { cognito, UserPoolId, update, attributesOf } = await givenAlice({}, [
      { Name: "name", Value: "Alice" },
      { Name: "nickname", Value: "Al" },
      { Name: "locale", Value: "en" },
    ]);
    cognito.clock.advance({ minutes: 5 });
    await expect(update({ name: "Alicia", nickname: "", website: "https://example.com" })).resolves.toEqual({});
    await expect(attributesOf()).resolves.toEqual({ name: "Alicia", locale: "en", website: "https://example.com" });
    const { UserLastModifiedDate } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    expect(UserLastModifiedDate).toBe(cognito.clock.now() / 1000);
  });

  test.each([
    [{ email: NEW }, { email: NEW, email_verified: "false" }],
    [
      { email: NEW, email_verified: "TRUE" },
      { email: NEW, email_verified: "true" },
    ],
    [{ email: OLD }, { email: OLD, email_verified: "true" }],
    [{ email: "" }, {}],
    [{ email_verified: "false" }, { email: OLD, email_verified: "false" }],
    [
      { phone_number: "+15550100" },
      {
        ...Object.fromEntries(VERIFIED_OLD.map(({ Name, Value }) => [Name, Value])),
        phone_number: "+15550100",
        phone_number_verified: "false",
      },
    ],
  ])("keeps track of what is verified: %j", async (changes, expected) => {
    const { cognito, update, attributesOf } = await givenAlice({ AutoVerifiedAttributes: ["email"] });
    await update(changes);
    await expect(attributesOf()).resolves.toEqual(expected);
    await expect(cognito.listMessages()).resolves.toEqual([]);
  });

  test.each([
    [{ "custom:foo": "x" }, "Invalid user attributes: user.custom:foo: Attribute does not exist in the schema.\n"],
    [{ "custom:fixed": "x" }, "Invalid user attributes: user.custom:fixed: Attribute cannot be updated.\n"],
    [{ name: "" }, "Invalid user attributes: user.name: Required attribute cannot be deleted.\n"],
    [{ birthdate: "2000" }, "Invalid user attributes: user.birthdate: String must be no shorter than 10 characters\n"],
    [{ sub: "x" }, "Cannot modify the non-mutable attribute sub"],
    [{ email: "x" }, "Invalid email address format."],
    [{ phone_number: "x" }, "Invalid phone number format."],
    [{ email: "", email_verified: "true" }, "Email is required to verify/un-verify an email"],
    [{ phone_number_verified: "true" }, "Phone Number is required to verify/un-verify a phone number"],
  ])("refuses %j and then changes nothing", async (changes, message) => {
    const { update, attributesOf } = await givenAlice({
      Schema: [
        { Name: "name", Required: true },
        { Name: "fixed", AttributeDataType: "String", Mutable: false },
      ],
    });
    const before = await attributesOf();
    await expect(update({ nickname: "Al", ...changes })).rejects.toBeCognitoError("InvalidParameterException", message);
    await expect(attributesOf()).resolves.toEqual(before);
  });

  test("may write attributes that are for developers only", async () => {
    const { update, attributesOf } = await givenAlice(
      { Schema: [{ Name: "tier", AttributeDataType: "String", DeveloperOnlyAttribute: true, Mutable: true }] },
      [],
    );
    await update({ "dev:custom:tier": "gold" });
    await expect(attributesOf()).resolves.toEqual({ "dev:custom:tier": "gold" });
  });

  test("refuses an attribute without a value", async () => {
    const { cognito, UserPoolId } = await givenAlice();
    await expect(
      cognito.send("AdminUpdateUserAttributes", { UserPoolId, Username: "alice", UserAttributes: [{ Name: "name" }] }),
    ).rejects.toBeCognitoError("InvalidParameterException", "Attribute value for name must not be null");
  });

  test("refuses a value of more than 2048 characters without repeating it", async () => {
    const { update } = await givenAlice();
    await expect(update({ name: "x".repeat(2049) })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value at 'userAttributes.1.member.value' failed to satisfy constraint: " +
        "Member must have length less than or equal to 2048",
    );
  });

  test("refuses unknown pools and users", async () => {
    const { cognito, UserPoolId } = await givenAlice();
    const UserAttributes = [{ Name: "name", Value: "x" }];
    await expect(
      cognito.send("AdminUpdateUserAttributes", { UserPoolId: "us-east-1_nowhere00", Username: "a", UserAttributes }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nowhere00 does not exist.");
    await expect(
      cognito.send("AdminUpdateUserAttributes", { UserPoolId, Username: "nobody", UserAttributes }),
    ).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
  });
});

describe("AdminUpdateUserAttributes where an address is verified before its update", () => {
  test("keeps the old address and its flag and sends a code to the new one", async () => {
    const { cognito, update, attributesOf } = await givenAlice(REQUIRES_VERIFICATION);
    await update({ email: NEW, name: "Alice" });
    await expect(attributesOf()).resolves.toEqual({ email: OLD, email_verified: "true", name: "Alice" });
    await expect(cognito.listMessages()).resolves.toMatchObject([
      { kind: "verification", to: NEW, code: "123456", body: "Your verification code is 123456. " },
    ]);
  });

  test("changes it at once when the request says that it is verified", async () => {
    const { cognito, update, attributesOf } = await givenAlice(REQUIRES_VERIFICATION);
    await update({ email: NEW, email_verified: "true" });
    await expect(attributesOf()).resolves.toEqual({ email: NEW, email_verified: "true" });
    await expect(cognito.listMessages()).resolves.toEqual([]);
  });

  test("deletes it at once", async () => {
    const { update, attributesOf } = await givenAlice(REQUIRES_VERIFICATION);
    await update({ email: "" });
    await expect(attributesOf()).resolves.toEqual({});
  });
});

describe("AdminUpdateUserAttributes and names that sign others in", () => {
  test("moves a verified alias to the updated user and leaves the old owner's address unverified", async () => {
    const { cognito, UserPoolId, update, attributesOf } = await givenAlice({ AliasAttributes: ["email"] });
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "bob" });
    await update({ email: OLD, email_verified: "true" }, "bob");
    await expect(attributesOf("alice")).resolves.toEqual({ email: OLD, email_verified: "false" });
    await expect(cognito.send("AdminGetUser", { UserPoolId, Username: OLD })).resolves.toMatchObject({
      Username: "bob",
    });
  });

  test("of two who get an alias at the same time one has it in the end", async () => {
    const { cognito, UserPoolId, update, attributesOf } = await givenAlice({ AliasAttributes: ["email"] }, []);
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "bob" });
    await Promise.all(["alice", "bob"].map((name) => update({ email: NEW, email_verified: "true" }, name)));
    const flags = await Promise.all(["alice", "bob"].map(async (name) => (await attributesOf(name))["email_verified"]));
    expect(new Set(flags)).toEqual(new Set(["true", "false"]));
  });

  test("does not move a preferred_username", async () => {
    const { cognito, UserPoolId, update } = await givenAlice({ AliasAttributes: ["preferred_username"] }, []);
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "bob" });
    const results = await Promise.allSettled(
      ["alice", "bob"].map((name) => update({ preferred_username: "al" }, name)),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { name: "AliasExistsException", message: "Already found an entry for the provided username." },
    });
  });

  test.each([
    ["email", NEW],
    ["phone_number", "+15550100200"],
  ])("refuses another user's %s where addresses are usernames", async (attribute, value) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ UsernameAttributes: ["email", "phone_number"] });
    await cognito.send("AdminCreateUser", { UserPoolId, Username: value });
    await cognito.send("AdminCreateUser", { UserPoolId, Username: OLD });
    await expect(
      cognito.send("AdminUpdateUserAttributes", {
        UserPoolId,
        Username: OLD,
        UserAttributes: [
          { Name: attribute, Value: value },
          { Name: `${attribute}_verified`, Value: "true" },
        ],
      }),
    ).rejects.toBeCognitoError("AliasExistsException", `An account with the given ${attribute} already exists.`);
  });

  test("lets a user sign in with the new address and no longer with the old one", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ UsernameAttributes: ["email"] });
    await cognito.send("AdminCreateUser", { UserPoolId, Username: OLD });
    await cognito.send("AdminUpdateUserAttributes", {
      UserPoolId,
      Username: OLD,
      UserAttributes: [{ Name: "email", Value: NEW }],
    });
    await expect(cognito.send("AdminGetUser", { UserPoolId, Username: NEW })).resolves.toBeDefined();
    await expect(cognito.send("AdminGetUser", { UserPoolId, Username: OLD })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
    await expect(cognito.send("AdminCreateUser", { UserPoolId, Username: OLD })).resolves.toBeDefined();
  });
});
