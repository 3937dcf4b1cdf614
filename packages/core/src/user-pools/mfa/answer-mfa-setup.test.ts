import { describe, expect, test } from "vitest";
import { anotherCode, codeOfApp } from "../../testing/authenticator-app.ts";
import { givenMfaPool, OFFER } from "../../testing/given-mfa-pool.ts";

const ON = { MfaConfiguration: "ON", ...OFFER.app, ...OFFER.email } as const;
const INVALID_SESSION = ["NotAuthorizedException", "Invalid session for the user."] as const;
const USED_SESSION = [
  "NotAuthorizedException",
  "Invalid session for the user, session can only be used once.",
] as const;

/** Alice has nothing, in a pool that requires MFA. */
async function givenSetup(settings: Parameters<typeof givenMfaPool>[0] = {}) {
  const pool = await givenMfaPool({ config: ON, ...settings });
  const { cognito } = pool;
  const associate = async (Session: string | undefined) => {
    const { SecretCode = "", Session: next = "" } = await cognito.send("AssociateSoftwareToken", { Session });
    return { secret: SecretCode, Session: next };
  };
  const verify = async (Session: string, UserCode: string, FriendlyDeviceName?: string) =>
    cognito.send("VerifySoftwareToken", { Session, UserCode, FriendlyDeviceName });
  const code = (secret: string, steps?: number) => codeOfApp(secret, cognito.clock, steps);
  return { ...pool, challenge: await pool.signIn(), associate, verify, code };
}

describe("MFA_SETUP with an authenticator app", () => {
  test("hands out tokens after AssociateSoftwareToken and VerifySoftwareToken, each with the session before", async () => {
    const { cognito, challenge, associate, verify, code, answer } = await givenSetup();
    const associated = await associate(challenge.Session);
    expect(associated.secret).toMatch(/^[A-Z2-7]{52}$/);
    const verified = await verify(associated.Session, code(associated.secret), "My phone");
    expect(verified).toEqual({ Status: "SUCCESS", Session: expect.stringMatching(/^AYABe/) });
    expect(new Set([challenge.Session, associated.Session, verified.Session]).size).toBe(3);
    const { AuthenticationResult, ...rest } = await answer("MFA_SETUP", verified.Session);
    expect(rest).toEqual({ ChallengeParameters: {} });
    const AccessToken = AuthenticationResult?.AccessToken ?? "";
    expect(await cognito.send("GetUser", { AccessToken })).toMatchObject({
      UserMFASettingList: ["SOFTWARE_TOKEN_MFA"],
    });
  });

  test("makes the next sign-in ask for a code, which is not the one just used", async () => {
    const { challenge, associate, verify, code, answer, signIn } = await givenSetup();
    const { secret, Session } = await associate(challenge.Session);
    await verify(Session, code(secret), "My phone");
    // MFA_SETUP is never answered: recorded from AWS that the app counts all the same.
    const next = await signIn();
    expect(next).toMatchObject({
      ChallengeName: "SOFTWARE_TOKEN_MFA",
      ChallengeParameters: { FRIENDLY_DEVICE_NAME: "My phone" },
    });
    await expect(
      answer("SOFTWARE_TOKEN_MFA", next.Session, { SOFTWARE_TOKEN_MFA_CODE: code(secret) }),
    ).rejects.toBeCognitoError("ExpiredCodeException", "Your software token has already been used once.");
    expect(
      await answer("SOFTWARE_TOKEN_MFA", next.Session, { SOFTWARE_TOKEN_MFA_CODE: code(secret, 1) }),
    ).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("uses every session up", async () => {
    const { challenge, associate, verify, code, answer } = await givenSetup();
    const { secret, Session } = await associate(challenge.Session);
    await expect(associate(challenge.Session)).rejects.toBeCognitoError(...USED_SESSION);
    const verified = await verify(Session, code(secret));
    await expect(verify(Session, code(secret, 1))).rejects.toBeCognitoError(...USED_SESSION);
    await answer("MFA_SETUP", verified.Session);
    await expect(answer("MFA_SETUP", verified.Session)).rejects.toBeCognitoError(...USED_SESSION);
  });

  test("refuses a wrong code and takes the right one with the same session", async () => {
    const { challenge, associate, verify, code } = await givenSetup();
    const { secret, Session } = await associate(challenge.Session);
    await expect(verify(Session, anotherCode(code(secret)))).rejects.toBeCognitoError(
      "EnableSoftwareTokenMFAException",
      "Code mismatch",
    );
    expect(await verify(Session, code(secret))).toHaveProperty("Status", "SUCCESS");
  });

  test("lets nobody in who has set up no app, or verified none", async () => {
    const { challenge, associate, verify, answer } = await givenSetup();
    await expect(verify(challenge.Session ?? "", "123456")).rejects.toBeCognitoError(
      "InvalidParameterException",
      "User has not set up software token mfa",
    );
    await expect(answer("MFA_SETUP", challenge.Session)).rejects.toBeCognitoError(
      "InvalidParameterException",
      "User has not set up software token mfa",
    );
    const { Session } = await associate(challenge.Session);
    await expect(answer("MFA_SETUP", Session)).rejects.toBeCognitoError(
      "InvalidParameterException",
      "User has not verified software token mfa",
    );
  });

  test("lets nobody set up an app who began to sign in before the user had one", async () => {
    const { challenge, associate, verify, code, signIn, answer } = await givenSetup();
    const intruders = await signIn();
    const halfWay = await associate((await signIn()).Session);
    const { secret, Session } = await associate(challenge.Session);
    const verified = await verify(Session, code(secret));
    await expect(associate(intruders.Session)).rejects.toBeCognitoError(...INVALID_SESSION);
    await expect(verify(halfWay.Session, code(halfWay.secret))).rejects.toBeCognitoError(...INVALID_SESSION);
    await expect(answer("MFA_SETUP", intruders.Session, { EMAIL: "x@example.com" })).rejects.toBeCognitoError(
      ...INVALID_SESSION,
    );
    expect(await answer("MFA_SETUP", verified.Session)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("of two apps that are verified at the same time takes one", async () => {
    const { verify, associate, code, signIn } = await givenSetup();
    const apps = await Promise.all([signIn(), signIn()].map(async (signedIn) => associate((await signedIn).Session)));
    const results = await Promise.allSettled(apps.map(({ Session, secret }) => verify(Session, code(secret))));
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("is over where the app was taken away again", async () => {
    const { cognito, UserPoolId, challenge, associate, verify, code, answer } = await givenSetup();
    const { secret, Session } = await associate(challenge.Session);
    const verified = await verify(Session, code(secret));
    await cognito.send("AdminDeleteSoftwareToken", { UserPoolId, Username: "alice" });
    await expect(answer("MFA_SETUP", verified.Session)).rejects.toBeCognitoError(...INVALID_SESSION);
  });

  test.each(["AssociateSoftwareToken", "VerifySoftwareToken"] as const)(
    "%s refuses sessions of other challenges, made-up ones, expired ones, and those of users who are shut out",
    async (operation) => {
      const { cognito, UserPoolId, challenge, configure, signIn } = await givenSetup({
        attributes: { phone_number: "+15551230100" },
      });
      const call = (Session = "") => cognito.send(operation, { Session, UserCode: "123456" });
      await expect(call("AYABe".repeat(20))).rejects.toBeCognitoError(...INVALID_SESSION);
      await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
      await expect(call(challenge.Session)).rejects.toBeCognitoError("NotAuthorizedException", "User is disabled.");
      await cognito.send("AdminEnableUser", { UserPoolId, Username: "alice" });
      const Password = "Other-Horse-1!";
      await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password, Permanent: true });
      await expect(call(challenge.Session)).rejects.toBeCognitoError(...INVALID_SESSION);
      const { Session } = await signIn({ PASSWORD: Password });
      cognito.clock.advance({ minutes: 3 });
      await expect(call(Session)).rejects.toBeCognitoError(
        "NotAuthorizedException",
        "Invalid session for the user, session is expired.",
      );
      const late = await signIn({ PASSWORD: Password });
      await cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
      await expect(call(late.Session)).rejects.toBeCognitoError(...INVALID_SESSION);

      await cognito.givenConfirmedUser({
        UserPoolId,
        Username: "alice",
        UserAttributes: [{ Name: "phone_number", Value: "+15551230100" }],
      });
      await configure({ MfaConfiguration: "ON", ...OFFER.sms, ...OFFER.app });
      const sms = await signIn();
      expect(sms).toHaveProperty("ChallengeName", "SMS_MFA");
      await expect(call(sms.Session)).rejects.toBeCognitoError(...INVALID_SESSION);
    },
  );

  test("says that the pool offers no apps, where it does not", async () => {
    const { cognito, challenge } = await givenSetup({ config: { MfaConfiguration: "ON", ...OFFER.sms } });
    await expect(cognito.send("AssociateSoftwareToken", { Session: challenge.Session })).rejects.toBeCognitoError(
      "SoftwareTokenMFANotFoundException",
      "Software Token MFA has not been enabled by the userPool",
    );
  });
});

describe("MFA_SETUP with an e-mail address", () => {
  const EMAIL = "alice@example.com";

  test("sends a code there, and gives the user the address for it", async () => {
    const { cognito, UserPoolId, challenge, answer, signIn } = await givenSetup();
    const next = await answer("MFA_SETUP", challenge.Session, { EMAIL });
    expect(next).toEqual({
      ChallengeName: "EMAIL_OTP",
      Session: expect.stringMatching(/^AYABe/),
      ChallengeParameters: {
        CODE_DELIVERY_DELIVERY_MEDIUM: "EMAIL",
        CODE_DELIVERY_DESTINATION: "a***@e***",
        USER_ID_FOR_SRP: "alice",
      },
    });
    expect(await cognito.lastMessage()).toMatchObject({ to: EMAIL, code: "123456", kind: "mfa" });
    const before = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    expect(before.UserAttributes?.map(({ Name }) => Name)).toEqual(["sub"]);
    expect(await answer("EMAIL_OTP", next.Session, { EMAIL_OTP_CODE: "123456" })).toHaveProperty(
      "AuthenticationResult.AccessToken",
    );
    const after = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    expect(after.UserAttributes).toEqual(
      expect.arrayContaining([
        { Name: "email", Value: EMAIL },
        { Name: "email_verified", Value: "true" },
      ]),
    );
    expect(await signIn()).toHaveProperty("ChallengeName", "EMAIL_OTP");
  });

  test("gives the user nothing for a wrong code", async () => {
    const { cognito, UserPoolId, challenge, answer } = await givenSetup();
    const next = await answer("MFA_SETUP", challenge.Session, { EMAIL });
    await expect(answer("EMAIL_OTP", next.Session, { EMAIL_OTP_CODE: "654321" })).rejects.toBeCognitoError(
      "CodeMismatchException",
      "Invalid code or auth state for the user.",
    );
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    expect(UserAttributes?.map(({ Name }) => Name)).toEqual(["sub"]);
  });

  test("does not give an address to a user who has got another in the meantime", async () => {
    const { cognito, UserPoolId, challenge, answer } = await givenSetup();
    const next = await answer("MFA_SETUP", challenge.Session, { EMAIL });
    await cognito.send("AdminUpdateUserAttributes", {
      UserPoolId,
      Username: "alice",
      UserAttributes: [{ Name: "email", Value: "other@example.com" }],
    });
    await expect(answer("EMAIL_OTP", next.Session, { EMAIL_OTP_CODE: "123456" })).rejects.toBeCognitoError(
      "CodeMismatchException",
      "Invalid code or auth state for the user.",
    );
  });

  test("does not go on where the user has set up an app in the meantime", async () => {
    const { cognito, UserPoolId, challenge, answer, associate, verify, code, signIn } = await givenSetup();
    const intruders = await answer("MFA_SETUP", challenge.Session, { EMAIL: "intruder@example.com" });
    const { code: EMAIL_OTP_CODE = "" } = await cognito.lastMessage();
    const { secret, Session } = await associate((await signIn()).Session);
    await verify(Session, code(secret));
    await expect(answer("EMAIL_OTP", intruders.Session, { EMAIL_OTP_CODE })).rejects.toBeCognitoError(
      ...INVALID_SESSION,
    );
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    expect(UserAttributes?.map(({ Name }) => Name)).toEqual(["sub"]);
  });

  test("refuses what is no address", async () => {
    const { challenge, answer } = await givenSetup();
    await expect(answer("MFA_SETUP", challenge.Session, { EMAIL: "alice" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Invalid email address format.",
    );
  });

  test("refuses it in a pool that sends no codes by e-mail", async () => {
    const { challenge, answer } = await givenSetup({ config: { MfaConfiguration: "ON", ...OFFER.app } });
    await expect(answer("MFA_SETUP", challenge.Session, { EMAIL })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Email MFA has not been enabled by the userPool",
    );
  });

  test("refuses it from a client that may not write addresses", async () => {
    const { challenge, answer } = await givenSetup({ client: { WriteAttributes: ["name"] } });
    await expect(answer("MFA_SETUP", challenge.Session, { EMAIL })).rejects.toHaveProperty(
      "name",
      "NotAuthorizedException",
    );
  });
});
