import type { ListUsersInGroupRequest, ListUsersInGroupResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { findPage } from "../pagination/find-page.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { toUserType } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { requireGroup } from "./group.ts";
import { groupMemberships } from "./groups.collection.ts";

const MAX_LIMIT = 60;

/**
 * Lists the members of a group, in order of username.
 *
 * @throws ResourceNotFoundException no such pool, or no such group in it
 * @throws InvalidParameterException `NextToken` is not one of this list
 * @see AWS API Reference, ListUsersInGroup
 */
export async function listUsersInGroup(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId" | "requestId">,
  { UserPoolId, GroupName, Limit, NextToken }: ListUsersInGroupRequest,
): Promise<ListUsersInGroupResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const group = await requireGroup(context, pool, GroupName);
  const page = await findPage(context, groupMemberships, "byGroup", [pool.id, group.id], {
    operation: "ListUsersInGroup",
    parameters: [pool.id, group.id],
    limit: Limit || MAX_LIMIT,
    token: NextToken,
  });
  // A user may be deleted between the two reads.
  const members = await Promise.all(page.documents.map(({ sub }) => context.store.get(users, [pool.id, sub])));
  return { Users: members.filter((user) => user !== undefined).map(toUserType), NextToken: page.nextToken };
}
