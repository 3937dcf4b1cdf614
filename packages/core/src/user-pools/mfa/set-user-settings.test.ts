import type { MFAOptionType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { givenMfaPool, type MfaPool, OFFER } from "../../testing/given-mfa-pool.ts";

const OPTION = { DeliveryMedium: "SMS", AttributeName: "phone_number" } as const;
const PHONE = { phone_number: "+15551230100" };
const CONFIG = { MfaConfiguration: "OPTIONAL", ...OFFER.sms } as const;

const OPERATIONS = [
  [
    "SetUserSettings",
    ({ cognito, AccessToken }: MfaPool, MFAOptions: readonly MFAOptionType[]) =>
      cognito.send("SetUserSettings", { AccessToken, MFAOptions }),
  ],
  [
    "AdminSetUserSettings",
    ({ cognito, UserPoolId }: MfaPool, MFAOptions: readonly MFAOptionType[]) =>
      cognito.send("AdminSetUserSettings", { UserPoolId, Username: "alice", MFAOptions }),
  ],
] as const;

describe.each(OPERATIONS)("%s", (_, set) => {
  test("turns SMS on, which MFAOptions tell of and the newer members do not", async () => {
    const pool = await givenMfaPool({ attributes: PHONE, config: CONFIG });
    const { cognito, AccessToken, UserPoolId } = pool;
    expect(await set(pool, [OPTION])).toEqual({});
    const own = await cognito.send("GetUser", { AccessToken });
    expect(own.MFAOptions).toEqual([OPTION]);
    expect(own).not.toHaveProperty("UserMFASettingList");
    expect(await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" })).toHaveProperty("MFAOptions", [
      OPTION,
    ]);
    const { Users } = await cognito.send("ListUsers", { UserPoolId });
    expect(Users?.[0]).toHaveProperty("MFAOptions", [OPTION]);
    expect(await pool.signIn()).toHaveProperty("ChallengeName", "SMS_MFA");
  });

  test("turns SMS off", async () => {
    const pool = await givenMfaPool({ attributes: PHONE, config: CONFIG });
    await set(pool, [OPTION]);
    await set(pool, []);
    expect((await pool.cognito.send("GetUser", { AccessToken: pool.AccessToken })).MFAOptions).toBeUndefined();
    expect(await pool.signIn()).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("is overruled by what a preference says of SMS", async () => {
    const pool = await givenMfaPool({ attributes: PHONE, config: CONFIG });
    await set(pool, [OPTION]);
    await pool.cognito.send("SetUserMFAPreference", {
      AccessToken: pool.AccessToken,
      SMSMfaSettings: { Enabled: false },
    });
    expect(await pool.signIn()).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("refuses SMS without a phone number", async () => {
    const pool = await givenMfaPool({ config: CONFIG });
    await expect(set(pool, [OPTION])).rejects.toBeCognitoError(
      "InvalidParameterException",
      "User does not have a phone_number set to turn on SMS MFA",
    );
  });

  test.each<MFAOptionType>([
    { DeliveryMedium: "EMAIL", AttributeName: "email" },
    { DeliveryMedium: "SMS", AttributeName: "email" },
    { DeliveryMedium: "SMS" },
    {},
  ])("refuses %o", async (option) => {
    const pool = await givenMfaPool({ attributes: PHONE, config: CONFIG });
    await expect(set(pool, [option])).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Invalid MFA options given, only phone_number with the delivery medium SMS is supported",
    );
  });
});

test("AdminSetUserSettings refuses a user who does not exist", async () => {
  const { cognito, UserPoolId } = await givenMfaPool();
  await expect(
    cognito.send("AdminSetUserSettings", { UserPoolId, Username: "nobody", MFAOptions: [] }),
  ).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
});
