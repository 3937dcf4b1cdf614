import type { AdminRemoveUserFromGroupRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { requireGroup } from "./group.ts";
import { groupMemberships } from "./groups.collection.ts";

/**
 * Takes a user out of a group. unconfirmed: of one who is not in it AWS does not complain.
 *
 * @throws ResourceNotFoundException no such pool, or no such group in it
 * @throws UserNotFoundException no such user in the pool
 * @see AWS API Reference, AdminRemoveUserFromGroup
 */
export async function adminRemoveUserFromGroup(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: AdminRemoveUserFromGroupRequest,
): Promise<void> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  const group = await requireGroup(context, pool, input.GroupName);
  const membership = await context.store.get(groupMemberships, [pool.id, user.sub, group.id]);
  if (membership) await context.store.commit([groupMemberships.delete(membership, { expect: "any" })]);
}
