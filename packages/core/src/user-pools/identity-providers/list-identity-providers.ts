import type { ListIdentityProvidersRequest, ListIdentityProvidersResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { findPage } from "../pagination/find-page.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { identityProviders } from "./identity-providers.collection.ts";

/** The largest page, and the one that is answered where no size is asked for, or 0 (unconfirmed). */
const MAX_RESULTS = 60;

/**
 * Lists the identity providers of a pool, oldest first (unconfirmed: the order).
 *
 * @throws ResourceNotFoundException no such pool
 * @throws InvalidParameterException `NextToken` is not one of this list
 * @see AWS API Reference, ListIdentityProviders
 */
export async function listIdentityProviders(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId" | "requestId">,
  { UserPoolId, MaxResults, NextToken }: ListIdentityProvidersRequest,
): Promise<ListIdentityProvidersResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const page = await findPage(context, identityProviders, "byPool", [pool.id], {
    operation: "ListIdentityProviders",
    parameters: [pool.id],
    limit: MaxResults || MAX_RESULTS,
    token: NextToken,
  });
  const Providers = page.documents.map(({ name, type, createdAt, modifiedAt }) => ({
    ProviderName: name,
    ProviderType: type,
    LastModifiedDate: modifiedAt / 1000,
    CreationDate: createdAt / 1000,
  }));
  return { Providers, NextToken: page.nextToken };
}
