import type { ListTermsRequest, ListTermsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { findPage } from "../pagination/find-page.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { toTermsDescriptionType } from "./terms.ts";
import { terms } from "./terms.collection.ts";

const MAX_RESULTS = 60;

/**
 * Lists the documents of all clients of a pool, oldest first.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws InvalidParameterException `NextToken` is not one of this list
 * @see AWS API Reference, ListTerms
 */
export async function listTerms(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId" | "requestId">,
  { UserPoolId, MaxResults, NextToken }: ListTermsRequest,
): Promise<ListTermsResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const page = await findPage(context, terms, "byPool", [pool.id], {
    operation: "ListTerms",
    parameters: [pool.id],
    limit: MaxResults ?? MAX_RESULTS,
    token: NextToken,
  });
  return { Terms: page.documents.map(toTermsDescriptionType), NextToken: page.nextToken };
}
