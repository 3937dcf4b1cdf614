import type { AdminDisableUserRequest, AdminDisableUserResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser, reviseUser } from "./user.ts";
import { users } from "./users.collection.ts";

/**
 * Shuts a user out: they cannot sign in, and the tokens they have are revoked. Nothing happens to a user who is
 * disabled already.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException `User does not exist.`
 * @see AWS API Reference, AdminDisableUser
 */
export async function adminDisableUser(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: AdminDisableUserRequest,
): Promise<AdminDisableUserResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  if (!user.enabled) return {};
  const changes = { enabled: false, tokenGeneration: user.tokenGeneration + 1 };
  await context.store.commit([users.put(reviseUser(pool, user, changes, context.clock.now()), { expect: user })]);
  return {};
}
