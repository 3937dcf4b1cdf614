import type { RevokeAssociatedSessionsType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import { hostedSessions } from "../hosted-ui/hosted-sessions.collection.ts";
import { revokeSession } from "../tokens/token-session.ts";
import type { VisibleSession } from "./visible-sessions.ts";

/** What is linked to a session: what began through it or, of a session of tokens, what it began through. */
function isLinked(revoked: VisibleSession, other: VisibleSession): boolean {
  if (revoked.type === "SSO")
    return other.type === "TOKEN" && other.session.originSessionId === revoked.session.track.id;
  return other.type === "SSO" && other.session.track.id === revoked.session.originSessionId;
}

/**
 * Ends a session, and with `LINKED` what is linked to it. A session of tokens ends with its refresh and access tokens; one
 * of single sign-on, with the browser's next request.
 *
 * unconfirmed: that tokens which end the session that they came of, with all that is linked to it, end themselves, too.
 *
 * @param sessions all of the user's
 * @see AWS API Reference, AdminRevokeUserSession, `RevokeAssociatedSessions`
 */
export function revocation(
  context: Pick<OperationContext, "clock">,
  revoked: VisibleSession,
  sessions: readonly VisibleSession[],
  associated: RevokeAssociatedSessionsType | undefined,
): readonly AnyWrite[] {
  const linked = associated === "LINKED" ? sessions.filter((other) => isLinked(revoked, other)) : [];
  return [revoked, ...linked].map(({ type, session }) =>
    type === "SSO" ? hostedSessions.delete(session, { expect: session }) : revokeSession(context, session),
  );
}
