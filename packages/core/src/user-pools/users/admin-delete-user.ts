import type { AdminDeleteUserRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { deletionWritesOfUser } from "./user-deletion.ts";
import { requireUser } from "./user.ts";

/**
 * Deletes a user, enabled or not.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException `User does not exist.`
 * @see AWS API Reference, AdminDeleteUser
 */
export async function adminDeleteUser(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: AdminDeleteUserRequest,
): Promise<void> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  await context.store.commit(await deletionWritesOfUser(context, user));
}
