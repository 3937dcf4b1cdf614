import { describe, expect, test } from "vitest";
import { givenMfaPool, type MfaPool, OFFER } from "../../testing/given-mfa-pool.ts";
import { registerPasskey, RP_ID } from "../../testing/given-passkeys.ts";
import { putUserState } from "../../testing/put-user-state.ts";

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

  test("tells of passkeys that sign in where the pool lets users begin with them", async () => {
    const Policies = { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN", "EMAIL_OTP"] } } as const;
    const pool = await givenMfaPool({ attributes: ATTRIBUTES, pool: { Policies } });
    const factors = async () => (await get(pool)).ConfiguredUserAuthFactors;
    expect(await factors()).toEqual(["PASSWORD", "EMAIL_OTP"]);
    const relyOn = (RelyingPartyId: string) =>
      pool.configure({ MfaConfiguration: "OPTIONAL", ...OFFER.app, WebAuthnConfiguration: { RelyingPartyId } });
    await relyOn(RP_ID);
    await registerPasskey(pool.cognito, pool);
    await pool.registerApp();
    expect(await factors()).toEqual(["PASSWORD", "EMAIL_OTP", "WEB_AUTHN", "SOFTWARE_TOKEN"]);
    await relyOn("other.org");
    expect(await factors()).toEqual(["PASSWORD", "EMAIL_OTP", "SOFTWARE_TOKEN"]);
  });

  test("tells of no password where there is none", async () => {
    const Policies = { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } as const;
    const pool = await givenMfaPool({ attributes: ATTRIBUTES, pool: { Policies } });
    await putUserState(pool.cognito, { UserPoolId: pool.UserPoolId, Username: "alice" }, { password: undefined });
    expect((await get(pool)).ConfiguredUserAuthFactors).toEqual(["EMAIL_OTP"]);
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
