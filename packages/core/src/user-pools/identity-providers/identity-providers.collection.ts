import { type Collection, defineCollection } from "../../store/collection.ts";
import type { IdentityProvider } from "./identity-provider.ts";

/**
 * Identity providers of all pools. GetIdentityProviderByIdentifier and authorization requests find one by an identifier,
 * which no other of its pool has; ListIdentityProviders pages through those of one pool, oldest first.
 */
export const identityProviders: Collection<IdentityProvider> = defineCollection<IdentityProvider>({
  name: "identityProviders",
  key: (provider) => [provider.userPoolId, provider.name],
  unique: {
    byIdentifier: (provider) => [...new Set(provider.identifiers)].map((name) => [provider.userPoolId, name]),
  },
  ordered: { byPool: (provider) => [[provider.userPoolId, provider.createdAt, provider.name]] },
});
