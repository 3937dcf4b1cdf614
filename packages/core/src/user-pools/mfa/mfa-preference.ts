import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { SetUserMFAPreferenceRequest } from "@cogmock/protocol/user-pools";
import type { User } from "../users/user.ts";
import { isOwned, MFA_METHODS, type MfaMethod } from "./mfa-methods.ts";
import { mfaOf, type UserMfa } from "./user-mfa.ts";

/** unconfirmed: AWS's texts. */
const TEXTS = {
  severalPreferred: "Only one MFA type can be set as preferred.",
  preferredIsOff: "MFA type must be enabled to be set as preferred.",
  passkeyAlone: "Passkey MFA requires at least one other MFA method to be enabled.",
} as const;

/** What SetUserMFAPreference and AdminSetUserMFAPreference have in common. */
export type MfaPreference = Omit<SetUserMFAPreferenceRequest, "AccessToken">;

type MethodSettings = NonNullable<MfaPreference["SMSMfaSettings"]>;

/** What is asked for of each method; absent for those that are to stay as they are. */
function settingsByMethod(preference: MfaPreference): Readonly<Record<MfaMethod, MethodSettings | undefined>> {
  return {
    SMS_MFA: preference.SMSMfaSettings,
    SOFTWARE_TOKEN_MFA: preference.SoftwareTokenMfaSettings,
    EMAIL_OTP: preference.EmailMfaSettings,
  };
}

/** Checks that a user has what it takes for what is turned on. A method that the pool does not offer may be turned on. */
function assertOwned(user: User, settings: ReturnType<typeof settingsByMethod>): void {
  const lacking = MFA_METHODS.find((method) => settings[method]?.Enabled && !isOwned(user, method));
  if (lacking) {
    throw new InvalidParameterException(`User does not have delivery config set to turn on ${lacking}`);
  }
}

/** The method that is to be preferred: the one that is named, or the present one where nothing is said of it. */
function preferredMethod(
  settings: ReturnType<typeof settingsByMethod>,
  current: MfaMethod | undefined,
): MfaMethod | undefined {
  const [preferred, ...others] = MFA_METHODS.filter((method) => settings[method]?.PreferredMfa);
  if (others.length > 0) throw new InvalidParameterException(TEXTS.severalPreferred);
  if (preferred && !settings[preferred]?.Enabled) throw new InvalidParameterException(TEXTS.preferredIsOff);
  return preferred ?? (current && !settings[current] ? current : undefined);
}

/**
 * A user's second factors after a change of preference. Methods of which nothing is said stay as they are; of those that
 * are named, `Enabled` and `PreferredMfa` are false where they are absent (unconfirmed).
 *
 * Where MFA is required, everything can be turned off, too: sign-in goes by what the user has, then. So it is on AWS.
 *
 * @throws InvalidParameterException `User does not have delivery config set to turn on <method>`; several methods are
 *   preferred, or one that is off; a passkey would be the only method
 */
export function withMfaPreference(user: User, preference: MfaPreference): UserMfa {
  const settings = settingsByMethod(preference);
  const mfa = mfaOf(user);
  const preferred = preferredMethod(settings, mfa.preferred);
  assertOwned(user, settings);
  const enabled = MFA_METHODS.filter(
    (method) => settings[method]?.Enabled ?? (!settings[method] && mfa.enabled.includes(method)),
  );
  const smsByUserSettings = settings.SMS_MFA ? undefined : mfa.smsByUserSettings;
  const isPasskeyAlone = enabled.length === 0 && !smsByUserSettings;
  if (preference.WebAuthnMfaSettings?.Enabled && isPasskeyAlone)
    throw new InvalidParameterException(TEXTS.passkeyAlone);
  const passkey =
    (preference.WebAuthnMfaSettings ? preference.WebAuthnMfaSettings.Enabled : mfa.passkey) && !isPasskeyAlone;
  return { ...mfa, enabled, preferred, smsByUserSettings, passkey };
}
