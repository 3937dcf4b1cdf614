import type { AdminSetUserPasswordRequest, AdminSetUserPasswordResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { assertPasswordMeetsPolicy } from "./password-policy.ts";
import { makePasswordRecord } from "./password-record.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser, reviseUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";

const DAY_MILLISECONDS = 86_400_000;

/**
 * Sets a user's password. A permanent one makes the user `CONFIRMED`; a temporary one has to be changed at the next
 * sign-in.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException no such user
 * @throws InvalidPasswordException the password does not meet the pool's policy
 * @see AWS API Reference, AdminSetUserPassword
 */
export async function adminSetUserPassword(
  context: OperationContext,
  input: AdminSetUserPasswordRequest,
): Promise<AdminSetUserPasswordResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  const policy = pool.settings.Policies.PasswordPolicy;
  assertPasswordMeetsPolicy(policy, input.Password);
  const now = context.clock.now();
  const temporaryUntil = input.Permanent
    ? undefined
    : now + (policy.TemporaryPasswordValidityDays ?? 7) * DAY_MILLISECONDS;
  const password = await makePasswordRecord(context, { pool, user }, input.Password, temporaryUntil);
  const status = input.Permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD";
  await context.store.commit([users.put(reviseUser(pool, user, { password, status }, now), { expect: user })]);
  return {};
}
