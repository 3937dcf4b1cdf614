import type { AddCustomAttributesRequest, AddCustomAttributesResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { addCustomAttributesTo } from "./schema/custom-attributes.ts";
import { requireUserPool } from "./user-pool.ts";
import { userPools } from "./user-pools.collection.ts";

/**
 * Adds custom attributes to the schema of a user pool: all or none. They can never be removed or changed.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws InvalidParameterException an attribute breaks a rule or exists already, or there would be too many
 * @see AWS API Reference, AddCustomAttributes
 */
export async function addCustomAttributes(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: AddCustomAttributesRequest,
): Promise<AddCustomAttributesResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const schema = addCustomAttributesTo(pool.schema, input.CustomAttributes);
  await context.store.commit([userPools.put({ ...pool, schema, modifiedAt: context.clock.now() }, { expect: pool })]);
  return {};
}
