import type { UserPoolHandlers } from "../handlers.ts";
import { adminUserGlobalSignOut } from "./admin-user-global-sign-out.ts";
import { getTokensFromRefreshToken } from "./get-tokens-from-refresh-token.ts";
import { globalSignOut } from "./global-sign-out.ts";
import { revokeToken } from "./revoke-token.ts";

/** Operations that refresh and revoke tokens. */
export const tokenHandlers: UserPoolHandlers = {
  GetTokensFromRefreshToken: getTokensFromRefreshToken,
  RevokeToken: revokeToken,
  GlobalSignOut: globalSignOut,
  AdminUserGlobalSignOut: adminUserGlobalSignOut,
};
