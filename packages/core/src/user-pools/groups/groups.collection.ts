import { type Collection, defineCollection } from "../../store/collection.ts";
import type { Group } from "./group.ts";
import type { GroupMembership } from "./group-membership.ts";

/** What tells groups of a pool apart: AWS refuses `ADMINS` beside `Admins`. */
export function groupKeyOf(groupName: string): string {
  return groupName.toLowerCase();
}

/** Groups of all pools. ListGroups pages through those of one, oldest first. */
export const groups: Collection<Group> = defineCollection<Group>({
  name: "groups",
  key: (group) => [group.userPoolId, groupKeyOf(group.name)],
  ordered: { byPool: (group) => [[group.userPoolId, group.createdAt, groupKeyOf(group.name)]] },
});

/** Memberships of all pools: `byUser` serves tokens and AdminListGroupsForUser, `byGroup` serves ListUsersInGroup. */
export const groupMemberships: Collection<GroupMembership> = defineCollection<GroupMembership>({
  name: "groupMemberships",
  key: (membership) => [membership.userPoolId, membership.sub, membership.groupId],
  ordered: {
    byUser: (membership) => [[membership.userPoolId, membership.sub, groupKeyOf(membership.groupName)]],
    byGroup: (membership) => [[membership.userPoolId, membership.groupId, membership.username]],
  },
});
