import type { AdminRevokeUserSessionRequest, AdminRevokeUserSessionResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { revokeSession } from "../tokens/token-session.ts";
import { requireUser } from "../users/user.ts";
import { requireSession } from "./require-session.ts";

/**
 * Ends a session of a user: its refresh token and its access tokens are no good any more.
 *
 * @throws ResourceNotFoundException no such pool, or the user has no such session
 * @throws UserNotFoundException no such user
 * @see AWS API Reference, AdminRevokeUserSession
 */
export async function adminRevokeUserSession(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  { UserPoolId, Username, SessionId }: AdminRevokeUserSessionRequest,
): Promise<AdminRevokeUserSessionResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const user = await requireUser(context, pool, Username);
  await context.store.commit([revokeSession(context, await requireSession(context, pool, user, SessionId))]);
  return {};
}
