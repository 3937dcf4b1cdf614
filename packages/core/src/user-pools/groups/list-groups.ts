import type { ListGroupsRequest, ListGroupsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { findPage } from "../pagination/find-page.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { toGroupType } from "./group.ts";
import { groups } from "./groups.collection.ts";

const MAX_LIMIT = 60;

/**
 * Lists the groups of a pool, oldest first.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws InvalidParameterException `NextToken` is not one of this list
 * @see AWS API Reference, ListGroups
 */
export async function listGroups(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId" | "requestId">,
  { UserPoolId, Limit, NextToken }: ListGroupsRequest,
): Promise<ListGroupsResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const page = await findPage(context, groups, "byPool", [pool.id], {
    operation: "ListGroups",
    parameters: [pool.id],
    limit: Limit || MAX_LIMIT,
    token: NextToken,
  });
  return { Groups: page.documents.map(toGroupType), NextToken: page.nextToken };
}
