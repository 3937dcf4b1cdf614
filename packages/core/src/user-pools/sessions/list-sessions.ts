import type { ListUserSessionsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { fromPageToken } from "../pagination/page-token.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { TokenSession } from "../tokens/token-sessions.collection.ts";
import type { User } from "../users/user.ts";
import { toSessionDescription } from "./session-description.ts";
import { visibleSessions } from "./visible-sessions.ts";

/** Whose sessions are listed, and by whom. */
interface SessionListing {
  readonly pool: UserPool;
  readonly user: User;
  /** The session of the access token that asks. */
  readonly current?: TokenSession;
  readonly token: string | undefined;
}

/**
 * Every active session of a user, on one page, the one used last first (unconfirmed: the order). Whoever asks for another
 * page has a token that was never given.
 *
 * @throws InvalidParameterException there is no such page
 */
export async function listSessions(
  context: Pick<OperationContext, "store" | "clock" | "requestId">,
  { pool, user, current, token }: SessionListing,
): Promise<ListUserSessionsResponse> {
  fromPageToken(context, { operation: "ListUserSessions", parameters: [user.userPoolId, user.sub] }, token);
  const sessions = await visibleSessions(context, pool, user);
  return { Sessions: sessions.toReversed().map((session) => toSessionDescription(session, current)) };
}
