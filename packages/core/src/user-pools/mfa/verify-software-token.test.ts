import { describe, expect, test } from "vitest";
import { anotherCode, codeOfApp } from "../../testing/authenticator-app.ts";
import { givenMfaPool, type MfaPool, OFFER } from "../../testing/given-mfa-pool.ts";

const OPTIONAL = { MfaConfiguration: "OPTIONAL", ...OFFER.app } as const;
const NOT_OFFERED = [
  "SoftwareTokenMFANotFoundException",
  "Software Token MFA has not been enabled by the userPool",
] as const;
const MISMATCH = ["EnableSoftwareTokenMFAException", "Code mismatch"] as const;

const associate = async ({ cognito, AccessToken }: MfaPool) =>
  (await cognito.send("AssociateSoftwareToken", { AccessToken })).SecretCode ?? "";
const verify = ({ cognito, AccessToken }: MfaPool, UserCode: string) =>
  cognito.send("VerifySoftwareToken", { AccessToken, UserCode });
const preferApp = ({ cognito, AccessToken }: MfaPool) =>
  cognito.send("SetUserMFAPreference", { AccessToken, SoftwareTokenMfaSettings: { Enabled: true } });

describe("AssociateSoftwareToken", () => {
  test("answers a secret of 52 characters of base32 to the bearer of an access token, and nothing else", async () => {
    const { cognito, AccessToken } = await givenMfaPool({ config: OPTIONAL });
    const answer = await cognito.send("AssociateSoftwareToken", { AccessToken });
    expect(answer).toEqual({ SecretCode: expect.stringMatching(/^[A-Z2-7]{52}$/) });
    expect(await cognito.send("AssociateSoftwareToken", { AccessToken })).not.toEqual(answer);
  });

  test("replaces a secret of which no code has been verified", async () => {
    const pool = await givenMfaPool({ config: OPTIONAL });
    const first = await associate(pool);
    const second = await associate(pool);
    await expect(verify(pool, codeOfApp(first, pool.cognito.clock))).rejects.toBeCognitoError(...MISMATCH);
    expect(await verify(pool, codeOfApp(second, pool.cognito.clock))).toEqual({ Status: "SUCCESS" });
  });

  test("leaves the present app good until the new one is verified", async () => {
    const pool = await givenMfaPool({ config: OPTIONAL });
    const { clock } = pool.cognito;
    const first = await pool.registerApp();
    await preferApp(pool);
    const second = await associate(pool);
    clock.advance({ minutes: 1 });
    const signIn = async (secret: string) => {
      const { Session } = await pool.signIn();
      return pool.answer("SOFTWARE_TOKEN_MFA", Session, { SOFTWARE_TOKEN_MFA_CODE: codeOfApp(secret, clock) });
    };
    await expect(signIn(second)).rejects.toHaveProperty("name", "CodeMismatchException");
    expect(await signIn(first)).toHaveProperty("AuthenticationResult.AccessToken");
    await verify(pool, codeOfApp(second, clock));
    clock.advance({ minutes: 1 });
    await expect(signIn(first)).rejects.toHaveProperty("name", "CodeMismatchException");
    expect(await signIn(second)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("refuses the token of a user who has been deleted", async () => {
    const { cognito, UserPoolId, AccessToken } = await givenMfaPool({ config: OPTIONAL });
    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
    await expect(cognito.send("AssociateSoftwareToken", { AccessToken })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
  });
});

describe("VerifySoftwareToken", () => {
  test("registers the app, and does not turn it on", async () => {
    const pool = await givenMfaPool({ config: OPTIONAL });
    await pool.registerApp();
    expect(await pool.cognito.send("GetUser", { AccessToken: pool.AccessToken })).not.toHaveProperty(
      "UserMFASettingList",
    );
    expect(await pool.signIn()).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("refuses a wrong code, and takes the right one afterwards", async () => {
    const pool = await givenMfaPool({ config: OPTIONAL });
    const secret = await associate(pool);
    const code = codeOfApp(secret, pool.cognito.clock);
    await expect(verify(pool, anotherCode(code))).rejects.toBeCognitoError(...MISMATCH);
    expect(await verify(pool, code)).toEqual({ Status: "SUCCESS" });
  });

  test("takes a code once", async () => {
    const pool = await givenMfaPool({ config: OPTIONAL });
    const secret = await pool.registerApp();
    await expect(verify(pool, codeOfApp(secret, pool.cognito.clock))).rejects.toBeCognitoError(
      "EnableSoftwareTokenMFAException",
      "Your software token has already been used once.",
    );
    expect(await verify(pool, codeOfApp(secret, pool.cognito.clock, 1))).toEqual({ Status: "SUCCESS" });
  });

  test("refuses a user who has not begun to set up an app", async () => {
    const pool = await givenMfaPool({ config: OPTIONAL });
    await expect(verify(pool, "123456")).rejects.toBeCognitoError(
      "InvalidParameterException",
      "User has not set up software token mfa",
    );
  });

  test("refuses what is not six digits", async () => {
    const pool = await givenMfaPool({ config: OPTIONAL });
    await expect(verify(pool, "12345")).rejects.toHaveProperty("name", "InvalidParameterException");
  });
});

describe.each(["AssociateSoftwareToken", "VerifySoftwareToken"] as const)("%s", (operation) => {
  test.each([
    ["has no MFA", { MfaConfiguration: "OFF" } as const],
    ["offers other factors only", { MfaConfiguration: "ON", ...OFFER.sms } as const],
  ])("refuses users of a pool that %s", async (_, config) => {
    const { cognito, AccessToken } = await givenMfaPool({ config });
    await expect(cognito.send(operation, { AccessToken, UserCode: "123456" })).rejects.toBeCognitoError(...NOT_OFFERED);
  });

  test.each([
    ["both a token and a session", { AccessToken: "a", Session: "s".repeat(20) }],
    ["none", {}],
  ])("refuses %s", async (_, caller) => {
    const { cognito } = await givenMfaPool({ config: OPTIONAL });
    await expect(cognito.send(operation, { UserCode: "123456", ...caller })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Either AccessToken or Session must be provided, but not both.",
    );
  });

  test("refuses what is no access token", async () => {
    const { cognito } = await givenMfaPool({ config: OPTIONAL });
    await expect(cognito.send(operation, { AccessToken: "x", UserCode: "123456" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid Access Token",
    );
  });
});
