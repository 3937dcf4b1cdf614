import { InvalidParameterException } from "@cogmock/protocol/errors";
import type {
  EmailMfaConfigType,
  SoftwareTokenMfaConfigType,
  UserPoolMfaType,
  WebAuthnConfigurationType,
} from "@cogmock/protocol/user-pools";
import { firstAuthFactors, offersOneTimePasswords } from "../pools/settings/sign-in-policy.ts";
import { canSendSms } from "../pools/settings/sms-configuration.ts";
import type { UserPool, UserPoolSettings } from "../pools/user-pool.ts";

/**
 * The second factors that a pool offers, and how it takes passkeys. Passkeys are no second factor by themselves: their
 * configuration is independent of whether the pool has MFA.
 */
export interface MfaFactors {
  /** Codes by SMS. What sends them and their text stand in the pool's settings, for they serve verification too. */
  readonly sms: boolean;
  readonly softwareToken?: SoftwareTokenMfaConfigType | undefined;
  /** Codes by e-mail; the factor is on where this is present. */
  readonly email?: EmailMfaConfigType | undefined;
  /** Absent until SetUserPoolMfaConfig is called for the first time. */
  readonly webAuthn?: WebAuthnConfigurationType | undefined;
}

/** A new pool's. */
export const NO_MFA_FACTORS: MfaFactors = { sms: false };

/** What CreateUserPool and UpdateUserPool say of MFA for which no factor is there. */
export const MFA_NEEDS_SMS =
  "SMS configuration and Auto verification for phone_number are required when MFA is required/optional";

/** What CreateUserPool and UpdateUserPool say of passkeys that would go round the second factor. */
const PASSKEYS_ARE_NO_MFA = "WEB_AUTHN cannot be used as an auth factor when MFA is enabled if not configured for MFA";

/**
 * The factors of a pool whose `MfaConfiguration` is being set by CreateUserPool or UpdateUserPool. These know no factor
 * but SMS: a pool that can send SMS and has no factor yet gets that one.
 *
 * @throws InvalidParameterException MFA is turned on without any factor
 */
export function mfaFactorsFor(
  mode: UserPoolMfaType,
  current: MfaFactors,
  settings: Pick<UserPoolSettings, "SmsConfiguration">,
): MfaFactors {
  if (mode === "OFF") return { ...NO_MFA_FACTORS, webAuthn: current.webAuthn };
  if (current.sms || current.softwareToken?.Enabled || current.email) return current;
  if (!canSendSms(settings)) throw new InvalidParameterException(MFA_NEEDS_SMS);
  return { ...current, sms: true };
}

/**
 * Codes by e-mail need a sender of one's own.
 *
 * @throws InvalidParameterException Cognito sends the pool's e-mail
 */
export function assertEmailMfaHasSender({ settings, mfaFactors }: UserPool): void {
  if (mfaFactors.email && settings.EmailConfiguration.EmailSendingAccount === "COGNITO_DEFAULT") {
    throw new InvalidParameterException(
      "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT",
    );
  }
}

/**
 * Where MFA is required, a user who begins with a code has but one factor, and so has one with a passkey, unless it is
 * set up to verify who holds it.
 *
 * @param passkeyMessage what to say of passkeys: SetUserPoolMfaConfig words it otherwise
 * @throws InvalidParameterException a first factor does not go with required MFA
 */
export function assertFirstFactorsGoWithMfa(pool: UserPool, passkeyMessage: string = PASSKEYS_ARE_NO_MFA): void {
  if (pool.settings.MfaConfiguration !== "ON") return;
  if (offersOneTimePasswords(pool)) {
    throw new InvalidParameterException(
      "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
    );
  }
  const passkeysVerifyUsers = pool.mfaFactors.webAuthn?.FactorConfiguration === "MULTI_FACTOR_WITH_USER_VERIFICATION";
  if (firstAuthFactors(pool).includes("WEB_AUTHN") && !passkeysVerifyUsers)
    throw new InvalidParameterException(passkeyMessage);
}
