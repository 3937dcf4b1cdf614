import type { AdminListUserSessionsRequest, AdminListUserSessionsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { listSessions } from "./list-sessions.ts";

/**
 * Lists the active sessions of a user, on whatever client of the pool.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException no such user
 * @throws InvalidParameterException `NextToken` is none of ours
 * @see AWS API Reference, AdminListUserSessions
 */
export async function adminListUserSessions(
  context: Pick<OperationContext, "store" | "clock" | "requestId" | "region" | "accountId">,
  { UserPoolId, Username, NextToken: token }: AdminListUserSessionsRequest,
): Promise<AdminListUserSessionsResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const user = await requireUser(context, pool, Username);
  return listSessions(context, { pool, user, token });
}
