import { ResourceNotFoundException } from "@cogmock/protocol/errors";
import type { IdentityProviderType, IdentityProviderTypeType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { identityProviders } from "./identity-providers.collection.ts";

/** Where users of a pool can come from, besides the pool itself. */
export interface IdentityProvider {
  readonly userPoolId: string;
  /** Unique in the pool, in whatever case it was given. */
  readonly name: string;
  readonly type: IdentityProviderTypeType;
  /** `ProviderDetails`, with what the service adds: see `completeDetails`. */
  readonly details: Readonly<Record<string, string>>;
  /** Attributes of the pool, and the names that the provider has for them. */
  readonly attributeMapping: Readonly<Record<string, string>>;
  /** Other names, by which authorization requests may call it. */
  readonly identifiers: readonly string[];
  /** Levels of the pool, and what the provider calls them. */
  readonly acrMapping?: Readonly<Record<string, string>> | undefined;
  readonly createdAt: EpochMilliseconds;
  readonly modifiedAt: EpochMilliseconds;
}

/** What tells the service, and nobody else, who it is to the provider. @see AWS API Reference, CreateIdentityProvider */
const NEVER_SHOWN = "private_key";

/** The provider of this name in a pool, where there is one. */
export async function findIdentityProvider(
  { store }: Pick<OperationContext, "store">,
  pool: Pick<UserPool, "id">,
  name: string,
): Promise<Stored<IdentityProvider> | undefined> {
  return store.get(identityProviders, [pool.id, name]);
}

/** @throws ResourceNotFoundException `Identity provider <name> does not exist.` (unconfirmed: the text) */
export async function requireIdentityProvider(
  context: Pick<OperationContext, "store">,
  pool: Pick<UserPool, "id">,
  name: string,
): Promise<Stored<IdentityProvider>> {
  const provider = await findIdentityProvider(context, pool, name);
  if (!provider) throw new ResourceNotFoundException(`Identity provider ${name} does not exist.`);
  return provider;
}

/** An identity provider as the operations answer it. */
export function toIdentityProviderType(provider: IdentityProvider): IdentityProviderType {
  const { [NEVER_SHOWN]: _, ...details } = provider.details;
  return {
    UserPoolId: provider.userPoolId,
    ProviderName: provider.name,
    ProviderType: provider.type,
    ProviderDetails: details,
    AttributeMapping: provider.attributeMapping,
    IdpIdentifiers: provider.identifiers,
    LastModifiedDate: provider.modifiedAt / 1000,
    CreationDate: provider.createdAt / 1000,
    AcrMapping: provider.acrMapping,
  };
}
