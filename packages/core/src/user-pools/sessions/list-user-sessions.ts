import type { ListUserSessionsRequest, ListUserSessionsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { listSessions } from "./list-sessions.ts";

/**
 * Lists the active sessions of the bearer of an access token, on whatever client of the pool.
 *
 * @throws NotAuthorizedException the token is no good: see `requireAccessTokenBearer`
 * @throws InvalidParameterException `NextToken` is none of ours
 * @see AWS API Reference, ListUserSessions
 */
export async function listUserSessions(
  context: Pick<OperationContext, "store" | "clock" | "requestId">,
  { AccessToken, NextToken: token }: ListUserSessionsRequest,
): Promise<ListUserSessionsResponse> {
  const { pool, user, session: current } = await requireAccessTokenBearer(context, AccessToken);
  return listSessions(context, { pool, user, current, token });
}
