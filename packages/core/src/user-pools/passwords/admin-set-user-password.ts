import type { AdminSetUserPasswordRequest, AdminSetUserPasswordResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser, reviseUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { newPassword } from "./new-password.ts";

/**
 * Sets a user's password, whatever state the user is in. A permanent one makes the user `CONFIRMED`, also one who came
 * through an identity provider or has not confirmed their sign-up; a temporary one has to be changed at the next sign-in.
 * Existing sessions go on.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException no such user
 * @throws InvalidPasswordException the password does not meet the pool's policy
 * @throws PasswordHistoryPolicyViolationException the password is among the last that the pool remembers
 * @see AWS API Reference, AdminSetUserPassword
 */
export async function adminSetUserPassword(
  context: OperationContext,
  input: AdminSetUserPasswordRequest,
): Promise<AdminSetUserPasswordResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  const temporary = input.Permanent !== true;
  const password = await newPassword(context, { pool, user }, input.Password, { temporary });
  const status = temporary ? "FORCE_CHANGE_PASSWORD" : "CONFIRMED";
  const revised = reviseUser(pool, user, { ...password, status }, context.clock.now());
  await context.store.commit([users.put(revised, { expect: user })]);
  return {};
}
