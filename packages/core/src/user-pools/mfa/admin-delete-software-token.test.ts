import { describe, expect, test } from "vitest";
import { codeOfApp } from "../../testing/authenticator-app.ts";
import { givenMfaPool, OFFER } from "../../testing/given-mfa-pool.ts";

const CONFIG = { MfaConfiguration: "OPTIONAL", ...OFFER.sms, ...OFFER.app } as const;

describe("AdminDeleteSoftwareToken", () => {
  test("takes the app away, and leaves the other methods", async () => {
    const pool = await givenMfaPool({ attributes: { phone_number: "+15551230100" }, config: CONFIG });
    const { cognito, AccessToken, UserPoolId } = pool;
    await pool.registerApp();
    await cognito.send("SetUserMFAPreference", {
      AccessToken,
      SMSMfaSettings: { Enabled: true },
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    });
    expect(await cognito.send("AdminDeleteSoftwareToken", { UserPoolId, Username: "alice" })).toEqual({});
    const user = await cognito.send("GetUser", { AccessToken });
    expect(user.UserMFASettingList).toEqual(["SMS_MFA"]);
    expect(user).not.toHaveProperty("PreferredMfaSetting");
    expect(await pool.signIn()).toHaveProperty("ChallengeName", "SMS_MFA");
  });

  test("lets the user set up another app", async () => {
    const pool = await givenMfaPool({ config: CONFIG });
    const { cognito, UserPoolId, AccessToken } = pool;
    await pool.registerApp();
    await cognito.send("AdminDeleteSoftwareToken", { UserPoolId, Username: "alice" });
    await expect(
      cognito.send("SetUserMFAPreference", { AccessToken, SoftwareTokenMfaSettings: { Enabled: true } }),
    ).rejects.toHaveProperty("name", "InvalidParameterException");
    await pool.registerApp();
    expect(
      await cognito.send("SetUserMFAPreference", { AccessToken, SoftwareTokenMfaSettings: { Enabled: true } }),
    ).toEqual({});
  });

  test("ends a set-up that was begun", async () => {
    const { cognito, UserPoolId, AccessToken } = await givenMfaPool({ config: CONFIG });
    const { SecretCode = "" } = await cognito.send("AssociateSoftwareToken", { AccessToken });
    await cognito.send("AdminDeleteSoftwareToken", { UserPoolId, Username: "alice" });
    const UserCode = codeOfApp(SecretCode, cognito.clock);
    await expect(cognito.send("VerifySoftwareToken", { AccessToken, UserCode })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "User has not set up software token mfa",
    );
  });

  test("does nothing to a user without an app, also one named by sub", async () => {
    const { cognito, UserPoolId } = await givenMfaPool();
    const before = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    cognito.clock.advance({ minutes: 1 });
    const Username = before.UserAttributes?.[0]?.Value ?? "";
    expect(await cognito.send("AdminDeleteSoftwareToken", { UserPoolId, Username })).toEqual({});
    expect(await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" })).toEqual(before);
  });

  test("refuses a user who does not exist", async () => {
    const { cognito, UserPoolId } = await givenMfaPool();
    await expect(cognito.send("AdminDeleteSoftwareToken", { UserPoolId, Username: "nobody" })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
  });
});
