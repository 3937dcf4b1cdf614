import type {
  ListUserPoolsRequest,
  ListUserPoolsResponse,
  UserPoolDescriptionType,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { findPage } from "../pagination/find-page.ts";
import type { UserPool } from "./user-pool.ts";
import { userPools } from "./user-pools.collection.ts";

function toUserPoolDescriptionType(pool: UserPool): UserPoolDescriptionType {
  return {
    Id: pool.id,
    Name: pool.settings.Name,
    LambdaConfig: pool.settings.LambdaConfig,
    LastModifiedDate: pool.modifiedAt / 1000,
    CreationDate: pool.createdAt / 1000,
  };
}

/**
 * Lists the user pools of the request's account and region, oldest first.
 *
 * @throws InvalidParameterException the token is not of this account and region, or over an hour old
 * @see AWS API Reference, ListUserPools
 */
export async function listUserPools(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId" | "requestId">,
  input: ListUserPoolsRequest,
): Promise<ListUserPoolsResponse> {
  const place = [context.accountId, context.region];
  const { documents, nextToken } = await findPage(context, userPools, "byRegion", place, {
    operation: "ListUserPools",
    parameters: place,
    limit: input.MaxResults,
    token: input.NextToken,
  });
  return { UserPools: documents.map(toUserPoolDescriptionType), NextToken: nextToken };
}
