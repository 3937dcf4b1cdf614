import { secretHash } from "@cogmock/crypto";
import type { AuthFactorType, InitiateAuthResponse } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { ALICES_EMAIL, ALICES_PHONE, type ChoicePool, givenChoice, RIGHT_CODE } from "../../testing/given-choice.ts";
import { OFFER } from "../../testing/given-mfa-pool.ts";
import { registerPasskey, RP_ID } from "../../testing/given-passkeys.ts";
import { putUserState } from "../../testing/put-user-state.ts";
import { beginSrp } from "../../testing/srp-client.ts";
import { startCognito, TEST_PASSWORD } from "../../testing/start-cognito.ts";

const WRONG = ["NotAuthorizedException", "Incorrect username or password."] as const;
const PASSWORDS = ["PASSWORD_SRP", "PASSWORD"];
const SESSION = expect.stringMatching(/^AYABe[\w-]+$/);

/** Registers a passkey for alice. */
async function givenPasskey({ cognito, UserPoolId, ClientId }: ChoicePool) {
  await cognito.send("SetUserPoolMfaConfig", { UserPoolId, WebAuthnConfiguration: { RelyingPartyId: RP_ID } });
  return registerPasskey(cognito, await cognito.givenTokens({ ClientId, Username: "alice" }));
}

const byPassword = { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: TEST_PASSWORD };

function challengeIn({ ChallengeName, AvailableChallenges }: InitiateAuthResponse) {
  return { ChallengeName, AvailableChallenges };
}

describe("USER_AUTH", () => {
  test.each<[what: string, factors: AuthFactorType[], attributes: Record<string, string>, available: string[]]>([
    ["a password only", ["PASSWORD"], { email: ALICES_EMAIL, phone_number: ALICES_PHONE }, PASSWORDS],
    ["codes by e-mail", ["PASSWORD", "EMAIL_OTP"], { email: ALICES_EMAIL }, [...PASSWORDS, "EMAIL_OTP"]],
    [
      "codes by SMS and e-mail, whatever the order of the settings",
      ["SMS_OTP", "EMAIL_OTP", "PASSWORD"],
      { phone_number: ALICES_PHONE, email: ALICES_EMAIL },
      [...PASSWORDS, "EMAIL_OTP", "SMS_OTP"],
    ],
    ["codes that she cannot get, and passkeys that she lacks", ["PASSWORD", "EMAIL_OTP", "SMS_OTP"], {}, PASSWORDS],
  ])("lets alice choose from what the pool allows and she has: %s", async (_, factors, attributes, available) => {
    const { begin, cognito } = await givenChoice({ factors, attributes });
    expect(await begin()).toEqual({
      ChallengeName: "SELECT_CHALLENGE",
      Session: SESSION,
      ChallengeParameters: {},
      AvailableChallenges: available,
    });
    expect(await cognito.listMessages()).toEqual([]);
  });

  test("offers a passkey to whom has one for the relying party that the pool has now", async () => {
    const pool = await givenChoice();
    await givenPasskey(pool);
    expect((await pool.begin()).AvailableChallenges).toEqual([...PASSWORDS, "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]);
    const { cognito, UserPoolId } = pool;
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, WebAuthnConfiguration: { RelyingPartyId: "other.org" } });
    expect((await pool.begin()).AvailableChallenges).toEqual([...PASSWORDS, "EMAIL_OTP", "SMS_OTP"]);
  });

  test("goes straight to the only challenge that there is", async () => {
    const { begin, cognito, UserPoolId } = await givenChoice();
    await putUserState(
      cognito,
      { UserPoolId, Username: "alice" },
      { password: undefined, attributes: { email: ALICES_EMAIL } },
    );
    expect(await begin()).toEqual({
      ChallengeName: "EMAIL_OTP",
      Session: SESSION,
      ChallengeParameters: { CODE_DELIVERY_DELIVERY_MEDIUM: "EMAIL", CODE_DELIVERY_DESTINATION: "a***@e***" },
      AvailableChallenges: ["EMAIL_OTP"],
    });
    expect(await cognito.lastMessage()).toMatchObject({ to: ALICES_EMAIL, code: RIGHT_CODE });
  });

  test("asks whom has nothing for a password, which is never right", async () => {
    const { begin, cognito, UserPoolId } = await givenChoice();
    await putUserState(cognito, { UserPoolId, Username: "alice" }, { password: undefined, attributes: {} });
    expect(challengeIn(await begin())).toEqual({ ChallengeName: "SELECT_CHALLENGE", AvailableChallenges: PASSWORDS });
    await expect(begin(byPassword)).rejects.toBeCognitoError(...WRONG);
  });

  test.each(["EMAIL_OTP", "SMS_OTP", "WEB_AUTHN", "SOFTWARE_TOKEN_MFA", "", "nonsense"])(
    "lets choose whom prefers %o and does not have it",
    async (PREFERRED_CHALLENGE) => {
      const { begin } = await givenChoice({ attributes: {} });
      expect(challengeIn(await begin({ PREFERRED_CHALLENGE }))).toEqual({
        ChallengeName: "SELECT_CHALLENGE",
        AvailableChallenges: PASSWORDS,
      });
    },
  );

  test("requires passwords, or passkeys that stand for MFA, where the pool requires MFA", async () => {
    const pool = await givenChoice({ factors: ["PASSWORD", "WEB_AUTHN"] });
    const { cognito, UserPoolId, begin } = pool;
    await givenPasskey(pool);
    const WebAuthnConfiguration = {
      RelyingPartyId: RP_ID,
      FactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION",
    } as const;
    await cognito.send("SetUserPoolMfaConfig", {
      UserPoolId,
      MfaConfiguration: "ON",
      ...OFFER.app,
      WebAuthnConfiguration,
    });
    expect((await begin()).AvailableChallenges).toEqual([...PASSWORDS, "WEB_AUTHN"]);
  });

  test("is for clients that enable it", async () => {
    const { begin } = await givenChoice({ client: { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] } });
    await expect(begin()).rejects.toBeCognitoError(
      "InvalidParameterException",
      "USER_AUTH is not enabled for the client.",
    );
  });

  test("needs no other flow to be enabled for its passwords", async () => {
    const { begin } = await givenChoice({ client: { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] } });
    expect(await begin(byPassword)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("names the parameter that it lacks", async () => {
    const { begin } = await givenChoice();
    await expect(begin({ USERNAME: "" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Missing required parameter USERNAME",
    );
  });

  test("asks clients with a secret for its hash", async () => {
    const { begin, ClientId, ClientSecret = "" } = await givenChoice({ client: { GenerateSecret: true } });
    await expect(begin()).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `Client ${ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    await expect(begin({ SECRET_HASH: "wrong" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `Unable to verify secret hash for client ${ClientId}`,
    );
    const SECRET_HASH = secretHash({ username: "alice", clientId: ClientId, clientSecret: ClientSecret });
    expect(await begin({ SECRET_HASH })).toHaveProperty("ChallengeName", "SELECT_CHALLENGE");
  });

  test("is begun and answered by AdminInitiateAuth as well", async () => {
    const { cognito, UserPoolId, ClientId } = await givenChoice();
    const { ChallengeName, Session, AvailableChallenges } = await cognito.send("AdminInitiateAuth", {
      AuthFlow: "USER_AUTH",
      UserPoolId,
      ClientId,
      AuthParameters: { USERNAME: "alice" },
    });
    expect(AvailableChallenges).toEqual([...PASSWORDS, "EMAIL_OTP", "SMS_OTP"]);
    const { AuthenticationResult } = await cognito.send("AdminRespondToAuthChallenge", {
      ChallengeName: ChallengeName ?? "PASSWORD",
      UserPoolId,
      ClientId,
      Session,
      ChallengeResponses: { USERNAME: "alice", ANSWER: "PASSWORD", PASSWORD: TEST_PASSWORD },
    });
    expect(AuthenticationResult).toHaveProperty("RefreshToken");
  });
});

describe("USER_AUTH with a password", () => {
  test("answers tokens to the right one", async () => {
    const { begin } = await givenChoice();
    expect(await begin(byPassword)).toEqual({
      ChallengeParameters: {},
      AuthenticationResult: expect.objectContaining({ TokenType: "Bearer", RefreshToken: expect.any(String) }),
    });
  });

  test("refuses a wrong one", async () => {
    const { begin } = await givenChoice();
    await expect(begin({ ...byPassword, PASSWORD: "wrong" })).rejects.toBeCognitoError(...WRONG);
  });

  test("asks for it where it did not come with the preference, and lists the other choices", async () => {
    const { begin, answer } = await givenChoice();
    const challenge = await begin({ PREFERRED_CHALLENGE: "PASSWORD" });
    expect(challenge).toEqual({
      ChallengeName: "PASSWORD",
      Session: SESSION,
      ChallengeParameters: {},
      AvailableChallenges: [...PASSWORDS, "EMAIL_OTP", "SMS_OTP"],
    });
    expect(await answer("PASSWORD", challenge.Session, { PASSWORD: TEST_PASSWORD })).toHaveProperty(
      "AuthenticationResult.AccessToken",
    );
  });

  test("takes SRP as well, with a Session beside the block, and lists the other choices", async () => {
    const { begin, cognito, UserPoolId, ClientId, answer, proveBySrp } = await givenChoice();
    const { challenge, responses } = await beginSrp(cognito, {
      flow: "USER_AUTH",
      UserPoolId,
      ClientId,
      Username: "alice",
      parameters: { PREFERRED_CHALLENGE: "PASSWORD_SRP" },
    });
    expect(challenge).toMatchObject({
      ChallengeName: "PASSWORD_VERIFIER",
      Session: SESSION,
      ChallengeParameters: { USERNAME: "alice", USER_ID_FOR_SRP: "alice" },
      AvailableChallenges: [...PASSWORDS, "EMAIL_OTP", "SMS_OTP"],
    });
    expect(await answer("PASSWORD_VERIFIER", challenge.Session, responses)).toHaveProperty(
      "AuthenticationResult.AccessToken",
    );
    const asked = await begin({ PREFERRED_CHALLENGE: "PASSWORD_SRP" });
    expect(asked).toMatchObject({ ChallengeName: "PASSWORD_SRP", ChallengeParameters: {} });
    expect(await proveBySrp("PASSWORD_SRP", asked.Session)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("refuses SRP values that are none", async () => {
    const { begin } = await givenChoice();
    await expect(begin({ PREFERRED_CHALLENGE: "PASSWORD_SRP", SRP_A: "0" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "SRP_A is not valid.",
    );
  });

  test("asks whom has a temporary one for another, and offers nothing else", async () => {
    const { begin, cognito, UserPoolId } = await givenChoice();
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password: TEST_PASSWORD });
    expect(challengeIn(await begin({ PREFERRED_CHALLENGE: "EMAIL_OTP" }))).toEqual({
      ChallengeName: "SELECT_CHALLENGE",
      AvailableChallenges: PASSWORDS,
    });
    expect(await begin(byPassword)).toHaveProperty("ChallengeName", "NEW_PASSWORD_REQUIRED");
    cognito.clock.advance({ days: 8 });
    await expect(begin(byPassword)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Temporary password has expired and must be reset by an administrator.",
    );
  });

  test("tells whom has to reset it so, and offers nothing else", async () => {
    const { begin, cognito, UserPoolId } = await givenChoice();
    await cognito.send("AdminUpdateUserAttributes", {
      UserPoolId,
      Username: "alice",
      UserAttributes: [{ Name: "email_verified", Value: "true" }],
    });
    await cognito.send("AdminResetUserPassword", { UserPoolId, Username: "alice" });
    expect((await begin()).AvailableChallenges).toEqual(PASSWORDS);
    await expect(begin(byPassword)).rejects.toBeCognitoError(
      "PasswordResetRequiredException",
      "Password reset required for the user",
    );
  });

  test("asks for the second factor", async () => {
    const { begin, cognito, UserPoolId } = await givenChoice({ factors: ["PASSWORD"] });
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, MfaConfiguration: "ON", ...OFFER.sms });
    expect(await begin(byPassword)).toMatchObject({
      ChallengeName: "SMS_MFA",
      ChallengeParameters: { USER_ID_FOR_SRP: "alice" },
    });
    expect(await cognito.lastMessage()).toMatchObject({ code: "123456" });
  });
});

describe("USER_AUTH of users who may not sign in", () => {
  test("tells the disabled so, whatever they prefer", async () => {
    const { begin, cognito, UserPoolId } = await givenChoice();
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    for (const parameters of [{}, byPassword, { PREFERRED_CHALLENGE: "EMAIL_OTP" }]) {
      await expect(begin(parameters)).rejects.toBeCognitoError("NotAuthorizedException", "User is disabled.");
    }
    expect(await cognito.listMessages()).toEqual([]);
  });

  test("tells a user who is disabled in the course of it so", async () => {
    const { begin, answer, cognito, UserPoolId } = await givenChoice();
    const { Session } = await begin({ PREFERRED_CHALLENGE: "EMAIL_OTP" });
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await expect(answer("EMAIL_OTP", Session, { EMAIL_OTP_CODE: RIGHT_CODE })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "User is disabled.",
    );
  });

  const NOT_CONFIRMED = ["UserNotConfirmedException", "User is not confirmed."] as const;

  test.each([{}, byPassword, { PREFERRED_CHALLENGE: "PASSWORD_SRP", SRP_A: "2" }])(
    "tells the unconfirmed so, where a password is all they have: %o",
    async (parameters) => {
      const { begin, cognito, UserPoolId } = await givenChoice({ factors: ["PASSWORD"] });
      await putUserState(cognito, { UserPoolId, Username: "alice" }, { status: "UNCONFIRMED" });
      await expect(begin(parameters)).rejects.toBeCognitoError(...NOT_CONFIRMED);
    },
  );

  test.each(["PASSWORD", "PASSWORD_SRP"])("does not ask the unconfirmed who prefer %s for it", async (preferred) => {
    const { begin, cognito, UserPoolId } = await givenChoice();
    await putUserState(cognito, { UserPoolId, Username: "alice" }, { status: "UNCONFIRMED" });
    await expect(begin({ PREFERRED_CHALLENGE: preferred })).rejects.toBeCognitoError(...NOT_CONFIRMED);
  });

  test.each([
    ["PASSWORD", TEST_PASSWORD],
    ["PASSWORD", "wrong"],
    ["SRP_A", "2"],
  ])("tells the unconfirmed so when they choose a password, right or wrong: %s %s", async (name, value) => {
    const { begin, answer, cognito, UserPoolId } = await givenChoice();
    await putUserState(cognito, { UserPoolId, Username: "alice" }, { status: "UNCONFIRMED" });
    const { Session, AvailableChallenges } = await begin();
    expect(AvailableChallenges).toEqual([...PASSWORDS, "EMAIL_OTP", "SMS_OTP"]);
    const ANSWER = name === "SRP_A" ? "PASSWORD_SRP" : "PASSWORD";
    await expect(answer("SELECT_CHALLENGE", Session, { ANSWER, [name]: value })).rejects.toBeCognitoError(
      ...NOT_CONFIRMED,
    );
    await expect(begin({ PREFERRED_CHALLENGE: ANSWER, [name]: value })).rejects.toBeCognitoError(...NOT_CONFIRMED);
  });

  test("tells a LEGACY client that nobody has the name", async () => {
    const { begin } = await givenChoice();
    for (const parameters of [{}, byPassword, { PREFERRED_CHALLENGE: "EMAIL_OTP" }]) {
      await expect(begin({ ...parameters, USERNAME: "nobody" })).rejects.toBeCognitoError(
        "UserNotFoundException",
        "User does not exist.",
      );
    }
  });
});

test("A pool in the LITE tier lets its users choose between the forms of a password", async () => {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool({ UserPoolTier: "LITE" });
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
  const AuthParameters = { USERNAME: "alice", ...byPassword };
  expect(await cognito.send("InitiateAuth", { AuthFlow: "USER_AUTH", ClientId, AuthParameters })).toHaveProperty(
    "AuthenticationResult.AccessToken",
  );
});
