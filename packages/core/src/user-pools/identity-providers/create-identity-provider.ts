import { LimitExceededException } from "@cogmock/protocol/errors";
import type { CreateIdentityProviderRequest, CreateIdentityProviderResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { type IdentityProvider, toIdentityProviderType } from "./identity-provider.ts";
import { identityProviders } from "./identity-providers.collection.ts";
import { asDuplicate, assertAcrMapping } from "./provider-refusals.ts";
import { assertNameFitsType, completeDetails, completeMapping } from "./provider-types.ts";

/** "Identity providers per user pool" in "Quotas in Amazon Cognito" */
export const MAX_PROVIDERS_PER_POOL = 300;

/**
 * Adds an identity provider to a user pool. Clients have to name it before their users can sign in with it.
 *
 * The provider need not be there: its endpoints are asked for at sign-in, where AWS asks at once. An attribute that the
 * pool does not have may be mapped to; it is refused at sign-in, too.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws InvalidParameterException the name does not fit the type; details are missing; another provider of the pool has
 *   an identifier
 * @throws DuplicateProviderException `<name> already exists in user pool <id>`
 * @throws LimitExceededException the pool has as many providers as it can
 * @see AWS API Reference, CreateIdentityProvider
 */
export async function createIdentityProvider(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: CreateIdentityProviderRequest,
): Promise<CreateIdentityProviderResponse> {
  const { store, clock } = context;
  const pool = await requireUserPool(context, input.UserPoolId);
  const { ProviderName: name, ProviderType: type } = input;
  assertNameFitsType(name, type);
  assertAcrMapping(type, input.AcrMapping);
  const now = clock.now();
  const provider: IdentityProvider = {
    userPoolId: pool.id,
    name,
    type,
    details: completeDetails(type, input.ProviderDetails),
    attributeMapping: completeMapping(type, input.AttributeMapping),
    identifiers: input.IdpIdentifiers ?? [],
    acrMapping: input.AcrMapping,
    createdAt: now,
    modifiedAt: now,
  };
  if ((await store.count(identityProviders, "byPool", [pool.id])) >= MAX_PROVIDERS_PER_POOL) {
    // unconfirmed: the text.
    throw new LimitExceededException(
      `The limit of ${MAX_PROVIDERS_PER_POOL} identity providers per user pool has been reached.`,
    );
  }
  try {
    await store.commit([identityProviders.put(provider, { expect: "absent" })]);
  } catch (error) {
    throw asDuplicate(provider, error);
  }
  return { IdentityProvider: toIdentityProviderType(provider) };
}
