import {
  NotAuthorizedException,
  RefreshTokenReuseException,
  ResourceNotFoundException,
  UserNotFoundException,
} from "@cogmock/protocol/errors";
import type { AuthenticationResultType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { getTokensFromRefreshToken } from "../tokens/get-tokens-from-refresh-token.ts";
import type { HostedClient } from "./grant-tokens.ts";
import { OAuthRefusal } from "./oauth-refusal.ts";

/**
 * Renews the tokens of a sign-in, of the API's as of the pages': what GetTokensFromRefreshToken does. The caller has
 * authenticated the client.
 *
 * @throws OAuthRefusal `invalid_grant`: the token is none of the client's, or revoked, expired or rotated
 * @throws as `issueTokens`
 */
export async function refreshGrant(
  context: OperationContext,
  { client }: HostedClient,
  refreshToken: string,
): Promise<AuthenticationResultType> {
  try {
    const { AuthenticationResult = {} } = await getTokensFromRefreshToken(context, {
      RefreshToken: refreshToken,
      ClientId: client.id,
      ClientSecret: client.secrets[0]?.value,
    });
    return AuthenticationResult;
  } catch (error) {
    const isRefusal =
      error instanceof NotAuthorizedException ||
      error instanceof UserNotFoundException ||
      error instanceof ResourceNotFoundException ||
      error instanceof RefreshTokenReuseException;
    throw isRefusal ? new OAuthRefusal("invalid_grant", undefined, { cause: error }) : error;
  }
}
