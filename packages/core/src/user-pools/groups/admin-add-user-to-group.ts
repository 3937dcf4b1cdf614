import { LimitExceededException } from "@cogmock/protocol/errors";
import type { AdminAddUserToGroupRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { requireGroup } from "./group.ts";
import { findGroupOf, type GroupMembership, membershipsOfUser } from "./group-membership.ts";
import { groupMemberships } from "./groups.collection.ts";
import { MAX_GROUPS_PER_USER } from "./groups-of-user.ts";

/**
 * Makes room for one more group, where the user is in many: memberships of deleted groups do not count, and go.
 *
 * @throws LimitExceededException the user is in as many groups as a user can be
 */
async function makeRoom(
  context: Pick<OperationContext, "store">,
  memberships: readonly GroupMembership[],
): Promise<AnyWrite[]> {
  if (memberships.length < MAX_GROUPS_PER_USER) return [];
  const groupOfEach = await Promise.all(memberships.map((membership) => findGroupOf(context, membership)));
  const obsolete = memberships.filter((_, position) => groupOfEach[position] === undefined);
  if (memberships.length - obsolete.length >= MAX_GROUPS_PER_USER) {
    // unconfirmed: the text.
    throw new LimitExceededException(`A user cannot be in more than ${MAX_GROUPS_PER_USER} groups.`);
  }
  return obsolete.map((membership) => groupMemberships.delete(membership, { expect: "any" }));
}

/**
 * Adds a user to a group; one who is in it already stays so.
 *
 * The commit writes the user as well, unchanged: of a race with the user's deletion no membership is left, and of racing
 * additions the last that the user has room for is seen as the last. It does not write the group, to which hundreds may
 * be added at once: see `GroupMembership` for what that leaves.
 *
 * @throws ResourceNotFoundException no such pool, or no such group in it
 * @throws UserNotFoundException no such user in the pool
 * @throws LimitExceededException the user is in as many groups as a user can be
 * @see AWS API Reference, AdminAddUserToGroup
 */
export async function adminAddUserToGroup(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: AdminAddUserToGroupRequest,
): Promise<void> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  const group = await requireGroup(context, pool, input.GroupName);
  const memberships = await membershipsOfUser(context, user);
  if (memberships.some(({ groupId }) => groupId === group.id)) return;
  const membership: GroupMembership = {
    userPoolId: pool.id,
    groupId: group.id,
    groupName: group.name,
    sub: user.sub,
    username: user.username,
    createdAt: context.clock.now(),
  };
  await context.store.commit([
    groupMemberships.put(membership, { expect: "absent" }),
    users.put(user, { expect: user }),
    ...(await makeRoom(context, memberships)),
  ]);
}
