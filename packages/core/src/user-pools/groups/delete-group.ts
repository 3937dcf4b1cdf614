import type { DeleteGroupRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { type Group, requireGroup } from "./group.ts";
import { groupMemberships, groups } from "./groups.collection.ts";

/** How many memberships go with one commit. */
const BATCH = 1000;

async function removalOfMembers({ store }: Pick<OperationContext, "store">, group: Group): Promise<AnyWrite[]> {
  const page = await store.find(groupMemberships, "byGroup", [group.userPoolId, group.id], { limit: BATCH });
  return page.documents.map((membership) => groupMemberships.delete(membership, { expect: "any" }));
}

/**
 * Deletes a group, its members or not: they stay users, and are in it no more. All is decided by the first commit. Of
 * a large group the memberships follow in further ones, which are for tidiness alone: see `GroupMembership`.
 *
 * @throws ResourceNotFoundException no such pool, or no such group in it
 * @see AWS API Reference, DeleteGroup
 */
export async function deleteGroup(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: DeleteGroupRequest,
): Promise<void> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const group = await requireGroup(context, pool, input.GroupName);
  let removal = await removalOfMembers(context, group);
  await context.store.commit([groups.delete(group, { expect: group }), ...removal]);
  while (removal.length === BATCH) {
    removal = await removalOfMembers(context, group);
    if (removal.length > 0) await context.store.commit(removal);
  }
}
