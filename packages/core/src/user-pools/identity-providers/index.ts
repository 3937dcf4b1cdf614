import type { UserPoolHandlers } from "../handlers.ts";
import { createIdentityProvider } from "./create-identity-provider.ts";
import { deleteIdentityProvider } from "./delete-identity-provider.ts";
import { describeIdentityProvider } from "./describe-identity-provider.ts";
import { getIdentityProviderByIdentifier } from "./get-identity-provider-by-identifier.ts";
import { listIdentityProviders } from "./list-identity-providers.ts";
import { updateIdentityProvider } from "./update-identity-provider.ts";

/** Operations on the identity providers of a pool. */
export const identityProviderHandlers: UserPoolHandlers = {
  CreateIdentityProvider: createIdentityProvider,
  DescribeIdentityProvider: describeIdentityProvider,
  UpdateIdentityProvider: updateIdentityProvider,
  DeleteIdentityProvider: deleteIdentityProvider,
  ListIdentityProviders: listIdentityProviders,
  GetIdentityProviderByIdentifier: getIdentityProviderByIdentifier,
};
