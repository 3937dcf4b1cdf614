import type { AuthenticationResultType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { issueClientToken } from "../tokens/issue-client-token.ts";
import { customScopesOfClient } from "../resource-servers/custom-scopes.ts";
import type { HostedClient } from "./grant-tokens.ts";
import { OAuthRefusal } from "./oauth-refusal.ts";

/** What a client asks for itself: RFC 6749, section 4.4. */
export interface ClientCredentialsRequest {
  /** All custom scopes of the client, where it asks for none. */
  readonly scopes: readonly string[] | undefined;
  /** `aws_client_metadata`, for the trigger. */
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
}

/**
 * A token of a client itself. The caller has authenticated the client.
 *
 * @throws OAuthRefusal `unauthorized_client`: it may not use the grant; `invalid_scope`: it does not have a scope
 * @throws as `issueClientToken`
 */
export async function grantClientCredentials(
  context: OperationContext,
  { pool, client }: HostedClient,
  { scopes, clientMetadata }: ClientCredentialsRequest,
): Promise<AuthenticationResultType> {
  const { settings, secrets } = client;
  const isAllowed =
    settings.AllowedOAuthFlowsUserPoolClient === true &&
    settings.AllowedOAuthFlows?.includes("client_credentials") === true &&
    secrets.length > 0;
  if (!isAllowed) throw new OAuthRefusal("unauthorized_client");
  const own = await customScopesOfClient(context, client);
  if (scopes?.some((scope) => !own.includes(scope))) throw new OAuthRefusal("invalid_scope");
  return issueClientToken(context, { pool, client }, { scopes: scopes ?? own, clientMetadata });
}
