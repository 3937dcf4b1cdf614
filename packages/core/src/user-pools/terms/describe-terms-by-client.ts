import type { DescribeTermsByClientRequest, DescribeTermsByClientResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireClientOfPool } from "../clients/user-pool-client.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireTermsOfClient, toTermsType } from "./terms.ts";

/**
 * Describes a document by its client and name.
 *
 * @throws ResourceNotFoundException no such pool, no such client in it, or no such document of the client
 * @see AWS API Reference, DescribeTermsByClient
 */
export async function describeTermsByClient(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: DescribeTermsByClientRequest,
): Promise<DescribeTermsByClientResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const client = await requireClientOfPool(context, pool.id, input.ClientId);
  return { Terms: toTermsType(await requireTermsOfClient(context, client, input.TermsName)) };
}
