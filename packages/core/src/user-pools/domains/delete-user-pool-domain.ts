import type { DeleteUserPoolDomainRequest, DeleteUserPoolDomainResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import { requireDomainOfPool } from "./require-domain-of-pool.ts";

/**
 * Takes a domain from a pool; any pool can have it from then on. How the pages look, which is kept with clients, stays.
 *
 * @throws InvalidParameterException no such pool, or not a domain of it
 * @see AWS API Reference, DeleteUserPoolDomain
 */
export async function deleteUserPoolDomain(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: DeleteUserPoolDomainRequest,
): Promise<DeleteUserPoolDomainResponse> {
  const { pool, kind } = await requireDomainOfPool(context, input.UserPoolId, input.Domain);
  await context.store.commit([userPools.put({ ...pool, [kind]: undefined }, { expect: pool })]);
  return {};
}
