import {
  UnauthorizedException,
  UnsupportedOperationException,
  UnsupportedTokenTypeException,
} from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import { revokeToken } from "../tokens/revoke-token.ts";
import type { HostedClient } from "./grant-tokens.ts";
import { OAuthRefusal } from "./oauth-refusal.ts";

/**
 * Ends a sign-in by its refresh token: what RevokeToken does. The caller has authenticated the client.
 *
 * @throws OAuthRefusal `invalid_request`: the client has `EnableTokenRevocation` off; `unsupported_token_type`: an access
 *   or ID token; `invalid_client`: the token of another client (unconfirmed)
 */
export async function revokeGrant(context: OperationContext, { client }: HostedClient, token: string): Promise<void> {
  try {
    await revokeToken(context, { Token: token, ClientId: client.id, ClientSecret: client.secrets[0]?.value });
  } catch (error) {
    if (error instanceof UnsupportedOperationException) {
      throw new OAuthRefusal("invalid_request", undefined, { cause: error });
    }
    if (error instanceof UnsupportedTokenTypeException) {
      throw new OAuthRefusal("unsupported_token_type", undefined, { cause: error });
    }
    if (error instanceof UnauthorizedException) throw new OAuthRefusal("invalid_client", undefined, { cause: error });
    throw error;
  }
}
