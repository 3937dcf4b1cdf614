import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import { findAll } from "../../store/find-all.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import type { User } from "../users/user.ts";
import type { Group } from "./group.ts";
import { groupKeyOf, groupMemberships, groups } from "./groups.collection.ts";

/**
 * That a user belongs to a group. It names the group by id, so that it means nothing once the group is gone: neither
 * memberships that outlive their group by a race, nor a new group of the same name, can bring somebody into a group.
 */
export interface GroupMembership {
  readonly userPoolId: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly sub: string;
  readonly username: string;
  readonly createdAt: EpochMilliseconds;
}

/** The group that a membership is of; `undefined` when it has been deleted. */
export async function findGroupOf(
  { store }: Pick<OperationContext, "store">,
  { userPoolId, groupId, groupName }: GroupMembership,
): Promise<Stored<Group> | undefined> {
  const group = await store.get(groups, [userPoolId, groupKeyOf(groupName)]);
  return group?.id === groupId ? group : undefined;
}

/** Every membership of a user, in order of group name. */
export async function membershipsOfUser(
  { store }: Pick<OperationContext, "store">,
  user: Pick<User, "userPoolId" | "sub">,
): Promise<Stored<GroupMembership>[]> {
  return findAll(store, groupMemberships, "byUser", [user.userPoolId, user.sub]);
}

/** What takes a user out of all groups; to be committed with the user's deletion. */
export async function membershipWritesOfUser(
  context: Pick<OperationContext, "store">,
  user: Pick<User, "userPoolId" | "sub">,
): Promise<AnyWrite[]> {
  const memberships = await membershipsOfUser(context, user);
  return memberships.map((membership) => groupMemberships.delete(membership, { expect: "any" }));
}
