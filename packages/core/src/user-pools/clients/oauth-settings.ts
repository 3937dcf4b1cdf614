import { InvalidOAuthFlowException, ScopeDoesNotExistException } from "@cogmock/protocol/errors";
import type { UserPoolClient } from "./user-pool-client.ts";

/** The scopes of every pool. @see "Scopes, M2M, and resource servers" in the Amazon Cognito Developer Guide */
const STANDARD_SCOPES: ReadonlySet<string> = new Set([
  "aws.cognito.signin.user.admin",
  "email",
  "openid",
  "phone",
  "profile",
]);

/** Whether the client may use a scope beyond those that every pool has: one of a resource server. */
export function usesCustomScopes({ settings }: Pick<UserPoolClient, "settings">): boolean {
  return (settings.AllowedOAuthScopes ?? []).some((scope) => !STANDARD_SCOPES.has(scope));
}

/**
 * Checks which OAuth 2.0 grants (RFC 6749, section 1.3) and scopes a client may use. What is not allowed to the client
 * by `AllowedOAuthFlowsUserPoolClient` is kept all the same, and must fit together.
 *
 * @param customScopes those of the pool's resource servers, `identifier/name`
 * @throws InvalidOAuthFlowException the grants do not go with each other, with the scopes or with the rest of the client
 * @throws ScopeDoesNotExistException `Invalid scope requested: <scope>`
 */
export function assertOAuthSettings(
  { settings, secrets }: Pick<UserPoolClient, "settings" | "secrets">,
  customScopes: ReadonlySet<string>,
): void {
  const flows = settings.AllowedOAuthFlows ?? [];
  const scopes = settings.AllowedOAuthScopes ?? [];
  if (settings.AllowedOAuthFlowsUserPoolClient && (flows.length === 0 || scopes.length === 0)) {
    // unconfirmed: the class; that of its neighbours was recorded from AWS.
    throw new InvalidOAuthFlowException(
      "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.",
    );
  }
  const redirects = flows.includes("code") || flows.includes("implicit");
  if (flows.includes("client_credentials")) {
    if (redirects) {
      throw new InvalidOAuthFlowException(
        "client_credentials flow can not be selected along with code flow or implicit flow.",
      );
    }
    if (secrets.length === 0) {
      throw new InvalidOAuthFlowException(
        "client_credentials flow can not be selected if client does not have a client secret.",
      );
    }
  }
  if (redirects && settings.CallbackURLs === undefined) {
    throw new InvalidOAuthFlowException("CallbackUrls can not be empty when code flow or implicit flow is selected");
  }
  for (const scope of scopes) {
    if (customScopes.has(scope)) continue;
    if (!STANDARD_SCOPES.has(scope)) throw new ScopeDoesNotExistException(`Invalid scope requested: ${scope}`);
    if (flows.includes("client_credentials")) {
      // unconfirmed: the order among several scopes, and that `aws.cognito.signin.user.admin` is refused as the others are.
      throw new InvalidOAuthFlowException(`${scope} is not supported with client_credentials flow`);
    }
  }
}
