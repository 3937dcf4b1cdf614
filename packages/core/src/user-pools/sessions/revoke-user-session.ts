import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { RevokeUserSessionRequest, RevokeUserSessionResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { revocation } from "./revocation.ts";
import { requireSession, visibleSessions } from "./visible-sessions.ts";

/** unconfirmed: AWS's type and text. That the own session cannot be revoked is documented. */
const OWN_SESSION = "The current session cannot be revoked.";

/**
 * Ends another session of the bearer of an access token: one of tokens, which are no good any more, or one of single
 * sign-on; with `LINKED`, what is linked to it, too.
 *
 * @throws NotAuthorizedException the token is no good: see `requireAccessTokenBearer`
 * @throws ResourceNotFoundException the bearer has no such session
 * @throws InvalidParameterException it is the session of the token itself
 * @see AWS API Reference, RevokeUserSession
 */
export async function revokeUserSession(
  context: Pick<OperationContext, "store" | "clock">,
  { AccessToken, SessionId, RevokeAssociatedSessions }: RevokeUserSessionRequest,
): Promise<RevokeUserSessionResponse> {
  const { pool, user, session: current } = await requireAccessTokenBearer(context, AccessToken);
  const sessions = await visibleSessions(context, pool, user);
  const revoked = requireSession(sessions, SessionId);
  if (revoked.type === "TOKEN" && revoked.session.id === current.id) throw new InvalidParameterException(OWN_SESSION);
  await context.store.commit(revocation(context, revoked, sessions, RevokeAssociatedSessions));
  return {};
}
