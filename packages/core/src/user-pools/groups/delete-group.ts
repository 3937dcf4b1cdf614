import type { DeleteGroupRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import { tryCommit } from "../../store/try-commit.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { type Group, requireGroup } from "./group.ts";
import { findGroupOf, type GroupMembership } from "./group-membership.ts";
import { groupMemberships, groups } from "./groups.collection.ts";

/** How many memberships go with one commit. */
const BATCH = 1000;

async function someMembers(
  { store }: Pick<OperationContext, "store">,
  { userPoolId, id }: Group,
): Promise<readonly Stored<GroupMembership>[]> {
  return (await store.find(groupMemberships, "byGroup", [userPoolId, id], { limit: BATCH })).documents;
}

/** Removes the memberships of a group that is gone. It ends where the group is there again, because somebody restored it. */
async function removeMembers(context: Pick<OperationContext, "store">, group: Group): Promise<void> {
  for (;;) {
    const members = await someMembers(context, group);
    const [first] = members;
    // The group is asked for after its members: restored ones are another version.
    if (first === undefined || (await findGroupOf(context, first))) return;
    await tryCommit(
      context.store,
      members.map((member) => groupMemberships.delete(member, { expect: member })),
    );
  }
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
  const members = await someMembers(context, group);
  await context.store.commit([
    groups.delete(group, { expect: group }),
    ...members.map((member) => groupMemberships.delete(member, { expect: "any" })),
  ]);
  if (members.length === BATCH) await removeMembers(context, group);
}
