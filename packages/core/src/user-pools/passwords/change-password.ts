import { InvalidParameterException, PasswordResetRequiredException } from "@cogmock/protocol/errors";
import type { ChangePasswordRequest, ChangePasswordResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAttempt } from "../attempts/attempts.ts";
import { eventWrites } from "../auth-events/auth-event.ts";
import { incorrectUsernameOrPassword } from "../authentication/first-factor.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { assertNotCompromised } from "../threat-protection/compromised-password.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { reviseUser, type User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { newPassword } from "./new-password.ts";
import { passwordMatches } from "./password-record.ts";

/** unconfirmed: worded as other parameters that the model calls optional are. */
const PREVIOUS_PASSWORD_MISSING = "Missing required parameter PreviousPassword";

/**
 * Whether somebody who holds an access token has also shown the password that they want to change. Who signs in without
 * a password sets a first one by showing none.
 *
 * @throws InvalidParameterException the user has a password, and none was given
 */
async function showsPreviousPassword(
  context: Pick<OperationContext, "passwordVerifier">,
  pool: UserPool,
  user: User,
  given: string | undefined,
): Promise<boolean> {
  if (!user.password) return given === undefined && user.status !== "EXTERNAL_PROVIDER";
  if (given === undefined) throw new InvalidParameterException(PREVIOUS_PASSWORD_MISSING);
  return passwordMatches(context, { pool, user }, user.password, given);
}

/**
 * Changes the password of the bearer of an access token. Every call counts among those of the hour, successful or not.
 * Existing sessions go on, the bearer's among them.
 *
 * @throws NotAuthorizedException the token is no good (see `requireAccessTokenBearer`); `Incorrect username or password.`
 * @throws PasswordResetRequiredException an administrator has asked for a new password by ConfirmForgotPassword
 * @throws LimitExceededException too many calls within the hour
 * @throws InvalidParameterException the user has a password, and `PreviousPassword` was not given
 * @throws InvalidPasswordException the password does not meet the pool's policy, or is known to others
 * @throws PasswordHistoryPolicyViolationException the password is among the last that the pool remembers
 * @see AWS API Reference, ChangePassword
 */
export async function changePassword(
  context: OperationContext,
  input: ChangePasswordRequest,
): Promise<ChangePasswordResponse> {
  const { pool, client, user } = await requireAccessTokenBearer(context, input.AccessToken);
  if (user.status === "RESET_REQUIRED") {
    throw new PasswordResetRequiredException("Password reset required for the user");
  }
  const attempt = await requireAttempt(context, user, "ChangePassword");
  const happened = { pool, user, origin: context.caller };
  if (!(await showsPreviousPassword(context, pool, user, input.PreviousPassword))) {
    await context.store.commit([attempt.count, ...eventWrites(context, happened, "PasswordChange", "Fail")]);
    throw incorrectUsernameOrPassword();
  }
  const password = await newPassword(context, { pool, user }, input.ProposedPassword, { temporary: false });
  const subject = { ...happened, clientId: client.id, sub: user.sub };
  const risk = await assertNotCompromised(context, "PASSWORD_CHANGE", subject, (refused) => [
    attempt.count,
    ...eventWrites(context, happened, "PasswordChange", "Fail", refused),
  ]);
  // A temporary password that was changed is temporary no more.
  const revised = reviseUser(pool, user, { ...password, status: "CONFIRMED" }, context.clock.now());
  const event = eventWrites(context, happened, "PasswordChange", "Pass", risk);
  await context.store.commit([users.put(revised, { expect: user }), attempt.count, ...event]);
  return {};
}
