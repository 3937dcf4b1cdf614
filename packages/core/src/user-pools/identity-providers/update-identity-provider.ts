import type { UpdateIdentityProviderRequest, UpdateIdentityProviderResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { StoreConflict } from "../../store/store.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { type IdentityProvider, requireIdentityProvider, toIdentityProviderType } from "./identity-provider.ts";
import { identityProviders } from "./identity-providers.collection.ts";
import { asDuplicate, assertAcrMapping } from "./provider-refusals.ts";
import { completeDetails, completeMapping } from "./provider-types.ts";

/**
 * Changes an identity provider. What is given replaces what was, as a whole; what is left out stays (unconfirmed). Name and
 * type are for ever.
 *
 * @throws ResourceNotFoundException no such pool, or no such provider in it
 * @throws InvalidParameterException details are missing; another provider of the pool has an identifier
 * @see AWS API Reference, UpdateIdentityProvider
 */
export async function updateIdentityProvider(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: UpdateIdentityProviderRequest,
): Promise<UpdateIdentityProviderResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const before = await requireIdentityProvider(context, pool, input.ProviderName);
  const { type } = before;
  assertAcrMapping(type, input.AcrMapping);
  const provider: IdentityProvider = {
    ...before,
    details: input.ProviderDetails ? completeDetails(type, input.ProviderDetails) : before.details,
    attributeMapping: input.AttributeMapping ? completeMapping(type, input.AttributeMapping) : before.attributeMapping,
    identifiers: input.IdpIdentifiers ?? before.identifiers,
    acrMapping: input.AcrMapping ?? before.acrMapping,
    modifiedAt: context.clock.now(),
  };
  try {
    await context.store.commit([identityProviders.put(provider, { expect: before })]);
  } catch (error) {
    // Somebody else changed the provider meanwhile: then this call runs again.
    throw error instanceof StoreConflict && error.reason === "unique" ? asDuplicate(provider, error) : error;
  }
  return { IdentityProvider: toIdentityProviderType(provider) };
}
