import { InvalidPasswordException } from "@cogmock/protocol/errors";
import type { PasswordPolicyType } from "@cogmock/protocol/user-pools";

/** What AWS counts as a symbol. @see "Adding user pool password requirements" in the Amazon Cognito Developer Guide */
const SYMBOLS = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]/;

/** Which demand of a policy a password misses, in the order in which AWS checks them. */
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
 * Only the first demand that a password misses is reported.
 *
 * @throws InvalidPasswordException `Password did not conform with policy: ` and the demand
 */
export function assertPasswordMeetsPolicy(policy: PasswordPolicyType, password: string): void {
  const missed = DEMANDS.find(({ isMet }) => !isMet(password, policy));
  if (missed) throw new InvalidPasswordException(`Password did not conform with policy: ${missed.message}`);
}
