import type { WebAuthnConfigurationType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { createAuthenticator } from "@cogmock/crypto/testing";
import { type ChoicePool, givenChoice, RIGHT_CODE } from "../../testing/given-choice.ts";
import { deviceVerifierOf, newDevice } from "../../testing/given-device.ts";
import { OFFER } from "../../testing/given-mfa-pool.ts";
import { type Authenticator, challengeOf, ORIGIN, registerPasskey, RP_ID } from "../../testing/given-passkeys.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const REFUSED = ["NotAuthorizedException", "Incorrect username or password."] as const;
const INVALID = ["NotAuthorizedException", "Invalid session for the user."] as const;

/** Flags of the authenticator's data: the user was there, and was not verified. */
const MERELY_PRESENT = 0x01;

type Deviations = NonNullable<Parameters<Authenticator["signIn"]>[2]>;

async function subOf({ cognito, UserPoolId }: ChoicePool, Username: string): Promise<string> {
  const { UserAttributes = [] } = await cognito.send("AdminGetUser", { UserPoolId, Username });
  return UserAttributes.find(({ Name }) => Name === "sub")?.Value ?? "";
}

/** Alice with a passkey, at WEB_AUTHN. */
async function givenPasskey(
  configuration: WebAuthnConfigurationType = {},
  ...settings: Parameters<typeof givenChoice>
) {
  const pool = await givenChoice(...settings);
  const { cognito, UserPoolId, ClientId } = pool;
  await cognito.send("SetUserPoolMfaConfig", {
    UserPoolId,
    WebAuthnConfiguration: { RelyingPartyId: RP_ID, ...configuration },
  });
  const sub = await subOf(pool, "alice");
  const bearer = await cognito.givenTokens({ ClientId, Username: "alice" });
  const passkey = await registerPasskey(cognito, bearer);
  const begin = async () => {
    const { Session, ...challenge } = await pool.begin({ PREFERRED_CHALLENGE: "WEB_AUTHN" });
    const options: unknown = JSON.parse(challenge.ChallengeParameters?.["CREDENTIAL_REQUEST_OPTIONS"] ?? "{}");
    return { Session, challenge, options };
  };
  const begun = await begin();
  /** What the passkey signs for these options. */
  const sign = (
    options: unknown = begun.options,
    deviations: Deviations = {},
    page: {
      readonly origin?: string;
      readonly rpId?: string;
      readonly userId?: string;
      readonly by?: Authenticator;
    } = {},
  ) => {
    const ceremony = { challenge: challengeOf(options), origin: page.origin ?? ORIGIN, rpId: page.rpId ?? RP_ID };
    return JSON.stringify((page.by ?? passkey).signIn(ceremony, page.userId ?? sub, deviations));
  };
  const answer = (CREDENTIAL: string, Session = begun.Session) => pool.answer("WEB_AUTHN", Session, { CREDENTIAL });
  return { ...pool, ...bearer, sub, passkey, beginPasskey: begin, begun, sign, answerPasskey: answer };
}

describe("WEB_AUTHN", () => {
  test("asks for one of the user's passkeys, and lists every choice", async () => {
    const { begun, passkey } = await givenPasskey();
    expect(begun.challenge).toEqual({
      ChallengeName: "WEB_AUTHN",
      ChallengeParameters: { CREDENTIAL_REQUEST_OPTIONS: expect.any(String) },
      AvailableChallenges: ["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"],
    });
    expect(begun.options).toEqual({
      challenge: expect.stringMatching(/^[\w-]{22}$/),
      timeout: 180_000,
      rpId: RP_ID,
      allowCredentials: [{ type: "public-key", id: passkey.id, transports: ["internal", "hybrid"] }],
      userVerification: "preferred",
    });
  });

  test("takes what the passkey has signed for tokens", async () => {
    const { sign, answerPasskey } = await givenPasskey();
    expect(await answerPasskey(sign())).toEqual({
      ChallengeParameters: {},
      AuthenticationResult: expect.objectContaining({ RefreshToken: expect.any(String) }),
    });
  });

  test("takes a passkey whose authenticator does not say whose it is", async () => {
    const { sign, answerPasskey } = await givenPasskey();
    expect(await answerPasskey(sign(undefined, {}, { userId: "" }))).toHaveProperty("AuthenticationResult");
  });

  test("names the parameter that is missing", async () => {
    const { answer, begun, sign, answerPasskey } = await givenPasskey();
    for (const responses of [{}, { CREDENTIAL: "" }]) {
      await expect(answer("WEB_AUTHN", begun.Session, responses)).rejects.toBeCognitoError(
        "InvalidParameterException",
        "Missing required parameter CREDENTIAL",
      );
    }
    await expect(answer("WEB_AUTHN", undefined, { CREDENTIAL: sign() })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Missing required parameter Session",
    );
    expect(await answerPasskey(sign())).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test.each<
    [what: string, deviations: Deviations, page?: Parameters<Awaited<ReturnType<typeof givenPasskey>>["sign"]>[2]]
  >([
    ["on another page", {}, { origin: "https://example.org" }],
    ["on a page without TLS", {}, { origin: "http://app.example.com" }],
    ["for another relying party", {}, { rpId: "example.org" }],
    ["for another user", {}, { userId: "bob" }],
    ["as a registration", { type: "webauthn.create" }],
    ["without the user's presence", { flags: 0 }],
    ["by an authenticator that nobody has registered", {}, { by: createAuthenticator() }],
  ])("refuses what is signed %s, and stays open", async (_, deviations, page) => {
    const { sign, answerPasskey } = await givenPasskey();
    await expect(answerPasskey(sign(undefined, deviations, page))).rejects.toBeCognitoError(...REFUSED);
    expect(await answerPasskey(sign())).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test.each(["nonsense", "{}", "null", '{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{}}'])(
    "refuses %s, and stays open",
    async (credential) => {
      const { sign, answerPasskey } = await givenPasskey();
      await expect(answerPasskey(credential)).rejects.toBeCognitoError(...REFUSED);
      expect(await answerPasskey(sign())).toHaveProperty("AuthenticationResult.AccessToken");
    },
  );

  test("refuses what was signed for another challenge", async () => {
    const { sign, answerPasskey, beginPasskey, begun } = await givenPasskey();
    const another = await beginPasskey();
    await expect(answerPasskey(sign(another.options))).rejects.toBeCognitoError(...REFUSED);
    await expect(answerPasskey(sign(begun.options), another.Session)).rejects.toBeCognitoError(...REFUSED);
  });

  test("refuses a changed signature", async () => {
    const { sign, answerPasskey } = await givenPasskey();
    const { response, ...credential } = JSON.parse(sign());
    const other = JSON.parse(sign(undefined, { counter: 1 }));
    const mixed = JSON.stringify({ ...credential, response: { ...response, signature: other.response.signature } });
    await expect(answerPasskey(mixed)).rejects.toBeCognitoError(...REFUSED);
  });

  test("keeps the passkey's counter, and refuses one that has not grown", async () => {
    const { sign, answerPasskey, beginPasskey } = await givenPasskey();
    await answerPasskey(sign(undefined, { counter: 7 }));
    const again = await beginPasskey();
    for (const counter of [0, 6, 7]) {
      await expect(answerPasskey(sign(again.options, { counter }), again.Session)).rejects.toBeCognitoError(...REFUSED);
    }
    expect(await answerPasskey(sign(again.options, { counter: 8 }), again.Session)).toHaveProperty(
      "AuthenticationResult",
    );
  });

  test("wants the user verified where the pool says so", async () => {
    const { begun, sign, answerPasskey } = await givenPasskey({ UserVerification: "required" });
    expect(begun.options).toHaveProperty("userVerification", "required");
    await expect(answerPasskey(sign(undefined, { flags: MERELY_PRESENT }))).rejects.toBeCognitoError(...REFUSED);
    expect(await answerPasskey(sign())).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("wants the user verified where the pool has come to say so since", async () => {
    const { cognito, UserPoolId, begun, sign, answerPasskey } = await givenPasskey();
    expect(begun.options).toHaveProperty("userVerification", "preferred");
    await cognito.send("SetUserPoolMfaConfig", {
      UserPoolId,
      WebAuthnConfiguration: { RelyingPartyId: RP_ID, UserVerification: "required" },
    });
    await expect(answerPasskey(sign(undefined, { flags: MERELY_PRESENT }))).rejects.toBeCognitoError(...REFUSED);
  });

  test("takes a user who was merely present where that is enough", async () => {
    const { sign, answerPasskey } = await givenPasskey();
    expect(await answerPasskey(sign(undefined, { flags: MERELY_PRESENT }))).toHaveProperty("AuthenticationResult");
  });

  test("stands for MFA where the pool requires that and passkeys verify their users", async () => {
    const { cognito, UserPoolId, sign, answerPasskey, beginPasskey } = await givenPasskey(
      {},
      {
        factors: ["PASSWORD", "WEB_AUTHN"],
      },
    );
    await cognito.send("SetUserPoolMfaConfig", {
      UserPoolId,
      MfaConfiguration: "ON",
      ...OFFER.app,
      WebAuthnConfiguration: { RelyingPartyId: RP_ID, FactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION" },
    });
    const { Session, options } = await beginPasskey();
    expect(options).toHaveProperty("userVerification", "required");
    await expect(answerPasskey(sign(options, { flags: MERELY_PRESENT }), Session)).rejects.toBeCognitoError(...REFUSED);
    expect(await answerPasskey(sign(options), Session)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("asks for no second factor that the user has turned on", async () => {
    const { cognito, UserPoolId, beginPasskey, sign, answerPasskey } = await givenPasskey();
    const WebAuthnConfiguration = { RelyingPartyId: RP_ID };
    const config = { MfaConfiguration: "OPTIONAL", ...OFFER.sms, WebAuthnConfiguration } as const;
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, ...config });
    const SMSMfaSettings = { Enabled: true, PreferredMfa: true };
    await cognito.send("AdminSetUserMFAPreference", { UserPoolId, Username: "alice", SMSMfaSettings });
    const { Session, options } = await beginPasskey();
    expect(await answerPasskey(sign(options), Session)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("does not ask for a device, and gives none that is remembered another key", async () => {
    const { cognito, begin, sign, answerPasskey } = await givenPasskey(
      {},
      { pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true } } },
    );
    const signedIn = await begin({ PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: TEST_PASSWORD });
    const device = newDevice(signedIn);
    await cognito.send("ConfirmDevice", {
      AccessToken: signedIn.AuthenticationResult?.AccessToken ?? "",
      DeviceKey: device.key,
      DeviceSecretVerifierConfig: await deviceVerifierOf(device),
    });
    const posed = await begin({ PREFERRED_CHALLENGE: "WEB_AUTHN", DEVICE_KEY: device.key });
    const options: unknown = JSON.parse(posed.ChallengeParameters?.["CREDENTIAL_REQUEST_OPTIONS"] ?? "{}");
    const { AuthenticationResult } = await answerPasskey(sign(options), posed.Session);
    expect(AuthenticationResult).toHaveProperty("AccessToken");
    expect(AuthenticationResult).not.toHaveProperty("NewDeviceMetadata");
  });

  test("refuses a passkey that has been deleted since", async () => {
    const { cognito, AccessToken, passkey, sign, answerPasskey } = await givenPasskey();
    await cognito.send("DeleteWebAuthnCredential", { AccessToken, CredentialId: passkey.id });
    await expect(answerPasskey(sign())).rejects.toBeCognitoError(...REFUSED);
  });

  test("refuses a passkey where the pool has changed its relying party, or allows passkeys no more", async () => {
    const { cognito, UserPoolId, sign, answerPasskey } = await givenPasskey();
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, WebAuthnConfiguration: { RelyingPartyId: "other.org" } });
    await expect(answerPasskey(sign())).rejects.toBeCognitoError(...REFUSED);
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, WebAuthnConfiguration: { RelyingPartyId: RP_ID } });
    const Policies = { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] } } as const;
    await cognito.send("UpdateUserPool", { UserPoolId, Policies });
    await expect(answerPasskey(sign())).rejects.toBeCognitoError(...REFUSED);
  });

  test("is answered once, and in time", async () => {
    const { cognito, sign, answerPasskey, beginPasskey } = await givenPasskey();
    await answerPasskey(sign());
    await expect(answerPasskey(sign())).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
    const { Session, options } = await beginPasskey();
    cognito.clock.advance({ minutes: 3 });
    await expect(answerPasskey(sign(options), Session)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session is expired.",
    );
  });

  test("takes no other user's passkey or name, nor another client's answer", async () => {
    const { cognito, UserPoolId, ClientId, begun, sign, answer, answerPasskey, ...pool } = await givenPasskey();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const bobs = await registerPasskey(cognito, await cognito.givenTokens({ ClientId, Username: "bob" }));
    const userId = await subOf({ ...pool, cognito, UserPoolId, ClientId, answer }, "bob");
    await expect(answerPasskey(sign(undefined, {}, { by: bobs, userId }))).rejects.toBeCognitoError(...REFUSED);
    const bob = { USERNAME: "bob", CREDENTIAL: sign() };
    await expect(answer("WEB_AUTHN", begun.Session, bob)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session provided for the user.",
    );
    const other = await cognito.givenUserPoolClient({ UserPoolId, ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
    await expect(
      answer("WEB_AUTHN", begun.Session, { CREDENTIAL: sign() }, { ClientId: other.ClientId }),
    ).rejects.toBeCognitoError(...INVALID);
    expect(await answerPasskey(sign())).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("may be answered with another choice", async () => {
    const { answer, begun, beginPasskey } = await givenPasskey();
    const sent = await answer("SELECT_CHALLENGE", begun.Session, { ANSWER: "EMAIL_OTP" });
    expect(await answer("EMAIL_OTP", sent.Session, { EMAIL_OTP_CODE: RIGHT_CODE })).toHaveProperty(
      "AuthenticationResult.AccessToken",
    );
    const { Session } = await beginPasskey();
    expect(await answer("SELECT_CHALLENGE", Session, { ANSWER: "PASSWORD", PASSWORD: TEST_PASSWORD })).toHaveProperty(
      "AuthenticationResult.AccessToken",
    );
  });

  test("takes what the passkey has signed as a choice, too, and poses another challenge to a choice without", async () => {
    const { answer, begun, beginPasskey, sign, answerPasskey } = await givenPasskey();
    const CREDENTIAL = sign();
    expect(await answer("SELECT_CHALLENGE", begun.Session, { ANSWER: "WEB_AUTHN", CREDENTIAL })).toHaveProperty(
      "AuthenticationResult.AccessToken",
    );
    const { Session } = await beginPasskey();
    const again = await answer("SELECT_CHALLENGE", Session, { ANSWER: "WEB_AUTHN" });
    expect(again).toHaveProperty("ChallengeName", "WEB_AUTHN");
    const options: unknown = JSON.parse(again.ChallengeParameters?.["CREDENTIAL_REQUEST_OPTIONS"] ?? "");
    expect(await answerPasskey(sign(options), again.Session)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("takes nothing signed for another challenge together with the choice", async () => {
    const { begin, answer, sign } = await givenPasskey();
    const { Session } = await begin();
    await expect(
      answer("SELECT_CHALLENGE", Session, { ANSWER: "WEB_AUTHN", CREDENTIAL: sign() }),
    ).rejects.toBeCognitoError(...REFUSED);
  });
});
