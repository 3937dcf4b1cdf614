import { secretHash } from "@cogmock/crypto";
import type {
  ChallengeNameType,
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  RespondToAuthChallengeRequest,
} from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

const TEMPORARY = "Temporary-Horse-1!";
const NEW = "Brand-New-Horse-2!";
const ANSWER = { USERNAME: "alice", NEW_PASSWORD: NEW };

/** A user whom an administrator has created, at the challenge to choose a password. */
async function givenChallenge({
  pool = {},
  client: clientSettings = {},
  attributes = { email: "alice@example.com", email_verified: "true" },
}: {
  readonly pool?: Partial<CreateUserPoolRequest>;
  readonly client?: Partial<CreateUserPoolClientRequest>;
  readonly attributes?: Readonly<Record<string, string>>;
} = {}) {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool(pool);
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ...clientSettings });
  await cognito.send("AdminCreateUser", {
    UserPoolId,
    Username: "alice",
    TemporaryPassword: TEMPORARY,
    MessageAction: "SUPPRESS",
    UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
  });
  const signIn = (PASSWORD: string) =>
    cognito.send("InitiateAuth", {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters: { USERNAME: "alice", PASSWORD },
    });
  const challenge = await signIn(TEMPORARY);
  const Session = challenge.Session ?? "";
  const answer = (
    ChallengeResponses: Record<string, string> = ANSWER,
    changes: Partial<RespondToAuthChallengeRequest> = {},
  ) =>
    cognito.send("RespondToAuthChallenge", {
      ClientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session,
      ChallengeResponses,
      ...changes,
    });
  return { cognito, UserPoolId, ClientId, challenge, Session, signIn, answer };
}

const requiring = (...names: readonly string[]) => ({
  Schema: names.map((Name) => ({ Name, AttributeDataType: "String" as const, Required: true, Mutable: true })),
});

describe("NEW_PASSWORD_REQUIRED", () => {
  test("is posed to users with a temporary password, with what they have", async () => {
    const { challenge } = await givenChallenge();
    expect(challenge).toEqual({
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session: expect.stringMatching(/^AYABe[\w-]+$/),
      ChallengeParameters: {
        USER_ID_FOR_SRP: "alice",
        requiredAttributes: "[]",
        userAttributes: '{"email":"alice@example.com","email_verified":"true"}',
      },
    });
    expect(challenge.Session?.length).toBeLessThanOrEqual(2048);
  });

  test("sets the password for good, confirms the user and hands out tokens", async () => {
    const { cognito, answer, signIn } = await givenChallenge();
    const { AuthenticationResult, ...rest } = await answer();
    expect(rest).toEqual({ ChallengeParameters: {} });
    expect(await cognito.send("GetUser", { AccessToken: AuthenticationResult?.AccessToken ?? "" })).toMatchObject({
      Username: "alice",
    });
    cognito.clock.advance({ days: 8 });
    expect(await signIn(NEW)).toHaveProperty("AuthenticationResult.RefreshToken");
    await expect(signIn(TEMPORARY)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
  });

  test("takes the temporary password for the new one", async () => {
    const { answer } = await givenChallenge();
    expect(await answer({ ...ANSWER, NEW_PASSWORD: TEMPORARY })).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test.each([
    ["Sh0rt!", "Password not long enough"],
    ["no-upper-case-1", "Password must have uppercase characters"],
    ["NO-LOWER-CASE-1", "Password must have lowercase characters"],
    ["No-Number-Here", "Password must have numeric characters"],
    ["NoSymbolHere1", "Password must have symbol characters"],
  ])("refuses the weak password %s and leaves the session good", async (NEW_PASSWORD, reason) => {
    const { answer } = await givenChallenge();
    await expect(answer({ ...ANSWER, NEW_PASSWORD })).rejects.toBeCognitoError(
      "InvalidPasswordException",
      `Password does not conform to policy: ${reason}`,
    );
    expect(await answer()).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("refuses a password of the past where the pool remembers it", async () => {
    const { answer } = await givenChallenge({
      pool: { Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 1 } } },
    });
    await expect(answer({ ...ANSWER, NEW_PASSWORD: TEMPORARY })).rejects.toBeCognitoError(
      "PasswordHistoryPolicyViolationException",
      "Password has previously been used.",
    );
    expect(await answer()).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("asks for the attributes that the pool requires and the user lacks", async () => {
    const { challenge, answer, cognito } = await givenChallenge({
      pool: requiring("given_name", "email", "family_name"),
    });
    expect(JSON.parse(challenge.ChallengeParameters?.["requiredAttributes"] ?? "")).toEqual(
      expect.arrayContaining(["userAttributes.given_name", "userAttributes.family_name"]),
    );
    expect(challenge.ChallengeParameters?.["requiredAttributes"]).not.toContain("email");
    await expect(answer({ ...ANSWER, "userAttributes.given_name": "Alice" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Invalid attributes given, family_name is missing",
    );
    const { AuthenticationResult } = await answer({
      ...ANSWER,
      "userAttributes.given_name": "Alice",
      "userAttributes.family_name": "Liddell",
      "userAttributes.nickname": "Al",
    });
    const { UserAttributes } = await cognito.send("GetUser", { AccessToken: AuthenticationResult?.AccessToken ?? "" });
    expect(UserAttributes).toEqual(
      expect.arrayContaining([
        { Name: "given_name", Value: "Alice" },
        { Name: "family_name", Value: "Liddell" },
        { Name: "nickname", Value: "Al" },
        { Name: "email", Value: "alice@example.com" },
      ]),
    );
  });

  test.each([
    ["email", "other@example.com", "NotAuthorizedException", "Cannot modify an already provided email"],
    ["email", "alice@example.com", "NotAuthorizedException", "Cannot modify an already provided email"],
    ["email_verified", "true", "InvalidParameterException", "Cannot modify the non-mutable attribute email_verified"],
    [
      "phone_number_verified",
      "true",
      "InvalidParameterException",
      "Cannot modify the non-mutable attribute phone_number_verified",
    ],
    ["sub", "alice", "InvalidParameterException", "Cannot modify the non-mutable attribute sub"],
    [
      "custom:role",
      "queen",
      "InvalidParameterException",
      "Attributes did not conform to the schema: Type for attribute {custom:role} could not be determined",
    ],
    ...["__proto__", "constructor", "toString"].map((name) => [
      name,
      "x",
      "InvalidParameterException",
      `Attributes did not conform to the schema: Type for attribute {${name}} could not be determined`,
    ]),
    ["identities", "[]", "InvalidParameterException", "Cannot modify the non-mutable attribute identities"],
  ])("refuses userAttributes.%s %s and leaves all as it was", async (attribute, value, name, message) => {
    const { answer, signIn } = await givenChallenge();
    await expect(answer({ ...ANSWER, [`userAttributes.${attribute}`]: value })).rejects.toBeCognitoError(name, message);
    expect(await signIn(TEMPORARY)).toHaveProperty("ChallengeName", "NEW_PASSWORD_REQUIRED");
    expect(await answer()).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("takes an empty attribute for none, whether the user has it, lacks it or needs it", async () => {
    const { answer, cognito, UserPoolId } = await givenChallenge({ pool: requiring("given_name") });
    const empty = { ...ANSWER, "userAttributes.email": "", "userAttributes.nickname": "" };
    await expect(answer({ ...empty, "userAttributes.given_name": "" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Invalid attributes given, given_name is missing",
    );
    await answer({ ...empty, "userAttributes.given_name": "Alice" });
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    expect(UserAttributes).toEqual(expect.arrayContaining([{ Name: "email", Value: "alice@example.com" }]));
    expect(UserAttributes?.map(({ Name }) => Name)).not.toContain("nickname");
  });

  test("refuses an attribute that the client may not write", async () => {
    const { answer } = await givenChallenge({ client: { WriteAttributes: ["given_name", "email"] } });
    await expect(answer({ ...ANSWER, "userAttributes.family_name": "Liddell" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "A client attempted to write unauthorized attribute",
    );
  });

  test("refuses an address that signs somebody else in", async () => {
    const { cognito, UserPoolId, answer } = await givenChallenge({
      pool: { AliasAttributes: ["preferred_username"] },
    });
    await cognito.givenConfirmedUser({
      UserPoolId,
      Username: "bob",
      UserAttributes: [{ Name: "preferred_username", Value: "queen" }],
    });
    await expect(answer({ ...ANSWER, "userAttributes.preferred_username": "queen" })).rejects.toBeCognitoError(
      "AliasExistsException",
      "Already found an entry for the provided username.",
    );
  });

  test("names what an answer lacks", async () => {
    const { answer } = await givenChallenge();
    const lacks = (name: string) => ["InvalidParameterException", `Missing required parameter ${name}`] as const;
    await expect(answer({ NEW_PASSWORD: NEW })).rejects.toBeCognitoError(...lacks("USERNAME"));
    await expect(answer({ USERNAME: "alice" })).rejects.toBeCognitoError(...lacks("NEW_PASSWORD"));
    await expect(answer(ANSWER, { ChallengeResponses: undefined })).rejects.toBeCognitoError(...lacks("USERNAME"));
    await expect(answer(ANSWER, { Session: undefined })).rejects.toBeCognitoError(...lacks("Session"));
  });

  test.each([
    ["sets another password", "AdminSetUserPassword", { Password: "Admins-Choice-3!", Permanent: true }],
    ["sets another temporary password", "AdminSetUserPassword", { Password: "Admins-Choice-3!", Permanent: false }],
    ["sets the same temporary password anew", "AdminSetUserPassword", { Password: TEMPORARY, Permanent: false }],
    ["invites the user again", "AdminCreateUser", { TemporaryPassword: "Admins-Choice-3!", MessageAction: "RESEND" }],
  ] as const)("is over once an administrator %s", async (_, operation, input) => {
    const { cognito, UserPoolId, answer, signIn } = await givenChallenge();
    await cognito.send(operation, { UserPoolId, Username: "alice", Password: TEMPORARY, ...input });
    const password = "Password" in input ? input.Password : input.TemporaryPassword;
    await expect(answer()).rejects.toBeCognitoError("NotAuthorizedException", "Invalid session for the user.");
    await expect(signIn(NEW)).rejects.toThrow("Incorrect username or password.");
    expect(await signIn(password)).toHaveProperty("ChallengeParameters");
  });

  test("is over once an administrator takes the password away", async () => {
    const { cognito, UserPoolId, answer, signIn } = await givenChallenge();
    await cognito.send("AdminDisableProviderForUser", {
      UserPoolId,
      User: { ProviderName: "Cognito", ProviderAttributeName: "Cognito_Subject", ProviderAttributeValue: "alice" },
    });
    await expect(answer()).rejects.toBeCognitoError("NotAuthorizedException", "Invalid session for the user.");
    await expect(signIn(NEW)).rejects.toThrow("Incorrect username or password.");
  });

  test("lets nobody in whose password changes while the answer is looked at", async () => {
    const { cognito, UserPoolId, answer, signIn } = await givenChallenge();
    const Password = "Admins-Choice-3!";
    const [answered] = await Promise.allSettled([
      answer(),
      cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password }),
    ]);
    // Whichever came second, the administrator's word is the last.
    if (answered.status === "rejected")
      expect(answered.reason).toHaveProperty("message", "Invalid session for the user.");
    expect(await signIn(Password)).toHaveProperty("ChallengeName", "NEW_PASSWORD_REQUIRED");
  });

  test("is followed by the set-up of MFA where the pool requires it", async () => {
    const { cognito, UserPoolId, answer, signIn } = await givenChallenge();
    await cognito.send("SetUserPoolMfaConfig", {
      UserPoolId,
      MfaConfiguration: "ON",
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
    expect(await answer()).toHaveProperty("ChallengeName", "MFA_SETUP");
    expect(await signIn(NEW)).toHaveProperty("ChallengeName", "MFA_SETUP");
  });

  test("is over where another sign-in has chosen a password", async () => {
    const { answer, signIn } = await givenChallenge();
    const { Session } = await signIn(TEMPORARY);
    await answer();
    await expect(answer({ ...ANSWER, NEW_PASSWORD: "Late-Horse-5!" }, { Session })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user.",
    );
    expect(await signIn(NEW)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("lets the first of two answers win", async () => {
    const { answer, signIn } = await givenChallenge();
    const passwords = ["First-Horse-1!", "Second-Horse-2!"];
    const answers = await Promise.allSettled(passwords.map((NEW_PASSWORD) => answer({ ...ANSWER, NEW_PASSWORD })));
    const won = answers.findIndex(({ status }) => status === "fulfilled");
    const lost = answers.find(({ status }) => status === "rejected");
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(lost).toMatchObject({
      reason: {
        name: "NotAuthorizedException",
        message: "Invalid session for the user, session can only be used once.",
      },
    });
    expect(await signIn(passwords[won] ?? "")).toHaveProperty("AuthenticationResult.AccessToken");
  });
});

describe("RespondToAuthChallenge", () => {
  test("refuses a session that is used again", async () => {
    const { answer } = await givenChallenge();
    await answer();
    await expect(answer()).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
  });

  test.each([
    [3, {}],
    [5, { AuthSessionValidity: 5 }],
  ])("refuses a session after %i minutes where the client is set to %o", async (minutes, client) => {
    const { cognito, answer } = await givenChallenge({ client });
    cognito.clock.advance({ minutes, milliseconds: -1 });
    await expect(answer({ ...ANSWER, NEW_PASSWORD: "weak" })).rejects.toThrow("Password does not conform");
    cognito.clock.advance({ milliseconds: 1 });
    await expect(answer()).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session is expired.",
    );
  });

  test("refuses a session that it has not made, and one of another client", async () => {
    const { cognito, UserPoolId, Session, answer } = await givenChallenge();
    const other = await cognito.givenUserPoolClient({ UserPoolId });
    const refusal = ["NotAuthorizedException", "Invalid session for the user."] as const;
    await expect(answer(ANSWER, { Session: `${Session}A` })).rejects.toBeCognitoError(...refusal);
    await expect(answer(ANSWER, { Session: "x".repeat(20) })).rejects.toBeCognitoError(...refusal);
    await expect(answer(ANSWER, { ClientId: other.ClientId })).rejects.toBeCognitoError(...refusal);
  });

  test("refuses a session that is too short to be one", async () => {
    const { answer } = await givenChallenge();
    await expect(answer(ANSWER, { Session: "short" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value at 'session' failed to satisfy constraint: Member must have length greater than or equal to 20",
    );
  });

  test("refuses the session of another user", async () => {
    const { cognito, UserPoolId, answer } = await givenChallenge();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    for (const USERNAME of ["bob", "nobody"]) {
      await expect(answer({ ...ANSWER, USERNAME })).rejects.toBeCognitoError(
        "NotAuthorizedException",
        "Invalid session provided for the user.",
      );
    }
  });

  test("refuses a user who has been disabled since", async () => {
    const { cognito, UserPoolId, answer } = await givenChallenge();
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await expect(answer()).rejects.toBeCognitoError("NotAuthorizedException", "User is disabled.");
  });

  test("refuses a user who has been deleted since, and says so unless the client hides who exists", async () => {
    const { cognito, UserPoolId, answer } = await givenChallenge();
    const hiding = await givenChallenge({ client: { PreventUserExistenceErrors: "ENABLED" } });
    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
    await expect(answer()).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
    await hiding.cognito.send("AdminDeleteUser", { UserPoolId: hiding.UserPoolId, Username: "alice" });
    await expect(hiding.answer()).rejects.toBeCognitoError("NotAuthorizedException", "Incorrect username or password.");
  });

  test("leaves nothing that works of an answer that is looked at while the user is disabled", async () => {
    const { cognito, UserPoolId, answer } = await givenChallenge();
    const [answered] = await Promise.allSettled([
      answer(),
      cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" }),
    ]);
    if (answered.status === "rejected") expect(answered.reason).toHaveProperty("message", "User is disabled.");
    else {
      const { AccessToken = "" } = answered.value.AuthenticationResult ?? {};
      await expect(cognito.send("GetUser", { AccessToken })).rejects.toThrow("Access Token has been revoked");
    }
    expect(await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" })).toHaveProperty("Enabled", false);
  });

  test("does not bring a user back who is deleted while the answer is looked at", async () => {
    const { cognito, UserPoolId, answer } = await givenChallenge();
    await Promise.allSettled([answer(), cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" })]);
    await expect(cognito.send("AdminGetUser", { UserPoolId, Username: "alice" })).rejects.toThrow(
      "User does not exist.",
    );
  });

  test("takes metadata for triggers", async () => {
    const { answer } = await givenChallenge();
    expect(await answer(ANSWER, { ClientMetadata: { constructor: "x", source: "test" } })).toHaveProperty(
      "AuthenticationResult.AccessToken",
    );
  });

  test("refuses an unknown client", async () => {
    const { answer } = await givenChallenge();
    await expect(answer(ANSWER, { ClientId: "nobodysclient" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool client nobodysclient does not exist.",
    );
  });

  test.each<ChallengeNameType>(["WEB_AUTHN", "SELECT_CHALLENGE", "PASSWORD", "SMS_OTP", "ADMIN_NO_SRP_AUTH"])(
    "takes no answer to %s, which was not posed",
    async (ChallengeName) => {
      const { answer } = await givenChallenge();
      await expect(answer(ANSWER, { ChallengeName })).rejects.toBeCognitoError(
        "NotAuthorizedException",
        "Invalid session for the user.",
      );
      await expect(answer(ANSWER, { ChallengeName, Session: undefined })).rejects.toBeCognitoError(
        "InvalidParameterException",
        "Missing required parameter Session",
      );
      expect(await answer()).toHaveProperty("AuthenticationResult.AccessToken");
    },
  );

  test("asks clients with a secret for its hash, over the name in the answer or the real username", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ UsernameAttributes: ["email"] });
    const { ClientId, ClientSecret = "" } = await cognito.givenUserPoolClient({ UserPoolId, GenerateSecret: true });
    const USERNAME = "alice@example.com";
    const { User } = await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: USERNAME,
      TemporaryPassword: TEMPORARY,
      MessageAction: "SUPPRESS",
    });
    const hashOf = (username: string) => secretHash({ username, clientId: ClientId, clientSecret: ClientSecret });
    const answer = async (secret: { SECRET_HASH?: string }) => {
      await cognito.send("AdminSetUserPassword", { UserPoolId, Username: USERNAME, Password: TEMPORARY });
      const { Session } = await cognito.send("InitiateAuth", {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId,
        AuthParameters: { USERNAME, PASSWORD: TEMPORARY, SECRET_HASH: hashOf(USERNAME) },
      });
      return cognito.send("RespondToAuthChallenge", {
        ClientId,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session,
        ChallengeResponses: { USERNAME, NEW_PASSWORD: NEW, ...secret },
      });
    };
    await expect(answer({})).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `Client ${ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    await expect(answer({ SECRET_HASH: hashOf("bob") })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `Unable to verify secret hash for client ${ClientId}`,
    );
    for (const name of [USERNAME, User?.Username ?? ""]) {
      expect(await answer({ SECRET_HASH: hashOf(name) })).toHaveProperty("AuthenticationResult.AccessToken");
    }
  });
});

describe("AdminRespondToAuthChallenge", () => {
  test("answers the challenges of AdminInitiateAuth", async () => {
    const { cognito, UserPoolId, ClientId } = await givenChallenge();
    const { Session, ChallengeName } = await cognito.send("AdminInitiateAuth", {
      UserPoolId,
      ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "alice", PASSWORD: TEMPORARY },
    });
    expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    const request = { ClientId, ChallengeName: "NEW_PASSWORD_REQUIRED", Session, ChallengeResponses: ANSWER } as const;
    await expect(
      cognito.send("AdminRespondToAuthChallenge", { ...request, UserPoolId, Session: "x".repeat(20) }),
    ).rejects.toBeCognitoError("NotAuthorizedException", "Invalid session for the user.");
    expect(await cognito.send("AdminRespondToAuthChallenge", { ...request, UserPoolId })).toMatchObject({
      ChallengeParameters: {},
      AuthenticationResult: { TokenType: "Bearer" },
    });
  });

  test("answers the challenges of InitiateAuth, as RespondToAuthChallenge does those of AdminInitiateAuth", async () => {
    const { cognito, UserPoolId, ClientId, Session, answer } = await givenChallenge();
    const fromServer = await cognito.send("AdminInitiateAuth", {
      UserPoolId,
      ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "alice", PASSWORD: TEMPORARY },
    });
    const request = { UserPoolId, ClientId, ChallengeName: "NEW_PASSWORD_REQUIRED", Session } as const;
    expect(
      await cognito.send("AdminRespondToAuthChallenge", { ...request, ChallengeResponses: ANSWER }),
    ).toHaveProperty("AuthenticationResult.AccessToken");
    await expect(answer()).rejects.toThrow("session can only be used once");

    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password: TEMPORARY });
    await expect(answer(ANSWER, { Session: fromServer.Session })).rejects.toThrow("Invalid session for the user.");
    const { Session: anew } = await cognito.send("AdminInitiateAuth", {
      UserPoolId,
      ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "alice", PASSWORD: TEMPORARY },
    });
    expect(await answer(ANSWER, { Session: anew })).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("refuses an unknown pool and the client of another pool", async () => {
    const { cognito, ClientId, Session } = await givenChallenge();
    const { UserPoolId: otherPool } = await cognito.givenUserPool();
    const request = { ClientId, ChallengeName: "NEW_PASSWORD_REQUIRED", Session, ChallengeResponses: ANSWER } as const;
    await expect(
      cognito.send("AdminRespondToAuthChallenge", { ...request, UserPoolId: "us-east-1_nothing" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nothing does not exist.");
    await expect(
      cognito.send("AdminRespondToAuthChallenge", { ...request, UserPoolId: otherPool }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", `User pool client ${ClientId} does not exist.`);
  });
});
