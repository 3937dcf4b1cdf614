import type { AttributeType, CreateUserPoolClientRequest, CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

const OLD = "old@example.com";
const NEW = "new@example.com";
const CODE = "123456";
const EXPIRED = ["ExpiredCodeException", "Invalid code provided, please request a code again."] as const;
const TOO_MANY = ["LimitExceededException", "Attempt limit exceeded, please try after some time."] as const;

const VERIFIES_EMAIL: Partial<CreateUserPoolRequest> = { AutoVerifiedAttributes: ["email"] };
const VERIFIES_BEFORE: Partial<CreateUserPoolRequest> = {
  ...VERIFIES_EMAIL,
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
};

function verified(email: string): AttributeType[] {
  return [
    { Name: "email", Value: email },
    { Name: "email_verified", Value: "true" },
  ];
}

interface Given {
  readonly pool?: Partial<CreateUserPoolRequest>;
  readonly client?: Partial<CreateUserPoolClientRequest>;
  readonly attributes?: AttributeType[];
}

/** alice, signed in, and what she does with her attributes. */
async function givenAlice({ pool = VERIFIES_EMAIL, client = {}, attributes = verified(OLD) }: Given = {}) {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool(pool);
  const { ClientId } = await cognito.givenUserPoolClient({ ...client, UserPoolId });
  const Username = pool.UsernameAttributes ? OLD : "alice";
  await cognito.givenConfirmedUser({ UserPoolId, Username, UserAttributes: attributes });
  const signIn = async () => {
    const tokens = await cognito.givenTokens({ ClientId, Username });
    return { AccessToken: tokens.AccessToken };
  };
  const { AccessToken } = await signIn();
  return {
    cognito,
    UserPoolId,
    signIn,
    update: (values: Readonly<Record<string, string>>) =>
      cognito.send("UpdateUserAttributes", {
        AccessToken,
        UserAttributes: Object.entries(values).map(([Name, Value]) => ({ Name, Value })),
      }),
    askForCode: (AttributeName = "email") =>
      cognito.send("GetUserAttributeVerificationCode", { AccessToken, AttributeName }),
    verify: (Code = CODE, AttributeName = "email") =>
      cognito.send("VerifyUserAttribute", { AccessToken, AttributeName, Code }),
    attributes: async () => {
      const { UserAttributes } = await cognito.send("GetUser", { AccessToken });
      return Object.fromEntries(UserAttributes.slice(1).map(({ Name, Value }) => [Name, Value]));
    },
  };
}

describe("UpdateUserAttributes", () => {
  test("changes what is named and says that no code went out", async () => {
    const alice = await givenAlice();
    await expect(alice.update({ name: "Alice", nickname: "" })).resolves.toEqual({ CodeDeliveryDetailsList: [] });
    await expect(alice.attributes()).resolves.toEqual({ email: OLD, email_verified: "true", name: "Alice" });
  });

  test("changes an address at once, unverified, and sends a code to it", async () => {
    const alice = await givenAlice();
    await expect(alice.update({ email: NEW })).resolves.toEqual({
      CodeDeliveryDetailsList: [{ Destination: "n***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" }],
    });
    await expect(alice.attributes()).resolves.toEqual({ email: NEW, email_verified: "false" });
    await expect(alice.cognito.listMessages()).resolves.toMatchObject([
      { kind: "verification", medium: "EMAIL", to: NEW, code: CODE, body: "Your verification code is 123456. " },
    ]);
    await expect(alice.verify()).resolves.toEqual({});
    await expect(alice.attributes()).resolves.toEqual({ email: NEW, email_verified: "true" });
  });

  test("sends no code to an address that the pool does not verify", async () => {
    const alice = await givenAlice({ pool: {} });
    await expect(alice.update({ email: NEW })).resolves.toEqual({ CodeDeliveryDetailsList: [] });
    await expect(alice.attributes()).resolves.toEqual({ email: NEW, email_verified: "false" });
  });

  test("sends another code to the same address, unless it is verified", async () => {
    const alice = await givenAlice();
    await expect(alice.update({ email: OLD })).resolves.toEqual({ CodeDeliveryDetailsList: [] });
    await alice.update({ email: NEW });
    await expect(alice.update({ email: NEW })).resolves.toMatchObject({
      CodeDeliveryDetailsList: [{ Destination: "n***@e***" }],
    });
    await expect(alice.attributes()).resolves.toEqual({ email: NEW, email_verified: "false" });
  });

  test("keeps the old address until the new one is verified, where the pool wants it so", async () => {
    const alice = await givenAlice({ pool: VERIFIES_BEFORE });
    await expect(alice.update({ email: NEW, name: "Alice" })).resolves.toMatchObject({
      CodeDeliveryDetailsList: [{ Destination: "n***@e***" }],
    });
    await expect(alice.attributes()).resolves.toEqual({ email: OLD, email_verified: "true", name: "Alice" });
    await alice.verify();
    await expect(alice.attributes()).resolves.toEqual({ email: NEW, email_verified: "true", name: "Alice" });
  });

  test.each([
    [{ "custom:nope": "x" }, "user.custom:nope: Attribute does not exist in the schema.\n"],
    [{ "custom:fixed": "x" }, "user.custom:fixed: Attribute cannot be updated.\n"],
    [{ "custom:fixed": "" }, "user.custom:fixed: Attribute cannot be updated.\n"],
    [{ "custom:long": "x" }, "user.custom:long: String must be no shorter than 36 characters\n"],
    [{ name: "" }, "user.name: Required attribute cannot be deleted.\n"],
    [{ sub: "x" }, "Cannot modify the non-mutable attribute sub"],
    [{ sub: "" }, "Cannot modify the non-mutable attribute sub"],
    [{ email: "x" }, "Invalid email address format."],
    [{ phone_number: "5550100" }, "Invalid phone number format."],
  ])("refuses %j, then changes nothing and sends nothing", async (changes, message) => {
    const alice = await givenAlice({
      pool: {
        ...VERIFIES_EMAIL,
        Schema: [
          { Name: "name", Required: true },
          { Name: "fixed", AttributeDataType: "String", Mutable: false },
          { Name: "long", AttributeDataType: "String", Mutable: true, StringAttributeConstraints: { MinLength: "36" } },
        ],
      },
    });
    const before = await alice.attributes();
    await expect(alice.update({ email: NEW, nickname: "Al", ...changes })).rejects.toBeCognitoError(
      "InvalidParameterException",
      message,
    );
    await expect(alice.attributes()).resolves.toEqual(before);
    await expect(alice.cognito.listMessages()).resolves.toEqual([]);
  });

  test("refuses an immutable address, also with the value that it has", async () => {
    const alice = await givenAlice({ pool: { Schema: [{ Name: "email", Mutable: false }] } });
    await expect(alice.update({ email: OLD })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "user.email: Attribute cannot be updated.\n",
    );
  });

  test.each(["nickname", "email_verified", "phone_number_verified", "dev:custom:tier"])(
    "refuses %s, which the client may not write",
    async (name) => {
      const alice = await givenAlice({
        pool: { Schema: [{ Name: "tier", AttributeDataType: "String", DeveloperOnlyAttribute: true, Mutable: true }] },
        client: { WriteAttributes: ["name", "email"] },
      });
      await expect(alice.update({ name: "Alice", [name]: "true" })).rejects.toBeCognitoError(
        "NotAuthorizedException",
        "A client attempted to write unauthorized attribute",
      );
    },
  );

  test("refuses what is no token", async () => {
    const cognito = await startCognito();
    await expect(
      cognito.send("UpdateUserAttributes", { AccessToken: "nonsense", UserAttributes: [] }),
    ).rejects.toBeCognitoError("NotAuthorizedException", "Invalid Access Token");
  });

  test("refuses another user's preferred_username, where it signs in", async () => {
    const alice = await givenAlice({ pool: { AliasAttributes: ["preferred_username"] } });
    await alice.cognito.send("AdminCreateUser", {
      UserPoolId: alice.UserPoolId,
      Username: "bob",
      UserAttributes: [{ Name: "preferred_username", Value: "bobby" }],
    });
    await expect(alice.update({ preferred_username: "bobby" })).rejects.toBeCognitoError(
      "AliasExistsException",
      "Already found an entry for the provided username.",
    );
  });

  test.each([
    { when: "at once", pool: VERIFIES_EMAIL },
    { when: "after its verification", pool: VERIFIES_BEFORE },
  ])(
    "refuses another user's address where addresses are usernames and change $when, and sends nothing",
    async ({ pool }) => {
      const alice = await givenAlice({ pool: { ...pool, UsernameAttributes: ["email"] }, attributes: [] });
      await alice.cognito.send("AdminCreateUser", {
        UserPoolId: alice.UserPoolId,
        Username: NEW,
        MessageAction: "SUPPRESS",
      });
      await expect(alice.update({ email: NEW })).rejects.toBeCognitoError(
        "AliasExistsException",
        "An account with the given email already exists.",
      );
      await expect(alice.cognito.listMessages()).resolves.toEqual([]);
    },
  );
});

describe("GetUserAttributeVerificationCode", () => {
  test("sends a code to the address, also when it is verified", async () => {
    const alice = await givenAlice();
    await expect(alice.askForCode()).resolves.toEqual({
      CodeDeliveryDetails: { Destination: "o***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" },
    });
    await expect(alice.cognito.listMessages()).resolves.toMatchObject([{ kind: "verification", to: OLD, code: CODE }]);
  });

  test("sends a code to the phone by SMS", async () => {
    const alice = await givenAlice({ attributes: [{ Name: "phone_number", Value: "+15555554567" }] });
    await expect(alice.askForCode("phone_number")).resolves.toEqual({
      CodeDeliveryDetails: { Destination: "+*******4567", DeliveryMedium: "SMS", AttributeName: "phone_number" },
    });
    await expect(alice.verify(CODE, "phone_number")).resolves.toEqual({});
    await expect(alice.attributes()).resolves.toMatchObject({ phone_number_verified: "true" });
  });

  test("sends the code again to a new address that waits for its verification", async () => {
    const alice = await givenAlice({ pool: VERIFIES_BEFORE });
    await alice.update({ email: NEW });
    await expect(alice.askForCode()).resolves.toMatchObject({ CodeDeliveryDetails: { Destination: "n***@e***" } });
    await alice.verify();
    await expect(alice.attributes()).resolves.toEqual({ email: NEW, email_verified: "true" });
  });

  test.each([
    ["email", "User does not have a valid registered email address"],
    ["phone_number", "User does not have a valid registered phone number"],
    ["name", "Invalid attribute name. Only phone_number and email can be verified."],
  ])("refuses %s where there is nothing to verify", async (attribute, message) => {
    const alice = await givenAlice({ attributes: [{ Name: "name", Value: "Alice" }] });
    await expect(alice.askForCode(attribute)).rejects.toBeCognitoError("InvalidParameterException", message);
  });

  test("sends five codes an hour and no more", async () => {
    const alice = await givenAlice();
    for (let count = 0; count < 5; count++) await alice.askForCode();
    await expect(alice.askForCode()).rejects.toBeCognitoError(...TOO_MANY);
    await expect(alice.cognito.listMessages()).resolves.toHaveLength(5);
    alice.cognito.clock.advance({ minutes: 59 });
    await expect(alice.askForCode()).rejects.toBeCognitoError(...TOO_MANY);
  });
});

describe("VerifyUserAttribute", () => {
  test("refuses a wrong code and leaves the right one good", async () => {
    const alice = await givenAlice();
    await alice.update({ email: NEW });
    await expect(alice.verify("654321")).rejects.toBeCognitoError(
      "CodeMismatchException",
      "Invalid verification code provided, please try again.",
    );
    await expect(alice.attributes()).resolves.toMatchObject({ email_verified: "false" });
    await expect(alice.verify()).resolves.toEqual({});
  });

  test("refuses a code that was never sent, and one of another attribute", async () => {
    const alice = await givenAlice();
    await expect(alice.verify()).rejects.toBeCognitoError(...EXPIRED);
    await alice.askForCode();
    await expect(alice.verify(CODE, "phone_number")).rejects.toBeCognitoError(...EXPIRED);
  });

  test("takes a code once, also when it comes twice at the same time", async () => {
    const alice = await givenAlice();
    await alice.update({ email: NEW });
    const results = await Promise.allSettled([alice.verify(), alice.verify()]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(alice.verify()).rejects.toBeCognitoError(...EXPIRED);
  });

  test("takes a code for a day and no longer", async () => {
    const alice = await givenAlice();
    const verifyAtTheEnd = async (milliseconds: number) => {
      await alice.cognito.send("GetUserAttributeVerificationCode", {
        ...(await alice.signIn()),
        AttributeName: "email",
      });
      alice.cognito.clock.advance({ hours: 24, milliseconds });
      return alice.cognito.send("VerifyUserAttribute", {
        ...(await alice.signIn()),
        AttributeName: "email",
        Code: CODE,
      });
    };
    await expect(verifyAtTheEnd(-1)).resolves.toEqual({});
    await expect(verifyAtTheEnd(0)).rejects.toBeCognitoError(...EXPIRED);
  });

  test("takes fifteen wrong codes an hour, and then not even the right one", async () => {
    const alice = await givenAlice();
    await alice.askForCode();
    for (let count = 0; count < 15; count++) await expect(alice.verify("000000")).rejects.toThrow();
    await expect(alice.verify()).rejects.toBeCognitoError(...TOO_MANY);
  });

  test("refuses the code of an address that an administrator has replaced meanwhile", async () => {
    const alice = await givenAlice({ pool: VERIFIES_BEFORE });
    await alice.update({ email: NEW });
    await alice.cognito.send("AdminUpdateUserAttributes", {
      UserPoolId: alice.UserPoolId,
      Username: "alice",
      UserAttributes: verified("admin@example.com"),
    });
    await expect(alice.verify()).rejects.toBeCognitoError(...EXPIRED);
    await expect(alice.attributes()).resolves.toEqual({ email: "admin@example.com", email_verified: "true" });
  });

  test("refuses the code of a waiting address when the pool no longer lets addresses wait", async () => {
    const alice = await givenAlice({ pool: VERIFIES_BEFORE });
    await alice.update({ email: NEW });
    await alice.cognito.send("UpdateUserPool", {
      UserPoolId: alice.UserPoolId,
      ...VERIFIES_EMAIL,
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] },
    });
    await expect(alice.verify()).rejects.toBeCognitoError(...EXPIRED);
    await expect(alice.attributes()).resolves.toEqual({ email: OLD, email_verified: "true" });
  });

  test.each(["name", "email_verified", "nope"])("refuses to verify %s", async (attribute) => {
    const alice = await givenAlice();
    await expect(alice.verify(CODE, attribute)).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Invalid attribute name. Only phone_number and email can be verified.",
    );
  });

  test.each([
    { when: "at once", pool: VERIFIES_EMAIL },
    { when: "after their verification", pool: VERIFIES_BEFORE },
  ])("refuses another user's alias where addresses change $when, and the code stays good", async ({ pool }) => {
    const alice = await givenAlice({ pool: { ...pool, AliasAttributes: ["email"] } });
    const bob = { UserPoolId: alice.UserPoolId, Username: "bob" };
    await alice.cognito.send("AdminCreateUser", { ...bob, UserAttributes: verified(NEW), MessageAction: "SUPPRESS" });
    await alice.update({ email: NEW });
    await expect(alice.verify()).rejects.toBeCognitoError(
      "AliasExistsException",
      "An account with the email already exists.",
    );
    await alice.cognito.send("AdminDeleteUser", bob);
    await expect(alice.verify()).resolves.toEqual({});
  });

  test("refuses an address that has become somebody's username meanwhile", async () => {
    const alice = await givenAlice({ pool: { ...VERIFIES_BEFORE, UsernameAttributes: ["email"] }, attributes: [] });
    await alice.update({ email: NEW });
    await alice.cognito.send("AdminCreateUser", { UserPoolId: alice.UserPoolId, Username: NEW });
    await expect(alice.verify()).rejects.toBeCognitoError(
      "AliasExistsException",
      "An account with the given email already exists.",
    );
  });

  test("refuses what is no token", async () => {
    const { cognito } = await givenAlice();
    await expect(
      cognito.send("VerifyUserAttribute", { AccessToken: "nonsense", AttributeName: "email", Code: CODE }),
    ).rejects.toBeCognitoError("NotAuthorizedException", "Invalid Access Token");
  });
});
