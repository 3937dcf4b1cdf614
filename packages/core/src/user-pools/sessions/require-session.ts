import { ResourceNotFoundException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import type { TrackedSession } from "./active-sessions.ts";
import { visibleSessions } from "./list-sessions.ts";

/** unconfirmed: AWS's type and text. */
const NO_SUCH_SESSION = "Session does not exist.";

/**
 * The active session of a user with this id. Sessions of single sign-on, whose ids begin with `sso`, come of managed
 * login, so that there are none to be found, and none that are linked to a session of tokens.
 *
 * @throws ResourceNotFoundException the user has no such session, or none that is active
 */
export async function requireSession(
  context: Pick<OperationContext, "store" | "clock">,
  pool: UserPool,
  user: User,
  sessionId: string,
): Promise<TrackedSession> {
  const sessions = await visibleSessions(context, pool, user);
  const session = sessions.find(({ track }) => track.id === sessionId);
  if (!session) throw new ResourceNotFoundException(NO_SUCH_SESSION);
  return session;
}
