import type { DescribeTermsRequest, DescribeTermsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireTerms, toTermsType } from "./terms.ts";

/**
 * Describes a document of a client.
 *
 * @throws ResourceNotFoundException no such pool, or no such document in it
 * @see AWS API Reference, DescribeTerms
 */
export async function describeTerms(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: DescribeTermsRequest,
): Promise<DescribeTermsResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  return { Terms: toTermsType(await requireTerms(context, pool, input.TermsId)) };
}
