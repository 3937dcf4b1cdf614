import type { UserPoolHandlers } from "../handlers.ts";
import { getTokensFromRefreshToken } from "./get-tokens-from-refresh-token.ts";
import { revokeToken } from "./revoke-token.ts";

/** Operations that refresh and revoke tokens. */
export const tokenHandlers: UserPoolHandlers = {
  GetTokensFromRefreshToken: getTokensFromRefreshToken,
  RevokeToken: revokeToken,
};
