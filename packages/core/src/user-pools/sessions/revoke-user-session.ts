import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { RevokeUserSessionRequest, RevokeUserSessionResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { revokeSession } from "../tokens/token-session.ts";
import { requireSession } from "./require-session.ts";

/** unconfirmed: AWS's type and text. That the own session cannot be revoked is documented. */
const OWN_SESSION = "The current session cannot be revoked.";

/**
 * Ends another session of the bearer of an access token: its refresh token and its access tokens are no good any more.
 *
 * @throws NotAuthorizedException the token is no good: see `requireAccessTokenBearer`
 * @throws ResourceNotFoundException the bearer has no such session
 * @throws InvalidParameterException it is the session of the token itself
 * @see AWS API Reference, RevokeUserSession
 */
export async function revokeUserSession(
  context: Pick<OperationContext, "store" | "clock">,
  { AccessToken, SessionId }: RevokeUserSessionRequest,
): Promise<RevokeUserSessionResponse> {
  const { pool, user, session: current } = await requireAccessTokenBearer(context, AccessToken);
  const session = await requireSession(context, pool, user, SessionId);
  if (session.id === current.id) throw new InvalidParameterException(OWN_SESSION);
  await context.store.commit([revokeSession(context, session)]);
  return {};
}
