import type { AdminEnableUserRequest, AdminEnableUserResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser, reviseUser } from "./user.ts";
import { users } from "./users.collection.ts";

/**
 * Lets a disabled user sign in again. Nothing happens to a user who is enabled already.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException `User does not exist.`
 * @see AWS API Reference, AdminEnableUser
 */
export async function adminEnableUser(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: AdminEnableUserRequest,
): Promise<AdminEnableUserResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  if (user.enabled) return {};
  const enabled = reviseUser(pool, user, { enabled: true }, context.clock.now());
  await context.store.commit([users.put(enabled, { expect: user })]);
  return {};
}
