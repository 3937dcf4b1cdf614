import { InvalidPasswordException } from "@cogmock/protocol/errors";
import type { PasswordPolicyType } from "@cogmock/protocol/user-pools";

/** What AWS counts as a symbol. @see "Adding user pool password requirements" in the Amazon Cognito Developer Guide */
const SYMBOLS = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]/;

/**
 * Which demand of a policy a password misses, in the order in which AWS checks them. Letters and digits outside of Basic
 * Latin count for no kind, but they count for the length.
 */
const DEMANDS: readonly {
  readonly message: string;
  readonly isMet: (password: string, policy: PasswordPolicyType) => boolean;
}[] = [
  {
    message: "Password not long enough",
    isMet: (password, policy) => password.length >= (policy.MinimumLength ?? 8),
  },
  {
    message: "Password must have uppercase characters",
    isMet: (password, policy) => !policy.RequireUppercase || /[A-Z]/.test(password),
  },
  {
    message: "Password must have lowercase characters",
    isMet: (password, policy) => !policy.RequireLowercase || /[a-z]/.test(password),
  },
  {
    message: "Password must have numeric characters",
    isMet: (password, policy) => !policy.RequireNumbers || /[0-9]/.test(password),
  },
  {
    message: "Password must have symbol characters",
    isMet: (password, policy) => !policy.RequireSymbols || SYMBOLS.test(password),
  },
];

/**
 * AWS's words before the demand. They differ by operation: SignUp and AdminCreateUser each have their own, as pasted
 * from AWS in many projects; ConfirmForgotPassword and the new-password challenge share a third (likewise). unconfirmed:
 * that ChangePassword and AdminSetUserPassword have this third, too.
 */
const REFUSALS = {
  SignUp: "Password did not conform with policy",
  AdminCreateUser: "Password did not conform with password policy",
  change: "Password does not conform to policy",
} as const;

/** The occasions on which a user gets a password. */
export type PasswordOccasion = keyof typeof REFUSALS;

/**
 * Only the first demand that a password misses is reported.
 *
 * @throws InvalidPasswordException AWS's words for the occasion, and the demand
 */
export function assertPasswordMeetsPolicy(
  policy: PasswordPolicyType,
  password: string,
  occasion: PasswordOccasion = "change",
): void {
  const missed = DEMANDS.find(({ isMet }) => !isMet(password, policy));
  if (missed) throw new InvalidPasswordException(`${REFUSALS[occasion]}: ${missed.message}`);
}
