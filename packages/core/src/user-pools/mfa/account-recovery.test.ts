import { describe, expect, test } from "vitest";
import { givenMfaPool, OFFER } from "../../testing/given-mfa-pool.ts";

const PHONE = { phone_number: "+15551230100", phone_number_verified: "true" };
const EMAIL = { email: "alice@example.com", email_verified: "true" };
const NO_CONTACT = [
  "InvalidParameterException",
  "Cannot reset password for the user as there is no registered/verified email or phone_number",
] as const;
const ALL = { ...OFFER.sms, ...OFFER.app, ...OFFER.email };
const ON = { Enabled: true };

describe("An address to which the codes of MFA go", () => {
  test("does not bring a new password, too: the other one does", async () => {
    const { cognito, ClientId, AccessToken } = await givenMfaPool({
      attributes: { ...PHONE, ...EMAIL },
      config: { MfaConfiguration: "OPTIONAL", ...ALL },
    });
    const recover = async () =>
      (await cognito.send("ForgotPassword", { ClientId, Username: "alice" })).CodeDeliveryDetails?.AttributeName;
    expect(await recover()).toBe("email");
    await cognito.send("SetUserMFAPreference", { AccessToken, EmailMfaSettings: ON });
    expect(await recover()).toBe("phone_number");
    await cognito.send("SetUserMFAPreference", {
      AccessToken,
      EmailMfaSettings: { Enabled: false },
      SMSMfaSettings: ON,
    });
    expect(await recover()).toBe("email");
  });

  test("leaves nothing to recover by where it is the only one", async () => {
    const { cognito, UserPoolId, ClientId, AccessToken } = await givenMfaPool({
      attributes: PHONE,
      config: { MfaConfiguration: "OPTIONAL", ...ALL },
    });
    await cognito.send("SetUserMFAPreference", { AccessToken, SMSMfaSettings: ON });
    await expect(cognito.send("ForgotPassword", { ClientId, Username: "alice" })).rejects.toBeCognitoError(
      ...NO_CONTACT,
    );
    await expect(cognito.send("AdminResetUserPassword", { UserPoolId, Username: "alice" })).rejects.toBeCognitoError(
      ...NO_CONTACT,
    );
  });

  test("does not recover the account where MFA is required and uses it by itself", async () => {
    const { cognito, ClientId } = await givenMfaPool({
      attributes: PHONE,
      config: { MfaConfiguration: "ON", ...OFFER.sms },
    });
    await expect(cognito.send("ForgotPassword", { ClientId, Username: "alice" })).rejects.toBeCognitoError(
      ...NO_CONTACT,
    );
  });

  test("recovers the account again once the pool has no MFA", async () => {
    const { cognito, ClientId, AccessToken, configure } = await givenMfaPool({
      attributes: PHONE,
      config: { MfaConfiguration: "OPTIONAL", ...ALL },
    });
    await cognito.send("SetUserMFAPreference", { AccessToken, SMSMfaSettings: ON });
    await configure({ MfaConfiguration: "OFF" });
    expect(await cognito.send("ForgotPassword", { ClientId, Username: "alice" })).toHaveProperty(
      "CodeDeliveryDetails.AttributeName",
      "phone_number",
    );
  });
});
