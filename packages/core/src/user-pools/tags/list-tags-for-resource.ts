import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireTaggedPool } from "./require-tagged-pool.ts";

/**
 * Lists the tags of a user pool.
 *
 * @throws InvalidParameterException the ARN is not one of a user pool
 * @throws ResourceNotFoundException no such pool
 * @see AWS API Reference, ListTagsForResource
 */
export async function listTagsForResource(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: ListTagsForResourceRequest,
): Promise<ListTagsForResourceResponse> {
  const pool = await requireTaggedPool(context, input.ResourceArn);
  return { Tags: pool.settings.UserPoolTags ?? {} };
}
