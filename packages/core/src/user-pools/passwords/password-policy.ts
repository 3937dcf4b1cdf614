import { InvalidPasswordException } from "@cogmock/protocol/errors";
import type { PasswordPolicyType } from "@cogmock/protocol/user-pools";

/** What AWS counts as a symbol. @see "Adding user pool password requirements" in the Amazon Cognito Developer Guide */
const SYMBOLS = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]/;

/** What a policy may demand of a password. */
export type PasswordDemand = "length" | "lowercase" | "number" | "symbol" | "uppercase";

/**
 * The demands of a policy, in the order in which AWS checks them. Letters and digits outside of Basic Latin count for no
 * kind, but they count for the length.
 */
const DEMANDS: readonly {
  readonly demand: PasswordDemand;
  readonly message: string;
  readonly isMade: (policy: PasswordPolicyType) => boolean | undefined;
  readonly isMet: (password: string, policy: PasswordPolicyType) => boolean;
}[] = [
  {
    demand: "length",
    message: "Password not long enough",
    isMade: () => true,
    isMet: (password, policy) => password.length >= minimumLengthOf(policy),
  },
  {
    demand: "uppercase",
    message: "Password must have uppercase characters",
    isMade: (policy) => policy.RequireUppercase,
    isMet: (password) => /[A-Z]/.test(password),
  },
  {
    demand: "lowercase",
    message: "Password must have lowercase characters",
    isMade: (policy) => policy.RequireLowercase,
    isMet: (password) => /[a-z]/.test(password),
  },
  {
    demand: "number",
    message: "Password must have numeric characters",
    isMade: (policy) => policy.RequireNumbers,
    isMet: (password) => /[0-9]/.test(password),
  },
  {
    demand: "symbol",
    message: "Password must have symbol characters",
    isMade: (policy) => policy.RequireSymbols,
    isMet: (password) => SYMBOLS.test(password),
  },
];

/** How many characters a policy asks for. */
export function minimumLengthOf({ MinimumLength = 8 }: PasswordPolicyType): number {
  return MinimumLength;
}

/** The demands that a policy makes, and whether a password meets them. */
export function passwordDemands(policy: PasswordPolicyType, password: string): ReadonlyMap<PasswordDemand, boolean> {
  const made = DEMANDS.filter(({ isMade }) => isMade(policy) === true);
  return new Map(made.map(({ demand, isMet }) => [demand, isMet(password, policy)]));
}

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
  const missed = DEMANDS.find(({ isMade, isMet }) => isMade(policy) === true && !isMet(password, policy));
  if (missed) throw new InvalidPasswordException(`${REFUSALS[occasion]}: ${missed.message}`);
}
