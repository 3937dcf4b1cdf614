import { PasswordHistoryPolicyViolationException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { temporaryPasswordEndsAt } from "../users/temporary-password.ts";
import type { User } from "../users/user.ts";
import { assertPasswordMeetsPolicy, type PasswordOccasion } from "./password-policy.ts";
import { makePasswordRecord, passwordMatches } from "./password-record.ts";

/** unconfirmed: the final period. */
const PREVIOUSLY_USED = "Password has previously been used.";

/** Who gets a password: a user as they are, or a new one who has none. */
export interface NewPasswordOwner {
  readonly pool: UserPool;
  readonly user: Pick<User, "username" | "password" | "passwordHistory">;
}

/** How a password is set. */
export interface NewPasswordOptions {
  /** Whether the user has to change it at the next sign-in, and within the days that the pool's policy allows. */
  readonly temporary: boolean;
  /** Decides on AWS's words for a password that does not meet the policy. Default: `change`. */
  readonly occasion?: PasswordOccasion;
}

/** What changes of a user with a new password. */
export type PasswordChange = Required<Pick<User, "password" | "passwordHistory">>;

/**
 * What changes of a user who gets this password, the pool's policy being met. The one way to a new password.
 *
 * With a `PasswordHistorySize` of n the password must be none of the last n, of which the present one is the first.
 * unconfirmed: that temporary passwords count among them.
 *
 * @throws InvalidPasswordException the password does not meet the pool's policy
 * @throws PasswordHistoryPolicyViolationException `Password has previously been used.`
 * @see "Passwords, password recovery, and password policies" in the Amazon Cognito Developer Guide
 */
export async function newPassword(
  context: Pick<OperationContext, "clock" | "random" | "passwordVerifier">,
  { pool, user }: NewPasswordOwner,
  password: string,
  { temporary, occasion }: NewPasswordOptions,
): Promise<PasswordChange> {
  const policy = pool.settings.Policies.PasswordPolicy;
  assertPasswordMeetsPolicy(policy, password, occasion);

  const historySize = policy.PasswordHistorySize ?? 0;
  const previous = user.password ? [user.password, ...(user.passwordHistory ?? [])] : [];
  for (const record of previous.slice(0, historySize)) {
    if (await passwordMatches(context, { pool, user }, record, password)) {
      throw new PasswordHistoryPolicyViolationException(PREVIOUSLY_USED);
    }
  }

  const temporaryUntil = temporary ? temporaryPasswordEndsAt(policy, context.clock.now()) : undefined;
  const record = await makePasswordRecord(context, { pool, user }, password, temporaryUntil);
  // The new password is the first of the last n, so that n - 1 earlier ones are enough.
  const history = previous.slice(0, Math.max(0, historySize - 1));
  return { password: record, passwordHistory: history.length > 0 ? history : undefined };
}
