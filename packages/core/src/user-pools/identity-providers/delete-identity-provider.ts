import type { DeleteIdentityProviderRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireIdentityProvider } from "./identity-provider.ts";
import { identityProviders } from "./identity-providers.collection.ts";

/**
 * Deletes an identity provider. unconfirmed: that clients keep its name, to no effect, and users what they are linked to.
 *
 * @throws ResourceNotFoundException no such pool, or no such provider in it
 * @see AWS API Reference, DeleteIdentityProvider
 */
export async function deleteIdentityProvider(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: DeleteIdentityProviderRequest,
): Promise<void> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const provider = await requireIdentityProvider(context, pool, input.ProviderName);
  await context.store.commit([identityProviders.delete(provider, { expect: provider })]);
}
