import { describe, expect, test } from "vitest";
import { givenMfaPool, type MfaPool, OFFER } from "../../testing/given-mfa-pool.ts";

const ATTRIBUTES = { phone_number: "+15551230100", email: "alice@example.com" };

const OPERATIONS = [
  ["GetUserAuthFactors", ({ cognito, AccessToken }: MfaPool) => cognito.send("GetUserAuthFactors", { AccessToken })],
  [
    "AdminGetUserAuthFactors",
    ({ cognito, UserPoolId }: MfaPool) => cognito.send("AdminGetUserAuthFactors", { UserPoolId, Username: "alice" }),
  ],
] as const;

describe.each(OPERATIONS)("%s", (_, get) => {
  test("tells of a password and nothing else, where there is nothing else", async () => {
    const pool = await givenMfaPool({ attributes: ATTRIBUTES });
    expect(await get(pool)).toEqual({ Username: "alice", ConfiguredUserAuthFactors: ["PASSWORD"] });
  });

  test("tells of codes where the pool lets users begin with them, and of those the user can get", async () => {
    const SmsConfiguration = OFFER.sms.SmsMfaConfiguration.SmsConfiguration;
    const Policies = { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP", "SMS_OTP"] } } as const;
    const both = await givenMfaPool({ attributes: ATTRIBUTES, pool: { SmsConfiguration, Policies } });
    expect(await get(both)).toHaveProperty("ConfiguredUserAuthFactors", ["PASSWORD", "EMAIL_OTP", "SMS_OTP"]);
    const none = await givenMfaPool({ pool: { SmsConfiguration, Policies } });
    expect(await get(none)).toHaveProperty("ConfiguredUserAuthFactors", ["PASSWORD"]);
  });

  test("tells of an app, and of what is turned on", async () => {
    const pool = await givenMfaPool({
      attributes: ATTRIBUTES,
      config: { MfaConfiguration: "OPTIONAL", ...OFFER.sms, ...OFFER.app },
    });
    await pool.registerApp();
    await pool.cognito.send("SetUserMFAPreference", {
      AccessToken: pool.AccessToken,
      SMSMfaSettings: { Enabled: true, PreferredMfa: true },
    });
    expect(await get(pool)).toEqual({
      Username: "alice",
      PreferredMfaSetting: "SMS_MFA",
      UserMFASettingList: ["SMS_MFA"],
      ConfiguredUserAuthFactors: ["PASSWORD", "SOFTWARE_TOKEN"],
    });
  });
});

test("AdminGetUserAuthFactors refuses a user who does not exist", async () => {
  const { cognito, UserPoolId } = await givenMfaPool();
  await expect(cognito.send("AdminGetUserAuthFactors", { UserPoolId, Username: "nobody" })).rejects.toBeCognitoError(
    "UserNotFoundException",
    "User does not exist.",
  );
});
