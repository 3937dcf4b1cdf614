import type { UserPoolHandlers } from "../handlers.ts";
import { adminDisableProviderForUser } from "./admin-disable-provider-for-user.ts";
import { adminLinkProviderForUser } from "./admin-link-provider-for-user.ts";

/** Operations on the identities at other providers that users sign in with. */
export const linkedIdentityHandlers: UserPoolHandlers = {
  AdminLinkProviderForUser: adminLinkProviderForUser,
  AdminDisableProviderForUser: adminDisableProviderForUser,
};
