import type { UserPoolHandlers } from "../handlers.ts";
import { adminListUserSessions } from "./admin-list-user-sessions.ts";
import { adminRevokeUserSession } from "./admin-revoke-user-session.ts";
import { getUserPoolClientSessionConfiguration } from "./get-user-pool-client-session-configuration.ts";
import { getUserPoolSessionConfiguration } from "./get-user-pool-session-configuration.ts";
import { listUserSessions } from "./list-user-sessions.ts";
import { revokeUserSession } from "./revoke-user-session.ts";
import { setUserPoolClientSessionConfiguration } from "./set-user-pool-client-session-configuration.ts";
import { setUserPoolSessionConfiguration } from "./set-user-pool-session-configuration.ts";

/** Operations on the sessions of users: how they are tracked, which there are, and their end. */
export const sessionHandlers: UserPoolHandlers = {
  GetUserPoolSessionConfiguration: getUserPoolSessionConfiguration,
  SetUserPoolSessionConfiguration: setUserPoolSessionConfiguration,
  GetUserPoolClientSessionConfiguration: getUserPoolClientSessionConfiguration,
  SetUserPoolClientSessionConfiguration: setUserPoolClientSessionConfiguration,
  ListUserSessions: listUserSessions,
  AdminListUserSessions: adminListUserSessions,
  RevokeUserSession: revokeUserSession,
  AdminRevokeUserSession: adminRevokeUserSession,
};
