import type { UserMigrationTriggerEvent } from "aws-lambda";
import type { CreateUserPoolClientRequest, CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import type { TriggerFunction } from "../../index.ts";
import { type Functions, givenTriggers, passOn, respond } from "../../testing/given-triggers.ts";

/** Too weak for the pool's policy: it comes from elsewhere. */
const OLD_PASSWORD = "secret";
const KNOWN = {
  userAttributes: { email: "bob@example.com", email_verified: "true", name: "Bob" },
  finalUserStatus: "CONFIRMED",
  messageAction: "SUPPRESS",
};
const HIDING = { PreventUserExistenceErrors: "ENABLED" } as const;

/** A pool with this trigger, of which bob is not, and his ways in. */
async function givenTrigger(
  UserMigration: TriggerFunction = respond(KNOWN),
  {
    pool = {},
    client = {},
    others = {},
  }: {
    pool?: Partial<CreateUserPoolRequest>;
    client?: Partial<CreateUserPoolClientRequest>;
    others?: Functions;
  } = {},
) {
  const given = await givenTriggers({ UserMigration, ...others }, { pool, client, user: false });
  const { cognito, UserPoolId, ClientId } = given;
  const signIn = (USERNAME = "bob", ClientMetadata?: Record<string, string>) =>
    cognito.send("InitiateAuth", {
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME, PASSWORD: OLD_PASSWORD },
      ClientMetadata,
    });
  const forget = (Username = "bob", ClientMetadata?: Record<string, string>) =>
    cognito.send("ForgotPassword", { ClientId, Username, ClientMetadata });
  const user = (Username = "bob") => cognito.send("AdminGetUser", { UserPoolId, Username });
  return { ...given, signIn, forget, user };
}

const deny: TriggerFunction = async () => Promise.reject(new Error("Bad password"));

describe("The event of UserMigration", () => {
  const response = {
    userAttributes: null,
    forceAliasCreation: null,
    enableSMSMFA: null,
    finalUserStatus: null,
    messageAction: null,
    desiredDeliveryMediums: null,
  };

  test("is AWS's for a sign-in with a password, member by member", async () => {
    const { UserPoolId, ClientId, calls, signIn } = await givenTrigger();
    await signIn("bob", { from: "app" });
    const event: Omit<UserMigrationTriggerEvent, "response"> = {
      version: "1",
      triggerSource: "UserMigration_Authentication",
      region: "us-east-1",
      userPoolId: UserPoolId,
      userName: "bob",
      callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: ClientId },
      request: { password: OLD_PASSWORD, validationData: { from: "app" } },
    };
    expect(calls.map((call) => call.event)).toStrictEqual([{ ...event, response }]);
  });

  test("is AWS's for a forgotten password, which it does not have", async () => {
    const { UserPoolId, ClientId, calls, forget } = await givenTrigger();
    await forget("bob", { from: "app" });
    expect(calls.map((call) => call.event)).toStrictEqual([
      {
        version: "1",
        triggerSource: "UserMigration_ForgotPassword",
        region: "us-east-1",
        userPoolId: UserPoolId,
        userName: "bob",
        callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: ClientId },
        request: { clientMetadata: { from: "app" } },
        response,
      },
    ]);
  });

  test("goes out for ADMIN_USER_PASSWORD_AUTH, too", async () => {
    const { cognito, UserPoolId, ClientId, sources } = await givenTrigger();
    const { AuthenticationResult } = await cognito.send("AdminInitiateAuth", {
      UserPoolId,
      ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "bob", PASSWORD: OLD_PASSWORD },
    });
    expect(AuthenticationResult).toHaveProperty("AccessToken");
    expect(sources()).toEqual(["UserMigration_Authentication"]);
  });
});

describe("UserMigration comes", () => {
  test("before PreAuthentication, and PreSignUp not at all", async () => {
    const others = {
      PreSignUp: passOn,
      PreAuthentication: passOn,
      PostAuthentication: passOn,
      PostConfirmation: passOn,
    };
    const { sources, signIn } = await givenTrigger(respond(KNOWN), { others });
    await signIn();
    expect(sources()).toEqual([
      "UserMigration_Authentication",
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
    ]);
  });

  test("before the message of a forgotten password", async () => {
    const { sources, forget } = await givenTrigger(respond(KNOWN), { others: { CustomMessage: passOn } });
    await forget();
    expect(sources()).toEqual(["UserMigration_ForgotPassword", "CustomMessage_ForgotPassword"]);
  });

  test("once: later the pool knows the user", async () => {
    const { sources, signIn, forget } = await givenTrigger();
    await signIn();
    await signIn();
    await forget();
    expect(sources()).toEqual(["UserMigration_Authentication"]);
  });

  test("not for a user of the pool whose password is wrong", async () => {
    const { cognito, UserPoolId, calls, signIn } = await givenTrigger();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await expect(signIn()).rejects.toBeCognitoError("NotAuthorizedException", "Incorrect username or password.");
    expect(calls).toEqual([]);
  });

  test("once for two sign-ins at once, and creates one user", async () => {
    const { cognito, UserPoolId, signIn } = await givenTrigger();
    const answers = await Promise.all([signIn(), signIn()]);
    expect(answers.every(({ AuthenticationResult }) => AuthenticationResult?.AccessToken)).toBe(true);
    expect((await cognito.send("ListUsers", { UserPoolId })).Users).toHaveLength(1);
  });
});

describe("A user migrated by a sign-in", () => {
  test("has the attributes and the password that they had, and is signed in", async () => {
    const { signIn, user } = await givenTrigger();
    expect((await signIn()).AuthenticationResult).toHaveProperty("AccessToken");
    const { UserStatus, UserAttributes, Enabled } = await user();
    expect({ UserStatus, Enabled }).toEqual({ UserStatus: "CONFIRMED", Enabled: true });
    expect(UserAttributes).toEqual([
      { Name: "sub", Value: expect.any(String) },
      { Name: "email", Value: "bob@example.com" },
      { Name: "email_verified", Value: "true" },
      { Name: "name", Value: "Bob" },
    ]);
    expect((await signIn()).AuthenticationResult).toHaveProperty("AccessToken");
  });

  test.each(["RESET_REQUIRED", "FORCE_CHANGE_PASSWORD", undefined])(
    "has to set a new password where finalUserStatus is %s",
    async (finalUserStatus) => {
      const { signIn, user } = await givenTrigger(respond({ ...KNOWN, finalUserStatus }));
      await expect(signIn()).rejects.toBeCognitoError(
        "PasswordResetRequiredException",
        "Password reset required for the user",
      );
      expect((await user()).UserStatus).toBe("RESET_REQUIRED");
    },
  );

  test("stays, though PreAuthentication denies the sign-in", async () => {
    const { signIn, user } = await givenTrigger(respond(KNOWN), { others: { PreAuthentication: deny } });
    await expect(signIn()).rejects.toMatchObject({ name: "UserLambdaValidationException" });
    expect((await user()).UserStatus).toBe("CONFIRMED");
  });

  test("has the name as typed for an address where addresses sign in", async () => {
    const { signIn, user } = await givenTrigger(
      respond({ ...KNOWN, userAttributes: { email_verified: "true", "custom:tier": "gold" } }),
      {
        pool: { UsernameAttributes: ["email"], Schema: [{ Name: "tier", AttributeDataType: "String", Mutable: true }] },
      },
    );
    await signIn("bob@example.com");
    const { Username, UserAttributes } = await user("bob@example.com");
    expect(Username).toBe(UserAttributes?.[0]?.Value);
    expect(UserAttributes).toContainEqual({ Name: "email", Value: "bob@example.com" });
    expect(UserAttributes).toContainEqual({ Name: "custom:tier", Value: "gold" });
  });

  test("has the username that the function says where the name as typed is an alias", async () => {
    const { signIn, user } = await givenTrigger(
      respond({ ...KNOWN, userAttributes: { ...KNOWN.userAttributes, username: "bobby" } }),
      { pool: { AliasAttributes: ["email"] } },
    );
    expect((await signIn("bob@example.com")).AuthenticationResult).toHaveProperty("AccessToken");
    expect((await user("bob@example.com")).Username).toBe("bobby");
  });

  test("has the name as typed where there are no aliases, whatever username the function says", async () => {
    const userAttributes = { ...KNOWN.userAttributes, username: "bobby" };
    const { signIn, user } = await givenTrigger(respond({ ...KNOWN, userAttributes }));
    expect((await signIn()).AuthenticationResult).toHaveProperty("AccessToken");
    expect((await user()).Username).toBe("bob");
    await expect(user("bobby")).rejects.toMatchObject({ name: "UserNotFoundException" });
  });

  test("takes an alias away from its owner only with forceAliasCreation", async () => {
    let forceAliasCreation = false;
    const { cognito, UserPoolId, ClientId, signIn, user } = await givenTrigger(
      respond(() => ({ ...KNOWN, forceAliasCreation })),
      { pool: { AliasAttributes: ["email"] } },
    );
    await cognito.givenConfirmedUser({
      UserPoolId,
      Username: "carol",
      UserAttributes: [
        { Name: "email", Value: "bob@example.com" },
        { Name: "email_verified", Value: "true" },
      ],
    });
    await expect(signIn()).rejects.toBeCognitoError(
      "UserNotFoundException",
      `Exception migrating user in app client ${ClientId}: An account with the email already exists`,
    );
    await expect(user()).rejects.toMatchObject({ name: "UserNotFoundException" });
    forceAliasCreation = true;
    await signIn();
    expect((await user("bob@example.com")).Username).toBe("bob");
    expect((await user("carol")).UserAttributes).toContainEqual({ Name: "email_verified", Value: "false" });
  });

  test("has SMS for a second factor with enableSMSMFA", async () => {
    const userAttributes = { phone_number: "+15555550123", phone_number_verified: "true" };
    const { signIn, user } = await givenTrigger(respond({ ...KNOWN, userAttributes, enableSMSMFA: true }));
    await signIn();
    expect((await user()).UserMFASettingList).toEqual(["SMS_MFA"]);
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ["by no message with SUPPRESS", { messageAction: "SUPPRESS", desiredDeliveryMediums: ["EMAIL"] }, []],
    ["by SMS where the function does not say how", {}, ["SMS"]],
    ["by e-mail where the function says so", { desiredDeliveryMediums: ["EMAIL"] }, ["EMAIL"]],
    ["both ways where the function says so", { desiredDeliveryMediums: ["EMAIL", "SMS"] }, ["SMS", "EMAIL"]],
    ["by e-mail where the function says so in one word", { desiredDeliveryMediums: "EMAIL" }, ["EMAIL"]],
  ])("is welcomed %s", async (_, response, mediums) => {
    const userAttributes = { email: "bob@example.com", phone_number: "+15555550123" };
    const { cognito, signIn } = await givenTrigger(
      respond({ userAttributes, finalUserStatus: "CONFIRMED", ...response }),
    );
    await signIn();
    const messages = await cognito.listMessages();
    expect(messages.map(({ medium }) => medium)).toEqual(mediums);
    expect(messages.every(({ kind }) => kind === "invitation")).toBe(true);
  });
});

describe("A user migrated by a forgotten password", () => {
  test("gets a code at the verified address, and with it a new password", async () => {
    const { cognito, ClientId, forget, user } = await givenTrigger(
      respond({ ...KNOWN, finalUserStatus: "RESET_REQUIRED" }),
    );
    expect(await forget()).toMatchObject({ CodeDeliveryDetails: { Destination: "b***@e***" } });
    expect((await user()).UserStatus).toBe("RESET_REQUIRED");
    const Password = "Brand-New-Horse-2!";
    await cognito.send("ConfirmForgotPassword", { ClientId, Username: "bob", ConfirmationCode: "123456", Password });
    expect(await cognito.givenTokens({ ClientId, Username: "bob", Password })).toHaveProperty("AccessToken");
  });

  test("gets none without a verified address", async () => {
    const { forget } = await givenTrigger(respond({ ...KNOWN, userAttributes: { email: "bob@example.com" } }));
    await expect(forget()).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Cannot reset password for the user as there is no registered/verified email or phone_number",
    );
  });
});

describe("Nobody is migrated", () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ["told so", {}, "UserNotFoundException", "User does not exist."],
    ["told nothing where the client hides it", HIDING, "NotAuthorizedException", "Incorrect username or password."],
  ])("who the function does not know; who signs in is %s", async (_, client, error, message) => {
    const { cognito, UserPoolId, signIn } = await givenTrigger(passOn, { client });
    await expect(signIn()).rejects.toBeCognitoError(error, message);
    expect((await cognito.send("ListUsers", { UserPoolId })).Users).toEqual([]);
  });

  test("who the function does not know; who has forgotten a password is told so, or is said to get a code", async () => {
    const open = await givenTrigger(passOn);
    await expect(open.forget()).rejects.toBeCognitoError(
      "UserNotFoundException",
      "Username/client id combination not found.",
    );
    const hiding = await givenTrigger(passOn, { client: HIDING });
    expect(await hiding.forget()).toHaveProperty("CodeDeliveryDetails");
    expect(await hiding.cognito.listMessages()).toEqual([]);
  });

  test.each([
    ["an open client", {}],
    ["a client that hides who exists", HIDING],
  ])("whom the function denies: through %s", async (_, client) => {
    const { cognito, UserPoolId, signIn, forget } = await givenTrigger(deny, { client });
    const failure = ["UserNotFoundException", "UserMigration failed with error Bad password."] as const;
    await expect(signIn()).rejects.toBeCognitoError(...failure);
    await expect(forget()).rejects.toBeCognitoError(...failure);
    expect((await cognito.send("ListUsers", { UserPoolId })).Users).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, Partial<CreateUserPoolRequest>, string, string]>([
    ["whose phone number is none", { phone_number: "5550123" }, {}, "bob", "Invalid phone number format"],
    [
      "whose name looks like an alias",
      { email: "bob@example.com" },
      { AliasAttributes: ["email"] },
      "bob@example.com",
      "Username cannot be of email format, since user pool is configured for email alias",
    ],
    [
      "with an attribute that the pool does not have",
      { "custom:tier": "gold" },
      {},
      "bob",
      "Attributes did not conform to the schema: Type for attribute {custom:tier} could not be determined",
    ],
    [
      "whose address is verified, and is not there",
      { email_verified: "true" },
      {},
      "bob",
      "Email is required to verify/un-verify an email",
    ],
  ])("%s", async (_, userAttributes, pool, name, reason) => {
    const { cognito, UserPoolId, ClientId, signIn } = await givenTrigger(respond({ ...KNOWN, userAttributes }), {
      pool,
    });
    await expect(signIn(name)).rejects.toBeCognitoError(
      "UserNotFoundException",
      `Exception migrating user in app client ${ClientId}: ${reason}`,
    );
    expect((await cognito.send("ListUsers", { UserPoolId })).Users).toEqual([]);
  });

  test("with SMS for a second factor and no phone number", async () => {
    const { ClientId, signIn } = await givenTrigger(respond({ ...KNOWN, enableSMSMFA: true }));
    await expect(signIn()).rejects.toBeCognitoError(
      "UserNotFoundException",
      `Exception migrating user in app client ${ClientId}: User does not have a phone number to enable SMS MFA`,
    );
  });

  test.each([
    ["userAttributes", ["email"]],
    ["userAttributes", { name: ["Bob"] }],
    ["finalUserStatus", 1],
    ["messageAction", true],
    ["desiredDeliveryMediums", ["PIGEON"]],
    ["forceAliasCreation", "yes"],
    ["enableSMSMFA", "yes"],
  ])("of whom the function says nonsense: %s is %j", async (member, value) => {
    const { cognito, UserPoolId, signIn } = await givenTrigger(respond({ ...KNOWN, [member]: value }));
    await expect(signIn()).rejects.toBeCognitoError("InvalidLambdaResponseException", "Unrecognizable lambda output");
    expect((await cognito.send("ListUsers", { UserPoolId })).Users).toEqual([]);
  });
});
