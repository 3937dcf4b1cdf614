import type { DescribeIdentityProviderRequest, DescribeIdentityProviderResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireIdentityProvider, toIdentityProviderType } from "./identity-provider.ts";

/**
 * Describes an identity provider of a pool.
 *
 * @throws ResourceNotFoundException no such pool, or no such provider in it
 * @see AWS API Reference, DescribeIdentityProvider
 */
export async function describeIdentityProvider(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: DescribeIdentityProviderRequest,
): Promise<DescribeIdentityProviderResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  return { IdentityProvider: toIdentityProviderType(await requireIdentityProvider(context, pool, input.ProviderName)) };
}
