import type { SetUserMFAPreferenceRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { givenMfaPool, OFFER } from "../../testing/given-mfa-pool.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const PHONE = { phone_number: "+15551230100" };
const EMAIL = { email: "alice@example.com" };
const ALL = { ...OFFER.sms, ...OFFER.app, ...OFFER.email };
const ON = { Enabled: true };
const PREFERRED = { Enabled: true, PreferredMfa: true };
const NO_METHOD = "No MFA mechanism registerd in the account.";

interface Situation {
  readonly mode: "OFF" | "OPTIONAL" | "ON";
  readonly offers?: object;
  readonly has?: Readonly<Record<string, string>>;
  readonly app?: boolean;
  readonly prefers?: Omit<SetUserMFAPreferenceRequest, "AccessToken">;
}

/** A pool and a user in this situation. */
async function given({ mode, offers = {}, has = {}, app = false, prefers }: Situation) {
  const pool = await givenMfaPool({ attributes: has });
  const { cognito, AccessToken } = pool;
  if (app) {
    await pool.configure({ MfaConfiguration: "OPTIONAL", ...OFFER.app });
    await pool.registerApp();
  }
  if (prefers) await cognito.send("SetUserMFAPreference", { AccessToken, ...prefers });
  await pool.configure({ MfaConfiguration: mode, ...offers });
  return pool;
}

describe("After the password", () => {
  test.each<[what: string, situation: Situation]>([
    [
      "the pool has no MFA, whatever the user prefers",
      { mode: "OFF", has: PHONE, prefers: { SMSMfaSettings: PREFERRED } },
    ],
    [
      "MFA is optional and the user has turned nothing on",
      { mode: "OPTIONAL", offers: ALL, has: { ...PHONE, ...EMAIL } },
    ],
    ["MFA is optional and the app is registered only", { mode: "OPTIONAL", offers: ALL, app: true }],
    [
      "MFA is optional and the pool does not offer what the user has turned on",
      { mode: "OPTIONAL", offers: OFFER.app, has: PHONE, prefers: { SMSMfaSettings: PREFERRED } },
    ],
  ])("come tokens where %s", async (_, situation) => {
    const { signIn } = await given(situation);
    expect(await signIn()).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test.each<[what: string, challenge: string, situation: Situation]>([
    ["SMS is turned on", "SMS_MFA", { mode: "OPTIONAL", offers: ALL, has: PHONE, prefers: { SMSMfaSettings: ON } }],
    [
      "SMS is preferred",
      "SMS_MFA",
      { mode: "OPTIONAL", offers: ALL, has: PHONE, prefers: { SMSMfaSettings: PREFERRED } },
    ],
    [
      "e-mail is turned on",
      "EMAIL_OTP",
      { mode: "OPTIONAL", offers: ALL, has: EMAIL, prefers: { EmailMfaSettings: ON } },
    ],
    [
      "the app is turned on",
      "SOFTWARE_TOKEN_MFA",
      { mode: "OPTIONAL", offers: ALL, app: true, prefers: { SoftwareTokenMfaSettings: ON } },
    ],
    [
      "one of several is preferred",
      "EMAIL_OTP",
      {
        mode: "OPTIONAL",
        offers: ALL,
        has: { ...PHONE, ...EMAIL },
        app: true,
        prefers: { SMSMfaSettings: ON, SoftwareTokenMfaSettings: ON, EmailMfaSettings: PREFERRED },
      },
    ],
    [
      "the preferred one is not offered, but another that is turned on",
      "SOFTWARE_TOKEN_MFA",
      {
        mode: "OPTIONAL",
        offers: OFFER.app,
        has: PHONE,
        app: true,
        prefers: { SMSMfaSettings: PREFERRED, SoftwareTokenMfaSettings: ON },
      },
    ],
    [
      "the pool has ceased to offer apps, and the user's is turned on",
      "SOFTWARE_TOKEN_MFA",
      { mode: "OPTIONAL", offers: OFFER.sms, app: true, prefers: { SoftwareTokenMfaSettings: ON } },
    ],
    ["MFA is required and there is a phone number", "SMS_MFA", { mode: "ON", offers: ALL, has: PHONE }],
    ["MFA is required and there is an e-mail address", "EMAIL_OTP", { mode: "ON", offers: ALL, has: EMAIL }],
    [
      "MFA is required, there are both, and e-mail recovers the account",
      "SMS_MFA",
      { mode: "ON", offers: ALL, has: { ...PHONE, ...EMAIL } },
    ],
    [
      "MFA is required and an app registered, whatever else there is",
      "SOFTWARE_TOKEN_MFA",
      { mode: "ON", offers: ALL, has: { ...PHONE, ...EMAIL }, app: true },
    ],
    [
      "MFA is required and the user has turned the app off",
      "SOFTWARE_TOKEN_MFA",
      { mode: "ON", offers: OFFER.app, app: true, prefers: { SoftwareTokenMfaSettings: { Enabled: false } } },
    ],
    [
      "MFA is required and SMS preferred to the app",
      "SMS_MFA",
      { mode: "ON", offers: ALL, has: PHONE, app: true, prefers: { SMSMfaSettings: PREFERRED } },
    ],
  ])("where %s comes %s", async (_, challenge, situation) => {
    const { signIn } = await given(situation);
    expect(await signIn()).toHaveProperty("ChallengeName", challenge);
  });

  test("comes the channel that does not recover the account, where MFA is required and the user has both", async () => {
    const { cognito, UserPoolId, signIn } = await given({ mode: "ON", offers: ALL, has: { ...PHONE, ...EMAIL } });
    const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
    await cognito.send("UpdateUserPool", {
      UserPoolId,
      MfaConfiguration: "ON",
      SmsConfiguration: UserPool?.SmsConfiguration,
      EmailConfiguration: UserPool?.EmailConfiguration,
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Priority: 2, Name: "verified_email" },
          { Priority: 1, Name: "verified_phone_number" },
        ],
      },
    });
    expect(await signIn()).toHaveProperty("ChallengeName", "EMAIL_OTP");
  });

  test.each(["OPTIONAL", "ON"] as const)("comes the choice where several are turned on and MFA is %s", async (mode) => {
    const { signIn } = await given({
      mode,
      offers: ALL,
      has: { ...PHONE, ...EMAIL },
      app: true,
      prefers: { EmailMfaSettings: ON, SoftwareTokenMfaSettings: ON, SMSMfaSettings: ON },
    });
    expect(await signIn()).toEqual({
      ChallengeName: "SELECT_MFA_TYPE",
      Session: expect.stringMatching(/^AYABe/),
      ChallengeParameters: {
        MFAS_CAN_CHOOSE: '["SMS_MFA","SOFTWARE_TOKEN_MFA","EMAIL_OTP"]',
        USER_ID_FOR_SRP: "alice",
      },
    });
  });

  test.each([
    [ALL, '["SMS_MFA","SOFTWARE_TOKEN_MFA","EMAIL_OTP"]'],
    [OFFER.app, '["SOFTWARE_TOKEN_MFA"]'],
    [OFFER.sms, '["SMS_MFA"]'],
  ])("comes the set-up where MFA is required and the user has nothing", async (offers, methods) => {
    const { signIn } = await given({ mode: "ON", offers });
    expect(await signIn()).toEqual({
      ChallengeName: "MFA_SETUP",
      Session: expect.stringMatching(/^AYABe/),
      ChallengeParameters: { MFAS_CAN_SETUP: methods, USER_ID_FOR_SRP: "alice" },
    });
  });

  test("says an administrator's sign-in that there is no method where nothing can be set up", async () => {
    const { cognito, UserPoolId, ClientId } = await given({ mode: "ON", offers: OFFER.sms });
    await expect(
      cognito.send("AdminInitiateAuth", {
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        UserPoolId,
        ClientId,
        AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD },
      }),
    ).rejects.toBeCognitoError("MFAMethodNotFoundException", NO_METHOD);
  });

  test("comes nothing where the user has turned SMS on and deleted the phone number", async () => {
    const { cognito, UserPoolId, ClientId, signIn } = await given({
      mode: "OPTIONAL",
      offers: ALL,
      has: PHONE,
      prefers: { SMSMfaSettings: PREFERRED },
    });
    const UserAttributeNames = ["phone_number"];
    await cognito.send("AdminDeleteUserAttributes", { UserPoolId, Username: "alice", UserAttributeNames });
    await expect(signIn()).rejects.toBeCognitoError("InvalidParameterException", NO_METHOD);
    await expect(
      cognito.send("AdminInitiateAuth", {
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        UserPoolId,
        ClientId,
        AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD },
      }),
    ).rejects.toBeCognitoError("MFAMethodNotFoundException", NO_METHOD);
  });
});
