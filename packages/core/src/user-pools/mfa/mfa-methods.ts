import type { VerifiedAttributeType } from "@cogmock/protocol/user-pools";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";

/** A second factor, by the name of its challenge. */
export type MfaMethod = "SMS_MFA" | "SOFTWARE_TOKEN_MFA" | "EMAIL_OTP";

/** A second factor that is a code to an address, and which one. */
export const ADDRESS_OF_METHOD: Readonly<Record<Exclude<MfaMethod, "SOFTWARE_TOKEN_MFA">, VerifiedAttributeType>> = {
  SMS_MFA: "phone_number",
  EMAIL_OTP: "email",
};

/** Of each method, whether a pool offers it and whether a user has what it takes. An address need not be verified. */
const METHODS: Readonly<
  Record<MfaMethod, { readonly isOffered: (pool: UserPool) => boolean; readonly isOwned: (user: User) => boolean }>
> = {
  SMS_MFA: {
    isOffered: ({ mfaFactors }) => mfaFactors.sms,
    isOwned: ({ attributes }) => Boolean(attributes[ADDRESS_OF_METHOD.SMS_MFA]),
  },
  SOFTWARE_TOKEN_MFA: {
    isOffered: ({ mfaFactors }) => mfaFactors.softwareToken?.Enabled === true,
    isOwned: ({ mfa }) => mfa?.softwareToken !== undefined,
  },
  EMAIL_OTP: {
    isOffered: ({ mfaFactors }) => mfaFactors.email !== undefined,
    isOwned: ({ attributes }) => Boolean(attributes[ADDRESS_OF_METHOD.EMAIL_OTP]),
  },
};

/** Every method, in the order in which lists name them. unconfirmed: where e-mail stands. */
export const MFA_METHODS: readonly MfaMethod[] = ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"];

/** Whether the pool offers a method. */
export function isOffered(pool: UserPool, method: MfaMethod): boolean {
  return METHODS[method].isOffered(pool);
}

/** Whether the user has what a method takes: a phone number, an e-mail address, a verified authenticator app. */
export function isOwned(user: User, method: MfaMethod): boolean {
  return METHODS[method].isOwned(user);
}
