import type { UserPoolHandlers } from "../handlers.ts";
import { adminUserGlobalSignOut } from "./admin-user-global-sign-out.ts";
import { getClientToken } from "./get-client-token.ts";
import { getTokensFromRefreshToken } from "./get-tokens-from-refresh-token.ts";
import { globalSignOut } from "./global-sign-out.ts";
import { revokeToken } from "./revoke-token.ts";

/** Operations that get, refresh and revoke tokens, sign-ins aside. */
export const tokenHandlers: UserPoolHandlers = {
  GetClientToken: getClientToken,
  GetTokensFromRefreshToken: getTokensFromRefreshToken,
  RevokeToken: revokeToken,
  GlobalSignOut: globalSignOut,
  AdminUserGlobalSignOut: adminUserGlobalSignOut,
};
