import type { AuthenticationResultType } from "@cogmock/protocol/user-pools";

/** Tokens as the token endpoint answers them (RFC 6749, section 5.1), in AWS's order, and without a `scope`. */
export function tokenResponse(tokens: AuthenticationResultType): Record<string, string | number | undefined> {
  return {
    id_token: tokens.IdToken,
    access_token: tokens.AccessToken,
    refresh_token: tokens.RefreshToken,
    expires_in: tokens.ExpiresIn,
    token_type: tokens.TokenType,
  };
}
