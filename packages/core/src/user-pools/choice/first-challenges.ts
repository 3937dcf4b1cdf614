import type { AuthFactorType, VerifiedAttributeType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { usablePasskeys } from "../passkeys/user-passkeys.ts";
import { firstAuthFactors } from "../pools/settings/sign-in-policy.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";

/** A challenge that a sign-in by choice can begin with. */
export type FirstChallenge = "PASSWORD_SRP" | "PASSWORD" | "EMAIL_OTP" | "SMS_OTP" | "WEB_AUTHN";

/** A first challenge that is a code to an address, and which one. */
export const ADDRESS_OF_CHALLENGE: Readonly<
  Record<Extract<FirstChallenge, "EMAIL_OTP" | "SMS_OTP">, VerifiedAttributeType>
> = { EMAIL_OTP: "email", SMS_OTP: "phone_number" };

/** The two ways to show that one knows a password. */
export const PASSWORD_CHALLENGES: readonly ["PASSWORD_SRP", "PASSWORD"] = ["PASSWORD_SRP", "PASSWORD"];

/** A factor that a sign-in by choice can begin with. */
type FirstFactor = Exclude<AuthFactorType, "SOFTWARE_TOKEN">;

/** The challenges of each factor, in the order in which AWS lists them: recorded from AWS. */
const CHALLENGES_OF_FACTOR: readonly (readonly [FirstFactor, readonly FirstChallenge[]])[] = [
  ["PASSWORD", PASSWORD_CHALLENGES],
  ["EMAIL_OTP", ["EMAIL_OTP"]],
  ["SMS_OTP", ["SMS_OTP"]],
  ["WEB_AUTHN", ["WEB_AUTHN"]],
];

/** The factors that a user can begin with: those that the pool allows and the user has what it takes for. */
export async function firstFactorsOf(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  user: User,
): Promise<readonly FirstFactor[]> {
  const allowed = firstAuthFactors(pool);
  const owned: Readonly<Record<FirstFactor, boolean>> = {
    PASSWORD: user.password !== undefined,
    EMAIL_OTP: Boolean(user.attributes[ADDRESS_OF_CHALLENGE.EMAIL_OTP]),
    SMS_OTP: Boolean(user.attributes[ADDRESS_OF_CHALLENGE.SMS_OTP]),
    WEB_AUTHN: (await usablePasskeys(context, pool, user)).length > 0,
  };
  return CHALLENGES_OF_FACTOR.map(([factor]) => factor).filter((factor) => allowed.includes(factor) && owned[factor]);
}

/** Whoever must choose a new password begins with the old one. unconfirmed: that `RESET_REQUIRED` is like the other. */
const PASSWORD_FIRST: ReadonlySet<User["status"]> = new Set(["FORCE_CHANGE_PASSWORD", "RESET_REQUIRED"]);

/**
 * The challenges that a user can choose from, as `AvailableChallenges` lists them. A user who has nothing is asked for a
 * password, as a stranger is. That a factor does not go round MFA is seen to where the pool is set up: see
 * `assertFirstFactorsGoWithMfa`.
 *
 * @see "Choice-based authentication" in the Amazon Cognito Developer Guide
 */
export async function availableChallenges(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  user: User,
): Promise<readonly FirstChallenge[]> {
  if (PASSWORD_FIRST.has(user.status)) return PASSWORD_CHALLENGES;
  const factors = await firstFactorsOf(context, pool, user);
  const challenges = CHALLENGES_OF_FACTOR.filter(([factor]) => factors.includes(factor)).flatMap(([, names]) => names);
  return challenges.length > 0 ? challenges : PASSWORD_CHALLENGES;
}
