import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import { assertAttributeLists } from "../attributes/client-permissions.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { findIdentityProvider } from "../identity-providers/identity-provider.ts";
import { COGNITO_PROVIDER } from "../identity-providers/provider-types.ts";
import { customScopesOfPool } from "../resource-servers/custom-scopes.ts";
import { assertAnalyticsConfiguration } from "./analytics-configuration.ts";
import { assertExplicitAuthFlows } from "./explicit-auth-flows.ts";
import { assertOAuthSettings, usesCustomScopes } from "./oauth-settings.ts";
import { assertRedirectUrls } from "./redirect-urls.ts";
import { assertTokenValidity } from "./token-validity.ts";
import type { UserPoolClient } from "./user-pool-client.ts";

/** @throws InvalidParameterException `The provider <name> does not exist for User Pool <id>.` */
async function assertIdentityProvidersExist(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  providers: readonly string[] = [],
): Promise<void> {
  for (const name of providers) {
    if (name === COGNITO_PROVIDER || (await findIdentityProvider(context, pool, name))) continue;
    throw new InvalidParameterException(`The provider ${name} does not exist for User Pool ${pool.id}.`);
  }
}

/**
 * Checks what a client is to be set to, whether it is new or changed.
 *
 * @param doing enters into some of the messages
 * @throws InvalidParameterException
 * @throws InvalidOAuthFlowException
 * @throws ScopeDoesNotExistException
 */
export async function assertClientSettings(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  client: UserPoolClient,
  doing: "creating" | "updating",
): Promise<void> {
  const { settings, secrets } = client;
  assertExplicitAuthFlows(client);
  assertTokenValidity(settings);
  assertAttributeLists(pool, settings, doing);
  await assertIdentityProvidersExist(context, pool, settings.SupportedIdentityProviders);
  assertOAuthSettings(client, usesCustomScopes(client) ? await customScopesOfPool(context, pool.id) : new Set());
  assertRedirectUrls(settings);
  assertAnalyticsConfiguration(pool, settings.AnalyticsConfiguration);
  if (settings.EnablePropagateAdditionalUserContextData && secrets.length === 0) {
    throw new InvalidParameterException(
      "Client Secret is required to set EnablePropagateAdditionalUserContextData as true",
    );
  }
}
