import { ResourceNotFoundException } from "@cogmock/protocol/errors";
import type {
  GetIdentityProviderByIdentifierRequest,
  GetIdentityProviderByIdentifierResponse,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { toIdentityProviderType } from "./identity-provider.ts";
import { identityProviders } from "./identity-providers.collection.ts";

/**
 * Describes the identity provider that has an identifier.
 *
 * @throws ResourceNotFoundException no such pool, or no provider in it that has the identifier
 * @see AWS API Reference, GetIdentityProviderByIdentifier
 */
export async function getIdentityProviderByIdentifier(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: GetIdentityProviderByIdentifierRequest,
): Promise<GetIdentityProviderByIdentifierResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const provider = await context.store.getUnique(identityProviders, "byIdentifier", [pool.id, input.IdpIdentifier]);
  if (!provider) {
    // unconfirmed: the text.
    throw new ResourceNotFoundException(`Identity provider with identifier ${input.IdpIdentifier} does not exist.`);
  }
  return { IdentityProvider: toIdentityProviderType(provider) };
}
