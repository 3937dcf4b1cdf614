import type { UntagResourceRequest, UntagResourceResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import { requireTaggedPool } from "./require-tagged-pool.ts";

/**
 * Removes tags from a user pool. Keys that it does not have are ignored.
 *
 * @throws InvalidParameterException the ARN is not one of a user pool
 * @throws ResourceNotFoundException no such pool
 * @see AWS API Reference, UntagResource
 */
export async function untagResource(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: UntagResourceRequest,
): Promise<UntagResourceResponse> {
  const pool = await requireTaggedPool(context, input.ResourceArn);
  const kept = Object.entries(pool.settings.UserPoolTags ?? {}).filter(([key]) => !input.TagKeys.includes(key));
  const settings = { ...pool.settings, UserPoolTags: Object.fromEntries(kept) };
  await context.store.commit([userPools.put({ ...pool, settings }, { expect: pool })]);
  return {};
}
