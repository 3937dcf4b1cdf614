import type { ListResourceServersRequest, ListResourceServersResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { findPage } from "../pagination/find-page.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { toResourceServerType } from "./resource-server.ts";
import { resourceServers } from "./resource-servers.collection.ts";

const MAX_RESULTS = 50;

/**
 * Lists the resource servers of a pool, oldest first.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws InvalidParameterException `NextToken` is not one of this list
 * @see AWS API Reference, ListResourceServers
 */
export async function listResourceServers(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId" | "requestId">,
  { UserPoolId, MaxResults, NextToken }: ListResourceServersRequest,
): Promise<ListResourceServersResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const page = await findPage(context, resourceServers, "byPool", [pool.id], {
    operation: "ListResourceServers",
    parameters: [pool.id],
    limit: MaxResults ?? MAX_RESULTS,
    token: NextToken,
  });
  return { ResourceServers: page.documents.map(toResourceServerType), NextToken: page.nextToken };
}
