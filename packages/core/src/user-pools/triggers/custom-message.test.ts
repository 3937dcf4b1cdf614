import type { CustomMessageTriggerEvent } from "aws-lambda";
import type { CreateUserPoolRequest, DeliveryMediumType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import type { TriggerFunction } from "../../index.ts";
import { functionArn, givenTriggers, passOn, respond } from "../../testing/given-triggers.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const SMS = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" };
const BY_EMAIL = { AutoVerifiedAttributes: ["email"] } satisfies Partial<CreateUserPoolRequest>;
const BY_PHONE = {
  AutoVerifiedAttributes: ["phone_number"],
  SmsConfiguration: SMS,
} satisfies Partial<CreateUserPoolRequest>;
const CONTACTS = [
  { Name: "email", Value: "bob@example.com" },
  { Name: "phone_number", Value: "+15555550123" },
];

/** A pool with this trigger, where alice has a verified e-mail address, and whatever makes a pool send messages. */
async function givenTrigger(CustomMessage: TriggerFunction = passOn, pool: Partial<CreateUserPoolRequest> = BY_EMAIL) {
  const given = await givenTriggers({ CustomMessage }, { pool });
  const { cognito, UserPoolId, ClientId } = given;
  const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
  const metadata = (of: string) => ({ ClientMetadata: { of } });
  const signUp = () =>
    cognito.send("SignUp", {
      ClientId,
      Username: "bob",
      Password: TEST_PASSWORD,
      UserAttributes: CONTACTS,
      ...metadata("SignUp"),
    });
  /** What makes a pool send a message, by the source of the trigger. */
  const occasions = {
    SignUp: signUp,
    ResendCode: async () => {
      await signUp();
      await cognito.send("ResendConfirmationCode", { ClientId, Username: "bob", ...metadata("ResendCode") });
    },
    AdminCreateUser: (DesiredDeliveryMediums: readonly DeliveryMediumType[] = ["EMAIL"]) =>
      cognito.send("AdminCreateUser", {
        UserPoolId,
        Username: "bob",
        UserAttributes: CONTACTS,
        DesiredDeliveryMediums,
        ...metadata("AdminCreateUser"),
      }),
    ForgotPassword: () =>
      cognito.send("ForgotPassword", { ClientId, Username: "alice", ...metadata("ForgotPassword") }),
    AdminResetUserPassword: () =>
      cognito.send("AdminResetUserPassword", { UserPoolId, Username: "alice", ...metadata("AdminResetUserPassword") }),
    UpdateUserAttribute: () =>
      cognito.send("UpdateUserAttributes", {
        AccessToken,
        UserAttributes: [{ Name: "email", Value: "alice@example.org" }],
        ...metadata("UpdateUserAttribute"),
      }),
    VerifyUserAttribute: () =>
      cognito.send("GetUserAttributeVerificationCode", {
        AccessToken,
        AttributeName: "email",
        ...metadata("VerifyUserAttribute"),
      }),
  };
  return { ...given, AccessToken, signUp, occasions };
}

type Occasion = keyof Awaited<ReturnType<typeof givenTrigger>>["occasions"];

describe("The event of CustomMessage", () => {
  test("is AWS's, member by member", async () => {
    const { cognito, UserPoolId, ClientId, calls, signUp } = await givenTrigger();
    const { UserSub } = await signUp();
    const event: CustomMessageTriggerEvent = {
      version: "1",
      triggerSource: "CustomMessage_SignUp",
      region: "us-east-1",
      userPoolId: UserPoolId,
      userName: "bob",
      callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: ClientId },
      request: {
        userAttributes: {
          sub: UserSub,
          email: "bob@example.com",
          phone_number: "+15555550123",
          email_verified: "false",
          "cognito:user_status": "UNCONFIRMED",
        },
        codeParameter: "{####}",
        linkParameter: "{##Click Here##}",
        usernameParameter: null,
        clientMetadata: { of: "SignUp" },
      },
      response: { smsMessage: null, emailMessage: null, emailSubject: null },
    };
    expect(calls.map((call) => call.event)).toStrictEqual([event]);
    expect((await cognito.lastMessage()).body).toBe("Your verification code is 123456. ");
  });

  test.each<[Occasion, string, string, boolean]>([
    ["SignUp", "CustomMessage_SignUp", "bob", true],
    ["ResendCode", "CustomMessage_ResendCode", "bob", true],
    ["AdminCreateUser", "CustomMessage_AdminCreateUser", "bob", false],
    ["ForgotPassword", "CustomMessage_ForgotPassword", "alice", true],
    ["AdminResetUserPassword", "CustomMessage_ForgotPassword", "alice", false],
    ["UpdateUserAttribute", "CustomMessage_UpdateUserAttribute", "alice", true],
    ["VerifyUserAttribute", "CustomMessage_VerifyUserAttribute", "alice", true],
  ])("of %s is of the source %s", async (occasion, source, userName, hasClient) => {
    const { ClientId, calls, occasions } = await givenTrigger();
    await occasions[occasion]();
    expect(calls.at(-1)?.event).toMatchObject({
      version: "1",
      triggerSource: source,
      userName,
      callerContext: { clientId: hasClient ? ClientId : "CLIENT_ID_NOT_APPLICABLE" },
      request: {
        codeParameter: "{####}",
        linkParameter: "{##Click Here##}",
        usernameParameter: occasion === "AdminCreateUser" ? "{username}" : null,
        clientMetadata: { of: occasion },
      },
      response: { smsMessage: null, emailMessage: null, emailSubject: null },
    });
  });

  test("of an administrator's update is of the same source as the user's own", async () => {
    const { cognito, UserPoolId, calls } = await givenTrigger(passOn, {
      ...BY_EMAIL,
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
    });
    await cognito.send("AdminUpdateUserAttributes", {
      UserPoolId,
      Username: "alice",
      UserAttributes: [{ Name: "email", Value: "alice@example.org" }],
      ClientMetadata: { of: "admin" },
    });
    expect(calls.map(({ event }) => event)).toMatchObject([
      {
        triggerSource: "CustomMessage_UpdateUserAttribute",
        callerContext: { clientId: "CLIENT_ID_NOT_APPLICABLE" },
        request: { clientMetadata: { of: "admin" } },
      },
    ]);
  });

  test("tells of a new user's status and sub, of an invitation too", async () => {
    const { cognito, UserPoolId, calls, occasions } = await givenTrigger();
    await occasions.AdminCreateUser();
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "bob" });
    expect(calls[0]?.event.request["userAttributes"]).toMatchObject({
      sub: UserAttributes?.[0]?.Value,
      "cognito:user_status": "FORCE_CHANGE_PASSWORD",
    });
  });

  test("has the ClientMetadata of an answer to a challenge, not that of the call that began the sign-in", async () => {
    const given = await givenTriggers({ CustomMessage: passOn }, { pool: BY_PHONE });
    const { cognito, UserPoolId, ClientId, calls } = given;
    await cognito.send("SetUserPoolMfaConfig", {
      UserPoolId,
      MfaConfiguration: "ON",
      SmsMfaConfiguration: { SmsConfiguration: SMS },
    });
    await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "bob",
      TemporaryPassword: TEST_PASSWORD,
      MessageAction: "SUPPRESS",
      UserAttributes: CONTACTS,
    });
    const signIn = (PASSWORD: string) =>
      cognito.send("InitiateAuth", {
        ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "bob", PASSWORD },
        ClientMetadata: { of: "InitiateAuth" },
      });
    const { Session } = await signIn(TEST_PASSWORD);
    await cognito.send("RespondToAuthChallenge", {
      ClientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session,
      ChallengeResponses: { USERNAME: "bob", NEW_PASSWORD: "Brand-New-Horse-2!" },
      ClientMetadata: { of: "RespondToAuthChallenge" },
    });
    await signIn("Brand-New-Horse-2!");
    expect(calls.map(({ event }) => [event.triggerSource, event.request["clientMetadata"]])).toEqual([
      ["CustomMessage_Authentication", { of: "RespondToAuthChallenge" }],
      ["CustomMessage_Authentication", undefined],
    ]);
  });
});

describe("CustomMessage_Authentication", () => {
  const OTP = {
    ...BY_EMAIL,
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
  } satisfies Partial<CreateUserPoolRequest>;

  test("words the code with which a sign-in begins", async () => {
    const { cognito, ClientId, sources } = await givenTriggers(
      { CustomMessage: respond({ emailMessage: "Come in: {####}", emailSubject: "Knock" }) },
      { pool: OTP, client: { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] } },
    );
    const { ChallengeName } = await cognito.send("InitiateAuth", {
      ClientId,
      AuthFlow: "USER_AUTH",
      AuthParameters: { USERNAME: "alice", PREFERRED_CHALLENGE: "EMAIL_OTP" },
    });
    expect(ChallengeName).toBe("EMAIL_OTP");
    expect(sources()).toEqual(["CustomMessage_Authentication"]);
    expect(await cognito.lastMessage()).toMatchObject({ subject: "Knock", body: "Come in: 12345678" });
  });

  test("is not asked about a stranger, whom nobody sends a code", async () => {
    const { cognito, ClientId, calls } = await givenTriggers(
      { CustomMessage: passOn },
      { pool: OTP, client: { ExplicitAuthFlows: ["ALLOW_USER_AUTH"], PreventUserExistenceErrors: "ENABLED" } },
    );
    await cognito.send("InitiateAuth", {
      ClientId,
      AuthFlow: "USER_AUTH",
      AuthParameters: { USERNAME: "nobody@example.com", PREFERRED_CHALLENGE: "EMAIL_OTP" },
    });
    expect(calls).toEqual([]);
  });

  test("that fails in the answer to a challenge ends the sign-in", async () => {
    const { cognito, ClientId } = await givenTriggers(
      { CustomMessage: async () => Promise.reject(new Error("no words")) },
      { pool: OTP, client: { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] } },
    );
    const { Session, ChallengeName } = await cognito.send("InitiateAuth", {
      ClientId,
      AuthFlow: "USER_AUTH",
      AuthParameters: { USERNAME: "alice" },
    });
    expect(ChallengeName).toBe("SELECT_CHALLENGE");
    const choose = () =>
      cognito.send("RespondToAuthChallenge", {
        ClientId,
        ChallengeName: "SELECT_CHALLENGE",
        Session,
        ChallengeResponses: { USERNAME: "alice", ANSWER: "EMAIL_OTP" },
      });
    await expect(choose()).rejects.toBeCognitoError(
      "UserLambdaValidationException",
      "CustomMessage failed with error no words.",
    );
    await expect(choose()).rejects.toBeCognitoError("NotAuthorizedException", "Invalid session for the user.");
    expect(await cognito.listMessages()).toEqual([]);
  });
});

describe("CustomMessage is asked", () => {
  test("once for an invitation that goes out both ways", async () => {
    const given = await givenTrigger(
      respond({ smsMessage: "S {username} {####}", emailMessage: "E {username} {####}" }),
    );
    const { cognito, UserPoolId, sources } = given;
    await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "bob",
      TemporaryPassword: TEST_PASSWORD,
      UserAttributes: CONTACTS,
      DesiredDeliveryMediums: ["EMAIL", "SMS"],
    });
    expect(sources()).toEqual(["CustomMessage_AdminCreateUser"]);
    const bodies = (await cognito.listMessages()).map(({ medium, body }) => [medium, body]);
    expect(Object.fromEntries(bodies)).toEqual({
      EMAIL: `E bob ${TEST_PASSWORD}`,
      SMS: `S bob ${TEST_PASSWORD}`,
    });
  });

  test("about no message that is not sent", async () => {
    const { cognito, UserPoolId, calls } = await givenTrigger();
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "bob", MessageAction: "SUPPRESS" });
    expect(calls).toEqual([]);
  });

  test("about no user who is not created", async () => {
    const { cognito, UserPoolId, calls, signUp, occasions } = await givenTrigger();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await expect(signUp()).rejects.toBeCognitoError("UsernameExistsException", "User already exists");
    await expect(occasions.AdminCreateUser()).rejects.toBeCognitoError(
      "UsernameExistsException",
      "User account already exists",
    );
    expect(calls).toEqual([]);
  });

  test("not where another function sends the messages", async () => {
    const { cognito, ClientId, calls } = await givenTriggers(
      { CustomMessage: passOn },
      {
        pool: BY_EMAIL,
        config: {
          CustomEmailSender: { LambdaVersion: "V1_0", LambdaArn: functionArn("sender") },
          KMSKeyID: "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555",
        },
      },
    );
    await cognito.send("ForgotPassword", { ClientId, Username: "alice" });
    expect(calls).toEqual([]);
  });
});

describe("The response of CustomMessage", () => {
  test.each<[Occasion]>([
    ["SignUp"],
    ["ResendCode"],
    ["AdminCreateUser"],
    ["ForgotPassword"],
    ["AdminResetUserPassword"],
    ["UpdateUserAttribute"],
    ["VerifyUserAttribute"],
  ])("words the message of %s", async (occasion) => {
    const words = respond(({ triggerSource }) => ({
      emailSubject: `${triggerSource} for {username}`,
      emailMessage: "<p>{username}: {####}</p>",
      smsMessage: null,
    }));
    const { cognito, occasions } = await givenTrigger(words);
    await occasions[occasion]();
    const { subject, body, code, username } = await cognito.lastMessage();
    expect(subject).toMatch(new RegExp(`^CustomMessage_\\w+ for ${username}$`));
    expect(body).toBe(`<p>${username}: ${code?.replaceAll(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)}</p>`);
  });

  test("words an SMS", async () => {
    const { cognito, signUp } = await givenTrigger(
      respond({ smsMessage: "Code: {####}", emailMessage: "no code", emailSubject: "no" }),
      BY_PHONE,
    );
    await signUp();
    expect(await cognito.lastMessage()).toMatchObject({ medium: "SMS", subject: "", body: "Code: 123456" });
  });

  test("may have a subject alone, or a text alone", async () => {
    const subjectOnly = await givenTrigger(respond({ emailSubject: "Hello" }));
    await subjectOnly.signUp();
    expect(await subjectOnly.cognito.lastMessage()).toMatchObject({
      subject: "Hello",
      body: "Your verification code is 123456. ",
    });
    const textOnly = await givenTrigger(respond({ emailMessage: "{####}" }));
    await textOnly.signUp();
    expect(await textOnly.cognito.lastMessage()).toMatchObject({ subject: "Your verification code", body: "123456" });
  });

  test("has but the label of a link, where the pool confirms by code", async () => {
    const { cognito, signUp } = await givenTrigger(respond({ emailMessage: "Press {##this##} or type {####}" }));
    await signUp();
    expect((await cognito.lastMessage()).body).toBe("Press this or type 123456");
  });

  test("may have a link, with a label of its own, where the pool confirms by link", async () => {
    const { cognito, signUp } = await givenTrigger(respond({ emailMessage: "Press {##this##}" }), {
      ...BY_EMAIL,
      VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" },
    });
    await signUp();
    expect((await cognito.lastMessage()).body).toMatch(
      /^Press <a href="http:[^"]+confirmation_code=123456">this<\/a>$/,
    );
  });

  const PATTERN = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`;
  const LINK_PATTERN = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{##[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*##\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`;
  const refused = (name: string, must: string) =>
    `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must ${must}`;

  test.each<[string, Record<string, unknown>, Partial<CreateUserPoolRequest>, string]>([
    ["nothing in it", { emailMessage: "" }, BY_EMAIL, "The message is empty."],
    [
      "no place for the code",
      { emailMessage: "Welcome" },
      BY_EMAIL,
      refused("emailBody", `satisfy regular expression pattern: ${PATTERN}`),
    ],
    [
      "an invisible character",
      { emailMessage: "{####}\u200d" },
      BY_EMAIL,
      refused("emailBody", `satisfy regular expression pattern: ${PATTERN}`),
    ],
    [
      "no place for the link",
      { emailMessage: "Welcome" },
      { ...BY_EMAIL, VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" } },
      refused("emailBody", `satisfy regular expression pattern: ${LINK_PATTERN}`),
    ],
    [
      "too much in it",
      { emailMessage: `{####}${"x".repeat(20_000)}` },
      BY_EMAIL,
      refused("emailBody", "have length less than or equal to 20000"),
    ],
    [
      "no place for the code, for a phone",
      { smsMessage: "Welcome" },
      BY_PHONE,
      refused("smsMessage", String.raw`satisfy regular expression pattern: .*\{####\}.*`),
    ],
    [
      "too much in it for a phone",
      { smsMessage: `{####}${"x".repeat(140)}` },
      BY_PHONE,
      refused("smsMessage", "have length less than or equal to 140"),
    ],
  ])("with %s is refused, and nothing is done", async (_, response, pool, message) => {
    const { cognito, UserPoolId, signUp } = await givenTrigger(respond(response), pool);
    await expect(signUp()).rejects.toBeCognitoError("InvalidParameterException", message);
    await expect(cognito.send("AdminGetUser", { UserPoolId, Username: "bob" })).rejects.toMatchObject({
      name: "UserNotFoundException",
    });
    expect(await cognito.listMessages()).toEqual([]);
  });

  test("has to name the user in an invitation", async () => {
    const { occasions } = await givenTrigger(respond({ emailMessage: "{####}" }));
    await expect(occasions.AdminCreateUser()).rejects.toBeCognitoError(
      "InvalidParameterException",
      refused("emailBody", String.raw`satisfy regular expression pattern: .*\{username\}.*`),
    );
  });

  test("needs no place for a password in the invitation of somebody who signs in without one", async () => {
    const { cognito, occasions } = await givenTrigger(respond({ smsMessage: "Hello {username}" }), {
      ...BY_PHONE,
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "SMS_OTP"] } },
      AdminCreateUserConfig: { InviteMessageTemplate: { SMSMessage: "Welcome, {username}" } },
    });
    await occasions.AdminCreateUser(["SMS"]);
    expect((await cognito.lastMessage()).body).toBe("Hello bob");
  });

  test.each(["emailMessage", "emailSubject"])("has a text for %s, or nothing", async (member) => {
    const { signUp } = await givenTrigger(respond({ [member]: 1 }));
    await expect(signUp()).rejects.toBeCognitoError("InvalidLambdaResponseException", "Unrecognizable lambda output");
  });
});

describe("A failure of CustomMessage", () => {
  const deny: TriggerFunction = async () => Promise.reject(new Error("no words"));

  test.each<[Occasion]>([
    ["SignUp"],
    ["AdminCreateUser"],
    ["ForgotPassword"],
    ["AdminResetUserPassword"],
    ["UpdateUserAttribute"],
    ["VerifyUserAttribute"],
  ])("fails %s, and nothing is done", async (occasion) => {
    const { cognito, UserPoolId, AccessToken, occasions } = await givenTrigger(deny);
    await expect(occasions[occasion]()).rejects.toBeCognitoError(
      "UserLambdaValidationException",
      "CustomMessage failed with error no words.",
    );
    expect(await cognito.listMessages()).toEqual([]);
    const { Users } = await cognito.send("ListUsers", { UserPoolId });
    expect(Users).toMatchObject([{ Username: "alice", UserStatus: "CONFIRMED" }]);
    const { UserAttributes } = await cognito.send("GetUser", { AccessToken });
    expect(UserAttributes).toContainEqual({ Name: "email", Value: "alice@example.com" });
    await expect(
      cognito.send("VerifyUserAttribute", { AccessToken, AttributeName: "email", Code: "123456" }),
    ).rejects.toMatchObject({ name: "ExpiredCodeException" });
  });
});
