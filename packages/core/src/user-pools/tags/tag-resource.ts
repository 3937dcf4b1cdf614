import type { TagResourceRequest, TagResourceResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import { requireTaggedPool } from "./require-tagged-pool.ts";
import { assertTags } from "./tag-rules.ts";

/**
 * Adds tags to a user pool; a tag that it has gets the new value.
 *
 * @throws InvalidParameterException the ARN is not one of a user pool, or a tag breaks a rule
 * @throws ResourceNotFoundException no such pool
 * @see AWS API Reference, TagResource
 */
export async function tagResource(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: TagResourceRequest,
): Promise<TagResourceResponse> {
  const pool = await requireTaggedPool(context, input.ResourceArn);
  const UserPoolTags = { ...pool.settings.UserPoolTags, ...input.Tags };
  assertTags(UserPoolTags);
  await context.store.commit([
    userPools.put({ ...pool, settings: { ...pool.settings, UserPoolTags } }, { expect: pool }),
  ]);
  return {};
}
