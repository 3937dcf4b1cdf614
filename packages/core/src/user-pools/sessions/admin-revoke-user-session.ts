import type { AdminRevokeUserSessionRequest, AdminRevokeUserSessionResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { revocation } from "./revocation.ts";
import { requireSession, visibleSessions } from "./visible-sessions.ts";

/**
 * Ends a session of a user: one of tokens, which are no good any more, or one of single sign-on; with `LINKED`, what is
 * linked to it, too.
 *
 * @throws ResourceNotFoundException no such pool, or the user has no such session
 * @throws UserNotFoundException no such user
 * @see AWS API Reference, AdminRevokeUserSession
 */
export async function adminRevokeUserSession(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  { UserPoolId, Username, SessionId, RevokeAssociatedSessions }: AdminRevokeUserSessionRequest,
): Promise<AdminRevokeUserSessionResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const user = await requireUser(context, pool, Username);
  const sessions = await visibleSessions(context, pool, user);
  const revoked = requireSession(sessions, SessionId);
  await context.store.commit(revocation(context, revoked, sessions, RevokeAssociatedSessions));
  return {};
}
