import type { AdminListGroupsForUserRequest, AdminListGroupsForUserResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { findPage } from "../pagination/find-page.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { toGroupType } from "./group.ts";
import { findGroupOf } from "./group-membership.ts";
import { groupMemberships } from "./groups.collection.ts";

const MAX_LIMIT = 60;

/**
 * Lists the groups that a user is in, in order of name.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException no such user in the pool
 * @throws InvalidParameterException `NextToken` is not one of this list
 * @see AWS API Reference, AdminListGroupsForUser
 */
export async function adminListGroupsForUser(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId" | "requestId">,
  { UserPoolId, Username, Limit, NextToken }: AdminListGroupsForUserRequest,
): Promise<AdminListGroupsForUserResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const user = await requireUser(context, pool, Username);
  const page = await findPage(context, groupMemberships, "byUser", [pool.id, user.sub], {
    operation: "AdminListGroupsForUser",
    parameters: [pool.id, user.sub],
    limit: Limit || MAX_LIMIT,
    token: NextToken,
  });
  const groups = await Promise.all(page.documents.map((membership) => findGroupOf(context, membership)));
  return { Groups: groups.filter((group) => group !== undefined).map(toGroupType), NextToken: page.nextToken };
}
