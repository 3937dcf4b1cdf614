import { readJwt } from "@cogmock/crypto";
import type { InitiateAuthResponse, SetUserPoolMfaConfigRequest } from "@cogmock/protocol/user-pools";
import { createAuthenticator } from "@cogmock/crypto/testing";
import { describe, expect, test } from "vitest";
import { codeOfApp } from "../../testing/authenticator-app.ts";
import { givenChoice, RIGHT_CODE } from "../../testing/given-choice.ts";
import { OFFER } from "../../testing/given-mfa-pool.ts";
import { challengeOf, ORIGIN, RP_ID, startRegistration } from "../../testing/given-passkeys.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const LACKS = [
  "InvalidParameterException",
  "User does not have the authentication factors for the requested ACR value.",
] as const;
const ALREADY = ["InvalidParameterException", "The access token already satisfies the requested ACR value."] as const;

const loa = (...levels: readonly number[]) => levels.map((level) => `urn:cognito:loa:${level}`).join(" ");
const byPassword = { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: TEST_PASSWORD };

/** What both tokens say of how good the sign-in was. */
function worthOf({ AuthenticationResult: { AccessToken = "", IdToken = "" } = {} }: InitiateAuthResponse) {
  const [access, id] = [AccessToken, IdToken].map((token) => {
    const { acr, amr } = readJwt(token)?.claims ?? {};
    return { acr, amr };
  });
  expect(id).toEqual(access);
  return access;
}

/** A pool with every first factor, and alice, who may have an authenticator app and SMS besides. */
async function givenAlice({
  mfa = ["app"],
  ...settings
}: { readonly mfa?: readonly ("app" | "sms")[] } & Parameters<typeof givenChoice>[0] = {}) {
  const pool = await givenChoice(settings);
  const { cognito, UserPoolId, begin, ClientId } = pool;
  const config: SetUserPoolMfaConfigRequest = {
    UserPoolId,
    MfaConfiguration: "OPTIONAL",
    ...OFFER.sms,
    ...OFFER.app,
    WebAuthnConfiguration: { RelyingPartyId: RP_ID },
  };
  await cognito.send("SetUserPoolMfaConfig", config);
  const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
  const { SecretCode = "" } = await cognito.send("AssociateSoftwareToken", { AccessToken });
  if (mfa.includes("app")) {
    await cognito.send("VerifySoftwareToken", { AccessToken, UserCode: codeOfApp(SecretCode, cognito.clock) });
    cognito.clock.advance({ seconds: 60 });
  }
  const enable = (...methods: readonly ("app" | "sms")[]) =>
    cognito.send("SetUserMFAPreference", {
      AccessToken,
      SoftwareTokenMfaSettings: { Enabled: methods.includes("app") },
      SMSMfaSettings: { Enabled: methods.includes("sms") },
    });
  // Before alice turns it on: the token of a sign-in with nothing but her password.
  const plain = await begin(byPassword);
  cognito.clock.advance({ seconds: 60 });
  if (mfa.length > 0) await enable(...mfa);
  const app = () => ({ SOFTWARE_TOKEN_MFA_CODE: codeOfApp(SecretCode, cognito.clock) });
  return { ...pool, ACCESS_TOKEN: plain.AuthenticationResult?.AccessToken ?? "", plain, app, enable, AccessToken };
}

describe("TARGET_ACR_VALUES", () => {
  test("is what tokens say how they were got for: others say nothing", async () => {
    const { plain } = await givenAlice();
    expect(worthOf(plain)).toEqual({ acr: undefined, amr: undefined });
  });

  test.each([
    ["a password", 1, { mfa: [] }, byPassword, {}, ["pwd"]],
    [
      "a code by e-mail",
      2,
      { mfa: [] },
      { PREFERRED_CHALLENGE: "EMAIL_OTP" },
      { EMAIL_OTP_CODE: RIGHT_CODE },
      ["email_otp"],
    ],
    ["a code by SMS", 2, { mfa: [] }, { PREFERRED_CHALLENGE: "SMS_OTP" }, { SMS_OTP_CODE: RIGHT_CODE }, ["sms"]],
    [
      "a password and a code by SMS",
      3,
      { mfa: ["sms"] },
      byPassword,
      { SMS_MFA_CODE: "123456" },
      ["pwd", "sms", "mfa"],
    ],
  ] as const)("makes %s level %i", async (_, level, settings, parameters, responses, amr) => {
    const { begin, answer } = await givenAlice(settings);
    let response = await begin({ TARGET_ACR_VALUES: loa(level), ...parameters });
    if (response.ChallengeName) response = await answer(response.ChallengeName, response.Session, responses);
    expect(worthOf(response)).toEqual({ acr: loa(level), amr });
  });

  test("makes a password and an authenticator app level 4", async () => {
    const { begin, answer, app } = await givenAlice();
    const { ChallengeName, Session } = await begin({ TARGET_ACR_VALUES: loa(4), ...byPassword });
    expect(ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    expect(worthOf(await answer("SOFTWARE_TOKEN_MFA", Session, app()))).toEqual({
      acr: loa(4),
      amr: ["pwd", "otp", "mfa"],
    });
  });

  test.each([
    ["platform", "swk"],
    ["cross-platform", "hwk"],
  ])("makes a %s passkey level 3", async (authenticatorAttachment, method) => {
    const { begin, answer, cognito, AccessToken } = await givenAlice();
    const passkey = createAuthenticator();
    const page = { origin: ORIGIN, rpId: RP_ID };
    const challenge = await startRegistration(cognito, AccessToken);
    const Credential = { ...(await passkey.register({ challenge, ...page })), authenticatorAttachment };
    await cognito.send("CompleteWebAuthnRegistration", { AccessToken, Credential });
    const posed = await begin({ TARGET_ACR_VALUES: loa(3), PREFERRED_CHALLENGE: "WEB_AUTHN" });
    expect(posed.AvailableChallenges).toEqual(["PASSWORD_SRP", "PASSWORD", "WEB_AUTHN"]);
    const options: unknown = JSON.parse(posed.ChallengeParameters?.["CREDENTIAL_REQUEST_OPTIONS"] ?? "{}");
    const CREDENTIAL = JSON.stringify(passkey.signIn({ challenge: challengeOf(options), ...page }, undefined));
    expect(worthOf(await answer("WEB_AUTHN", posed.Session, { CREDENTIAL }))).toEqual({ acr: loa(3), amr: [method] });
  });

  test("says what the sign-in has come to be worth, where that is more", async () => {
    const { begin, answer, app } = await givenAlice();
    const { Session } = await begin({ TARGET_ACR_VALUES: loa(3), ...byPassword });
    expect(worthOf(await answer("SOFTWARE_TOKEN_MFA", Session, app()))).toHaveProperty("acr", loa(4));
  });

  test("offers what leads to the level, and nothing else", async () => {
    const { begin, answer } = await givenAlice();
    const passwords = ["PASSWORD_SRP", "PASSWORD"];
    const available = async (...levels: number[]) =>
      (await begin({ TARGET_ACR_VALUES: loa(...levels) })).AvailableChallenges;
    expect(await available(1)).toEqual([...passwords, "EMAIL_OTP", "SMS_OTP"]);
    expect(await available(3)).toEqual(passwords);
    expect(await begin({ TARGET_ACR_VALUES: loa(4), PREFERRED_CHALLENGE: "EMAIL_OTP" })).toMatchObject({
      ChallengeName: "SELECT_CHALLENGE",
      AvailableChallenges: passwords,
    });
    const { Session } = await begin({ TARGET_ACR_VALUES: loa(4) });
    await expect(answer("SELECT_CHALLENGE", Session, { ANSWER: "EMAIL_OTP" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "The selected challenge is not available.",
    );
  });

  test("takes the first level that the user can get to, and overlooks names that are none", async () => {
    const { begin } = await givenAlice({ mfa: [], attributes: {} });
    const TARGET_ACR_VALUES = `urn:other:9 ${loa(4, 3)} ${loa(1)}`;
    expect(worthOf(await begin({ TARGET_ACR_VALUES, ...byPassword }))).toHaveProperty("acr", loa(1));
  });

  test("refuses whom lacks the factors of every level", async () => {
    const { begin, cognito } = await givenAlice({ mfa: [], attributes: {} });
    for (const TARGET_ACR_VALUES of [loa(4), loa(2), loa(3, 2)]) {
      await expect(begin({ TARGET_ACR_VALUES, ...byPassword })).rejects.toBeCognitoError(...LACKS);
    }
    expect(await cognito.listMessages()).toEqual([]);
  });

  test("gives no tokens to whom has lost the factors in between", async () => {
    const { begin, answer, cognito, UserPoolId } = await givenAlice();
    const asked = await begin({ TARGET_ACR_VALUES: loa(4), PREFERRED_CHALLENGE: "PASSWORD" });
    const selection = await begin({ TARGET_ACR_VALUES: loa(4) });
    await cognito.send("AdminDeleteSoftwareToken", { UserPoolId, Username: "alice" });
    const PASSWORD = TEST_PASSWORD;
    await expect(answer("PASSWORD", asked.Session, { PASSWORD })).rejects.toBeCognitoError(...LACKS);
    await expect(
      answer("SELECT_CHALLENGE", selection.Session, { ANSWER: "PASSWORD", PASSWORD }),
    ).rejects.toBeCognitoError("InvalidParameterException", "The selected challenge is not available.");
  });

  test("lets choose where several second factors lead there, and asks again where another was chosen", async () => {
    const { begin, answer, app } = await givenAlice({ mfa: ["app", "sms"] });
    const choice = await begin({ TARGET_ACR_VALUES: loa(3), ...byPassword });
    expect(choice).toMatchObject({
      ChallengeName: "SELECT_MFA_TYPE",
      ChallengeParameters: { MFAS_CAN_CHOOSE: '["SMS_MFA","SOFTWARE_TOKEN_MFA"]', USER_ID_FOR_SRP: "alice" },
    });
    const sent = await answer("SELECT_MFA_TYPE", choice.Session, { ANSWER: "SMS_MFA" });
    expect(worthOf(await answer("SMS_MFA", sent.Session, { SMS_MFA_CODE: "123456" }))).toHaveProperty("acr", loa(3));
    const only = await begin({ TARGET_ACR_VALUES: loa(4), ...byPassword });
    expect(only.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    expect(worthOf(await answer("SOFTWARE_TOKEN_MFA", only.Session, app()))).toHaveProperty("acr", loa(4));
  });

  test("asks for the method that the user prefers where that leads there", async () => {
    const { begin, cognito, AccessToken } = await givenAlice({ mfa: ["app", "sms"] });
    const SMSMfaSettings = { Enabled: true, PreferredMfa: true };
    await cognito.send("SetUserMFAPreference", { AccessToken, SMSMfaSettings });
    expect(await begin({ TARGET_ACR_VALUES: loa(3), ...byPassword })).toHaveProperty("ChallengeName", "SMS_MFA");
    expect(await begin({ TARGET_ACR_VALUES: loa(4), ...byPassword })).toHaveProperty(
      "ChallengeName",
      "SOFTWARE_TOKEN_MFA",
    );
  });

  test("takes no second factor for a first", async () => {
    const { begin } = await givenAlice({ mfa: ["sms"] });
    expect(await begin({ TARGET_ACR_VALUES: loa(2) })).toMatchObject({
      ChallengeName: "SELECT_CHALLENGE",
      AvailableChallenges: ["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"],
    });
  });

  test("has no second factors in a pool whose MFA is off", async () => {
    const { begin, cognito, UserPoolId } = await givenAlice();
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, MfaConfiguration: "OFF" });
    await expect(begin({ TARGET_ACR_VALUES: loa(4), ...byPassword })).rejects.toBeCognitoError(...LACKS);
  });

  test("has those that a pool asks for by itself where it requires MFA", async () => {
    const { begin, cognito, UserPoolId } = await givenAlice({ mfa: [], factors: ["PASSWORD"] });
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, MfaConfiguration: "ON", ...OFFER.sms });
    expect(await begin({ TARGET_ACR_VALUES: loa(3), ...byPassword })).toHaveProperty("ChallengeName", "SMS_MFA");
  });

  test("asks for the MFA that the user has turned on, too", async () => {
    const { begin } = await givenAlice();
    expect(await begin({ TARGET_ACR_VALUES: loa(1), ...byPassword })).toHaveProperty(
      "ChallengeName",
      "SOFTWARE_TOKEN_MFA",
    );
  });

  test("goes by the pool's own names", async () => {
    const AcrConfiguration = { Level1: { AcrValue: "https://example.com/low" } };
    const { begin } = await givenAlice({ mfa: [], pool: { AcrConfiguration } });
    const asked = await begin({ TARGET_ACR_VALUES: "https://example.com/low", ...byPassword });
    expect(worthOf(asked)).toEqual({ acr: "https://example.com/low", amr: ["pwd"] });
    await expect(begin({ TARGET_ACR_VALUES: loa(1), ...byPassword })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "TARGET_ACR_VALUES does not contain a valid ACR value.",
    );
  });

  test.each(["nonsense", " ", loa(5), "urn:cognito:loa:1,urn:cognito:loa:2"])(
    "refuses %o",
    async (TARGET_ACR_VALUES) => {
      const { begin } = await givenAlice();
      await expect(begin({ TARGET_ACR_VALUES, ...byPassword })).rejects.toBeCognitoError(
        "InvalidParameterException",
        "TARGET_ACR_VALUES does not contain a valid ACR value.",
      );
    },
  );

  test("stays in the tokens when they are refreshed", async () => {
    const { begin, cognito, ClientId } = await givenAlice({ mfa: [] });
    const { AuthenticationResult } = await begin({ TARGET_ACR_VALUES: loa(1), ...byPassword });
    cognito.clock.advance({ minutes: 10 });
    const refreshed = await cognito.send("InitiateAuth", {
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId,
      AuthParameters: { REFRESH_TOKEN: AuthenticationResult?.RefreshToken ?? "" },
    });
    expect(worthOf(refreshed)).toEqual({ acr: loa(1), amr: ["pwd"] });
  });

  test("is not for pools of the LITE tier", async () => {
    const { begin } = await givenChoice({ factors: ["PASSWORD"], pool: { UserPoolTier: "LITE" } });
    await expect(begin({ TARGET_ACR_VALUES: loa(1), ...byPassword })).rejects.toBeCognitoError(
      "FeatureUnavailableInTierException",
      "The following feature is not available for the LITE pricing tier configured: Step-Up Authentication",
    );
  });

  test("treats whom nobody knows as a user with nothing but a password", async () => {
    const { begin, answer } = await givenAlice({
      mfa: [],
      attributes: {},
      client: { PreventUserExistenceErrors: "ENABLED" },
    });
    for (const USERNAME of ["alice", "nobody"]) {
      await expect(begin({ USERNAME, TARGET_ACR_VALUES: loa(4) })).rejects.toBeCognitoError(...LACKS);
      const { AvailableChallenges, Session } = await begin({ USERNAME, TARGET_ACR_VALUES: loa(1) });
      expect(AvailableChallenges).toEqual(["PASSWORD_SRP", "PASSWORD"]);
      const responses = { USERNAME, ANSWER: "PASSWORD", PASSWORD: "wrong" };
      await expect(answer("SELECT_CHALLENGE", Session, responses)).rejects.toBeCognitoError(
        "NotAuthorizedException",
        "Incorrect username or password.",
      );
    }
  });
});

describe("ACCESS_TOKEN", () => {
  test("counts for what its user has proved: the second factor is enough", async () => {
    const { begin, answer, app, ACCESS_TOKEN } = await givenAlice();
    const { ChallengeName, Session } = await begin({ ACCESS_TOKEN, TARGET_ACR_VALUES: loa(4) });
    expect(ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    await expect(answer("SOFTWARE_TOKEN_MFA", Session, { SOFTWARE_TOKEN_MFA_CODE: "000000" })).rejects.toBeCognitoError(
      "CodeMismatchException",
      "Invalid code received for user",
    );
    const done = await answer("SOFTWARE_TOKEN_MFA", Session, app());
    expect(worthOf(done)).toEqual({ acr: loa(4), amr: ["pwd", "otp", "mfa"] });
    expect(done.AuthenticationResult).toHaveProperty("RefreshToken");
  });

  test("counts together with a first factor", async () => {
    const { begin, answer } = await givenAlice({ mfa: [] });
    const { Session } = await begin({ PREFERRED_CHALLENGE: "EMAIL_OTP" });
    const { AuthenticationResult } = await answer("EMAIL_OTP", Session, { EMAIL_OTP_CODE: RIGHT_CODE });
    const ACCESS_TOKEN = AuthenticationResult?.AccessToken ?? "";
    const stepped = await begin({ ACCESS_TOKEN, TARGET_ACR_VALUES: loa(3), ...byPassword });
    expect(worthOf(stepped)).toEqual({ acr: loa(3), amr: ["email_otp", "pwd", "mfa"] });
  });

  test("is refused where it is worth the level already", async () => {
    const { begin, answer, app, ACCESS_TOKEN } = await givenAlice();
    await expect(begin({ ACCESS_TOKEN, TARGET_ACR_VALUES: loa(1) })).rejects.toBeCognitoError(...ALREADY);
    const { Session } = await begin(byPassword);
    const { AuthenticationResult } = await answer("SOFTWARE_TOKEN_MFA", Session, app());
    const better = { ACCESS_TOKEN: AuthenticationResult?.AccessToken ?? "" };
    for (const level of [1, 2, 3, 4]) {
      await expect(begin({ ...better, TARGET_ACR_VALUES: loa(level) })).rejects.toBeCognitoError(...ALREADY);
    }
  });

  test("counts for nothing once MAX_AGE has passed", async () => {
    const { begin, ACCESS_TOKEN, cognito } = await givenAlice();
    const parameters = { ACCESS_TOKEN, TARGET_ACR_VALUES: loa(4), MAX_AGE: "120" };
    cognito.clock.advance({ seconds: 60 });
    expect(await begin(parameters)).toHaveProperty("ChallengeName", "SOFTWARE_TOKEN_MFA");
    cognito.clock.advance({ seconds: 1 });
    expect(await begin(parameters)).toMatchObject({
      ChallengeName: "SELECT_CHALLENGE",
      AvailableChallenges: ["PASSWORD_SRP", "PASSWORD"],
    });
    // Nor is it in the way then.
    expect(await begin({ ...parameters, TARGET_ACR_VALUES: loa(1) })).toHaveProperty("ChallengeName");
  });

  test("counts for nothing where the user has to choose a new password", async () => {
    const { begin, ACCESS_TOKEN, cognito, UserPoolId } = await givenAlice();
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password: "Temporary-Horse-1!" });
    expect(await begin({ ACCESS_TOKEN, TARGET_ACR_VALUES: loa(4) })).toMatchObject({
      ChallengeName: "SELECT_CHALLENGE",
      AvailableChallenges: ["PASSWORD_SRP", "PASSWORD"],
    });
  });

  test.each(["soon", "-1", "1.5"])("is refused with the MAX_AGE %s", async (MAX_AGE) => {
    const { begin, ACCESS_TOKEN } = await givenAlice();
    await expect(begin({ ACCESS_TOKEN, TARGET_ACR_VALUES: loa(4), MAX_AGE })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "MAX_AGE is not valid.",
    );
  });

  test("requires TARGET_ACR_VALUES", async () => {
    const { begin, ACCESS_TOKEN } = await givenAlice();
    await expect(begin({ ACCESS_TOKEN, ...byPassword })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Missing required parameter TARGET_ACR_VALUES",
    );
  });

  test("is refused where it is another user's, or a token of no use", async () => {
    const { begin, ACCESS_TOKEN, cognito, UserPoolId, AccessToken } = await givenAlice();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await expect(begin({ USERNAME: "bob", ACCESS_TOKEN, TARGET_ACR_VALUES: loa(1) })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Access Token does not belong to the user.",
    );
    await expect(begin({ ACCESS_TOKEN: "nonsense", TARGET_ACR_VALUES: loa(4) })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid Access Token",
    );
    await cognito.send("GlobalSignOut", { AccessToken });
    await expect(begin({ ACCESS_TOKEN, TARGET_ACR_VALUES: loa(4) })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
  });
});
