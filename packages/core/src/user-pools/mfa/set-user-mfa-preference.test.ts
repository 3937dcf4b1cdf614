import type { SetUserMFAPreferenceRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { givenMfaPool, type MfaPool, OFFER } from "../../testing/given-mfa-pool.ts";

type Preference = Omit<SetUserMFAPreferenceRequest, "AccessToken">;

const ALL = { ...OFFER.sms, ...OFFER.app, ...OFFER.email };
const ON = { Enabled: true };
const PREFERRED = { Enabled: true, PreferredMfa: true };
const OFF = { Enabled: false, PreferredMfa: false };
const ATTRIBUTES = { phone_number: "+15551230100", email: "alice@example.com" };

/** The two operations, which differ in who calls them only. */
const OPERATIONS = [
  [
    "SetUserMFAPreference",
    ({ cognito, AccessToken }: MfaPool, preference: Preference) =>
      cognito.send("SetUserMFAPreference", { AccessToken, ...preference }),
  ],
  [
    "AdminSetUserMFAPreference",
    ({ cognito, UserPoolId }: MfaPool, preference: Preference) =>
      cognito.send("AdminSetUserMFAPreference", { UserPoolId, Username: "alice", ...preference }),
  ],
] as const;

async function settingsOf({ cognito, AccessToken, UserPoolId }: MfaPool) {
  const own = await cognito.send("GetUser", { AccessToken });
  const administrators = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
  const { UserMFASettingList, PreferredMfaSetting, MFAOptions } = own;
  expect(administrators).toMatchObject({ ...(UserMFASettingList && { UserMFASettingList }) });
  expect(administrators.PreferredMfaSetting).toEqual(PreferredMfaSetting);
  expect(administrators.MFAOptions).toEqual(MFAOptions);
  return { list: UserMFASettingList, preferred: PreferredMfaSetting };
}

describe.each(OPERATIONS)("%s", (_, set) => {
  const given = async (attributes: Readonly<Record<string, string>> = ATTRIBUTES) => {
    const pool = await givenMfaPool({ attributes, config: { MfaConfiguration: "OPTIONAL", ...ALL } });
    await pool.registerApp();
    return pool;
  };

  test("turns methods on, and one of them to the preferred one", async () => {
    const pool = await given();
    expect(await set(pool, { EmailMfaSettings: ON, SoftwareTokenMfaSettings: PREFERRED, SMSMfaSettings: ON })).toEqual(
      {},
    );
    expect(await settingsOf(pool)).toEqual({
      list: ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"],
      preferred: "SOFTWARE_TOKEN_MFA",
    });
  });

  test("leaves methods as they are of which nothing is said, and moves the preference", async () => {
    const pool = await given();
    await set(pool, { SMSMfaSettings: PREFERRED });
    await set(pool, { EmailMfaSettings: ON });
    expect(await settingsOf(pool)).toEqual({ list: ["SMS_MFA", "EMAIL_OTP"], preferred: "SMS_MFA" });
    await set(pool, { EmailMfaSettings: PREFERRED });
    expect(await settingsOf(pool)).toEqual({ list: ["SMS_MFA", "EMAIL_OTP"], preferred: "EMAIL_OTP" });
    await set(pool, { EmailMfaSettings: ON });
    expect(await settingsOf(pool)).toEqual({ list: ["SMS_MFA", "EMAIL_OTP"], preferred: undefined });
    await set(pool, {});
    expect(await settingsOf(pool)).toEqual({ list: ["SMS_MFA", "EMAIL_OTP"], preferred: undefined });
  });

  test("turns methods off, and tells nothing of MFA where none is left", async () => {
    const pool = await given();
    await set(pool, { SMSMfaSettings: PREFERRED, SoftwareTokenMfaSettings: ON });
    await set(pool, { SMSMfaSettings: OFF, SoftwareTokenMfaSettings: { Enabled: false } });
    const answer = await pool.cognito.send("GetUser", { AccessToken: pool.AccessToken });
    expect(Object.keys(JSON.parse(JSON.stringify(answer)))).toEqual(["Username", "UserAttributes"]);
    expect(await pool.signIn()).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("turns a method on that the pool does not offer", async () => {
    const pool = await given();
    await pool.configure({ MfaConfiguration: "ON", ...OFFER.app });
    await set(pool, { SMSMfaSettings: PREFERRED });
    expect(await settingsOf(pool)).toEqual({ list: ["SMS_MFA"], preferred: "SMS_MFA" });
    expect(await pool.signIn()).toHaveProperty("ChallengeName", "SOFTWARE_TOKEN_MFA");
  });

  test.each<[what: string, preference: Preference, method: string]>([
    ["SMS without a phone number", { SMSMfaSettings: ON }, "SMS_MFA"],
    ["e-mail without an address", { EmailMfaSettings: PREFERRED }, "EMAIL_OTP"],
    ["an app that is not there", { SoftwareTokenMfaSettings: PREFERRED }, "SOFTWARE_TOKEN_MFA"],
  ])("refuses %s, and changes nothing", async (_what, preference, method) => {
    const pool = await givenMfaPool({ config: { MfaConfiguration: "OPTIONAL", ...ALL } });
    await pool.cognito.send("AssociateSoftwareToken", { AccessToken: pool.AccessToken });
    await expect(set(pool, preference)).rejects.toBeCognitoError(
      "InvalidParameterException",
      `User does not have delivery config set to turn on ${method}`,
    );
    expect(await settingsOf(pool)).toEqual({ list: undefined, preferred: undefined });
  });

  test("turns off what the user lacks", async () => {
    const pool = await givenMfaPool();
    expect(await set(pool, { SMSMfaSettings: OFF, SoftwareTokenMfaSettings: OFF, EmailMfaSettings: OFF })).toEqual({});
  });

  test.each<[what: string, preference: Preference, message: string]>([
    [
      "two preferred methods",
      { SMSMfaSettings: PREFERRED, EmailMfaSettings: PREFERRED },
      "Only one MFA type can be set as preferred.",
    ],
    [
      "a preferred method that is off",
      { SMSMfaSettings: { Enabled: false, PreferredMfa: true } },
      "MFA type must be enabled to be set as preferred.",
    ],
    [
      "a preferred method of which is not said that it is on",
      { SMSMfaSettings: { PreferredMfa: true } },
      "MFA type must be enabled to be set as preferred.",
    ],
    [
      "passkeys where no other method is on",
      { WebAuthnMfaSettings: ON },
      "Passkey MFA requires at least one other MFA method to be enabled.",
    ],
  ])("refuses %s", async (_what, preference, message) => {
    const pool = await given();
    await expect(set(pool, preference)).rejects.toBeCognitoError("InvalidParameterException", message);
    expect(await settingsOf(pool)).toEqual({ list: undefined, preferred: undefined });
  });

  test("takes passkeys beside another method", async () => {
    const pool = await given();
    expect(await set(pool, { WebAuthnMfaSettings: ON, SMSMfaSettings: ON })).toEqual({});
    expect(await set(pool, { WebAuthnMfaSettings: { Enabled: false } })).toEqual({});
    expect(await settingsOf(pool)).toEqual({ list: ["SMS_MFA"], preferred: undefined });
  });

  test("loses no change of several at the same time", async () => {
    const pool = await given();
    await Promise.all([
      set(pool, { SMSMfaSettings: ON }),
      set(pool, { EmailMfaSettings: ON }),
      set(pool, { SoftwareTokenMfaSettings: ON }),
    ]);
    expect(await settingsOf(pool)).toHaveProperty("list", ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"]);
  });
});

test("AdminSetUserMFAPreference refuses a user who does not exist", async () => {
  const { cognito, UserPoolId } = await givenMfaPool();
  await expect(cognito.send("AdminSetUserMFAPreference", { UserPoolId, Username: "nobody" })).rejects.toBeCognitoError(
    "UserNotFoundException",
    "User does not exist.",
  );
});
