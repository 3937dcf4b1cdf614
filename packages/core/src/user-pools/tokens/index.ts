import type { UserPoolHandlers } from "../handlers.ts";
import { getTokensFromRefreshToken } from "./get-tokens-from-refresh-token.ts";

/** Operations that refresh and revoke tokens. */
export const tokenHandlers: UserPoolHandlers = {
  GetTokensFromRefreshToken: getTokensFromRefreshToken,
};
