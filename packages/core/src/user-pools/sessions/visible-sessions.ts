import { ResourceNotFoundException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import {
  hostedSessionsOfUser,
  sessionsOfUser,
  type TrackedHostedSession,
  type TrackedSession,
} from "./active-sessions.ts";
import { tracksSessions } from "./session-configuration.ts";

/** unconfirmed: AWS's type and text. */
const NO_SUCH_SESSION = "Session does not exist.";

/** A session that its user can see and revoke: a sign-in's tokens, or a browser's single sign-on. */
export type VisibleSession =
  | { readonly type: "TOKEN"; readonly session: TrackedSession }
  | { readonly type: "SSO"; readonly session: TrackedHostedSession };

/** The sessions that a user can see and revoke, least recently used first. None, while the pool does not track any. */
export async function visibleSessions(
  context: Pick<OperationContext, "store" | "clock">,
  pool: UserPool,
  user: User,
): Promise<readonly VisibleSession[]> {
  // unconfirmed: what AWS answers while tracking is off.
  if (!tracksSessions(pool)) return [];
  const [{ active }, hosted] = await Promise.all([sessionsOfUser(context, user), hostedSessionsOfUser(context, user)]);
  const sessions: VisibleSession[] = [
    ...active.map((session) => ({ type: "TOKEN" as const, session })),
    ...hosted.map((session) => ({ type: "SSO" as const, session })),
  ];
  return sessions.toSorted(
    ({ session: { track: one } }, { session: { track: other } }) =>
      one.lastActiveAt - other.lastActiveAt || one.sequence - other.sequence,
  );
}

/**
 * One of the sessions that a user can see and revoke.
 *
 * @throws ResourceNotFoundException the user has no such session, or none that is active
 */
export function requireSession(sessions: readonly VisibleSession[], sessionId: string): VisibleSession {
  const found = sessions.find(({ session }) => session.track.id === sessionId);
  if (!found) throw new ResourceNotFoundException(NO_SUCH_SESSION);
  return found;
}
