import { describe, expect, test } from "vitest";
import { codeOfApp } from "../../testing/authenticator-app.ts";
import { givenMfaPool, OFFER } from "../../testing/given-mfa-pool.ts";

/** Alice has turned on SMS, an app and e-mail, and prefers none. */
async function givenChoice() {
  const pool = await givenMfaPool({
    attributes: { phone_number: "+15551230100", email: "alice@example.com" },
    config: { MfaConfiguration: "OPTIONAL", ...OFFER.sms, ...OFFER.app, ...OFFER.email },
  });
  const { cognito, AccessToken } = pool;
  const secret = await pool.registerApp();
  await cognito.send("SetUserMFAPreference", {
    AccessToken,
    SMSMfaSettings: { Enabled: true },
    SoftwareTokenMfaSettings: { Enabled: true },
    EmailMfaSettings: { Enabled: true },
  });
  cognito.clock.advance({ seconds: 30 });
  const challenge = await pool.signIn();
  const choose = (ANSWER: string) => pool.answer("SELECT_MFA_TYPE", challenge.Session, { ANSWER });
  return { ...pool, challenge, choose, secret };
}

describe("SELECT_MFA_TYPE", () => {
  test.each([
    ["SMS_MFA", "SMS_MFA"],
    ["EMAIL_OTP", "EMAIL_OTP"],
    ["EMAIL_MFA", "EMAIL_OTP"],
  ])("poses after the answer %s the challenge %s", async (answer, name) => {
    const { cognito, choose, answer: respond } = await givenChoice();
    expect(await cognito.listMessages()).toEqual([]);
    const next = await choose(answer);
    expect(next).toMatchObject({ ChallengeName: name, ChallengeParameters: { USER_ID_FOR_SRP: "alice" } });
    expect(await cognito.lastMessage()).toHaveProperty("medium", name === "SMS_MFA" ? "SMS" : "EMAIL");
    const code = { SMS_MFA_CODE: "123456", EMAIL_OTP_CODE: "123456" };
    expect(await respond(name === "SMS_MFA" ? "SMS_MFA" : "EMAIL_OTP", next.Session, code)).toHaveProperty(
      "AuthenticationResult.AccessToken",
    );
  });

  test("poses the challenge of the app after that answer", async () => {
    const { cognito, choose, answer, secret } = await givenChoice();
    const next = await choose("SOFTWARE_TOKEN_MFA");
    expect(next).toHaveProperty("ChallengeName", "SOFTWARE_TOKEN_MFA");
    const SOFTWARE_TOKEN_MFA_CODE = codeOfApp(secret, cognito.clock);
    expect(await answer("SOFTWARE_TOKEN_MFA", next.Session, { SOFTWARE_TOKEN_MFA_CODE })).toHaveProperty(
      "AuthenticationResult.AccessToken",
    );
  });

  test("does not let the challenge of a method be answered before it is chosen", async () => {
    const { challenge, answer } = await givenChoice();
    await expect(answer("SMS_MFA", challenge.Session, { SMS_MFA_CODE: "123456" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user.",
    );
  });

  test.each(["NOMFA", "WEB_AUTHN", "constructor", "sms_mfa"])(
    "refuses the answer %s, and leaves the session good",
    async (answer) => {
      const { choose } = await givenChoice();
      await expect(choose(answer)).rejects.toBeCognitoError("InvalidParameterException", "Invalid MFA type selected.");
      expect(await choose("SMS_MFA")).toHaveProperty("ChallengeName", "SMS_MFA");
    },
  );

  test("refuses a method that the user has turned off in the meantime", async () => {
    const { cognito, AccessToken, choose } = await givenChoice();
    await cognito.send("SetUserMFAPreference", { AccessToken, SMSMfaSettings: { Enabled: false } });
    await expect(choose("SMS_MFA")).rejects.toBeCognitoError("InvalidParameterException", "Invalid MFA type selected.");
  });

  test("asks for an answer", async () => {
    const { choose } = await givenChoice();
    await expect(choose("")).rejects.toBeCognitoError("InvalidParameterException", "Missing required parameter ANSWER");
  });

  test("can be answered once", async () => {
    const { choose } = await givenChoice();
    await choose("SMS_MFA");
    await expect(choose("EMAIL_OTP")).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
  });

  test("expires", async () => {
    const { cognito, choose } = await givenChoice();
    cognito.clock.advance({ minutes: 3 });
    await expect(choose("SMS_MFA")).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session is expired.",
    );
  });
});
