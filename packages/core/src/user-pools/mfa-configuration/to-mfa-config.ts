import type { GetUserPoolMfaConfigResponse } from "@cogmock/protocol/user-pools";
import type { UserPool } from "../pools/user-pool.ts";

/** A pool's MFA as GetUserPoolMfaConfig and SetUserPoolMfaConfig answer it. */
export function toMfaConfig({ settings, mfaFactors }: UserPool): GetUserPoolMfaConfigResponse {
  const { SmsAuthenticationMessage, SmsConfiguration } = settings;
  return {
    SmsMfaConfiguration: mfaFactors.sms ? { SmsAuthenticationMessage, SmsConfiguration } : undefined,
    SoftwareTokenMfaConfiguration: mfaFactors.softwareToken,
    EmailMfaConfiguration: mfaFactors.email,
    MfaConfiguration: settings.MfaConfiguration,
    WebAuthnConfiguration: mfaFactors.webAuthn,
  };
}
