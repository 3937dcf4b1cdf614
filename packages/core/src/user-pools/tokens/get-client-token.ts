import { InvalidParameterException, NotAuthorizedException } from "@cogmock/protocol/errors";
import type { GetClientTokenRequest, GetClientTokenResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { clientSecretFits } from "../clients/client-secret.ts";
import { requireUserPoolClient } from "../clients/user-pool-client.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { customScopesOfClient } from "../resource-servers/custom-scopes.ts";
import { issueClientToken } from "./issue-client-token.ts";

/** unconfirmed: classes and texts, and the order of the checks. */
const WRONG_SECRET = (clientId: string) => `Unable to verify client secret for client ${clientId}`;
const NOT_ENABLED = "CLIENT_TOKEN_AUTH flow not enabled for this client";
const UNKNOWN_SCOPE = (scope: string) => `Invalid scope requested: ${scope}`;

/**
 * Gives a client an access token for itself, as the client credentials grant of the token endpoint does: for the scopes
 * that it asks for, or for all custom ones that it has.
 *
 * @throws ResourceNotFoundException no such client
 * @throws NotAuthorizedException none of the client's secrets
 * @throws InvalidParameterException the flow is not enabled on the client, or a scope is not the client's
 * @throws as `issueClientToken`
 * @see AWS API Reference, GetClientToken
 */
export async function getClientToken(
  context: OperationContext,
  { ClientId, Secret, Scopes = [], ClientMetadata: clientMetadata }: GetClientTokenRequest,
): Promise<GetClientTokenResponse> {
  const client = await requireUserPoolClient(context, ClientId);
  const pool = await requireUserPool(context, client.userPoolId);
  if (!clientSecretFits(client, Secret)) throw new NotAuthorizedException(WRONG_SECRET(client.id));
  if (!client.settings.ExplicitAuthFlows?.includes("ALLOW_CLIENT_TOKEN_AUTH")) {
    throw new InvalidParameterException(NOT_ENABLED);
  }
  const own = await customScopesOfClient(context, client);
  const unknown = Scopes.find((scope) => !own.includes(scope));
  if (unknown !== undefined) throw new InvalidParameterException(UNKNOWN_SCOPE(unknown));
  const scopes = Scopes.length > 0 ? [...new Set(Scopes)] : own;
  return { ClientAuthenticationResult: await issueClientToken(context, { pool, client }, { scopes, clientMetadata }) };
}
