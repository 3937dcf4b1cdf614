import type { MFAOptionType } from "@cogmock/protocol/user-pools";
import type { User } from "../users/user.ts";
import type { MfaMethod } from "./mfa-methods.ts";
import type { SoftwareToken } from "./software-token.ts";

/**
 * A user's second factors. They are in the user's document, so that a change of one, and the use of a code, is decided
 * against everything else that happens to the user, and goes when the user goes.
 */
export interface UserMfa {
  /** The methods that are turned on, in the order of `MFA_METHODS`. */
  readonly enabled: readonly MfaMethod[];
  /** One of those; sign-in asks for it without letting the user choose. */
  readonly preferred?: MfaMethod | undefined;
  /** SMS, turned on by SetUserSettings, from the time when there was no other method. Counts as if enabled. */
  readonly smsByUserSettings?: boolean | undefined;
  /** Whether a passkey with user verification is good where MFA is required: `WebAuthnMfaSettings`. */
  readonly passkey?: boolean | undefined;
  /** The authenticator app, once a code of it was verified. */
  readonly softwareToken?: SoftwareToken | undefined;
  /** The secret of an authenticator app of which no code has been verified yet, base32. */
  readonly pendingSecret?: string | undefined;
}

const NO_MFA: UserMfa = { enabled: [] };

/** A user's second factors; none, where nothing was ever set. */
export function mfaOf(user: Pick<User, "mfa">): UserMfa {
  return user.mfa ?? NO_MFA;
}

/** The methods that the user has turned on, by whatever operation. */
export function enabledMethods(user: Pick<User, "mfa">): readonly MfaMethod[] {
  const { enabled, smsByUserSettings } = mfaOf(user);
  return smsByUserSettings && !enabled.includes("SMS_MFA") ? ["SMS_MFA", ...enabled] : enabled;
}

/** What the operations that show a user tell of MFA. */
export interface MfaSettings {
  readonly UserMFASettingList?: readonly string[];
  readonly PreferredMfaSetting?: string;
}

/** A user's MFA as AWS tells it. Both members are absent where there is nothing to tell: recorded from AWS. */
export function toMfaSettings(user: Pick<User, "mfa">): MfaSettings {
  const { enabled, preferred } = mfaOf(user);
  return {
    ...(enabled.length > 0 && { UserMFASettingList: enabled }),
    ...(preferred !== undefined && { PreferredMfaSetting: preferred }),
  };
}

/**
 * `MFAOptions`, which knows SMS only; absent for users without it.
 *
 * unconfirmed: that it is there whichever operation turned SMS on.
 */
export function toMfaOptions(user: Pick<User, "mfa">): readonly MFAOptionType[] | undefined {
  return enabledMethods(user).includes("SMS_MFA")
    ? [{ DeliveryMedium: "SMS", AttributeName: "phone_number" }]
    : undefined;
}
