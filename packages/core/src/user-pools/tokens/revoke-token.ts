import { readJwt } from "@cogmock/crypto";
import {
  UnauthorizedException,
  UnsupportedOperationException,
  UnsupportedTokenTypeException,
} from "@cogmock/protocol/errors";
import type { RevokeTokenRequest, RevokeTokenResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import { clientSecretFits } from "../clients/client-secret.ts";
import { hostedSessions } from "../hosted-ui/hosted-sessions.collection.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import { hostedSessionsOfUser } from "../sessions/active-sessions.ts";
import { tracksSessions } from "../sessions/session-configuration.ts";
import { userPoolClients } from "../clients/user-pool-clients.collection.ts";
import { findTokenSession } from "./refresh-session.ts";
import { refreshTokenStanding, revokeSession } from "./token-session.ts";
import type { TokenSession } from "./token-sessions.collection.ts";

/** unconfirmed: AWS's texts. */
const UNAUTHORIZED = "Unauthorized client";
const NOT_ENABLED = "Token revocation is not enabled for this client";
const UNSUPPORTED_TOKEN = "Unsupported token type";

/** What ends the session of single sign-on that a sign-in came of; nothing where it came of none that is still there. */
async function endingOfOrigin(
  context: Pick<OperationContext, "store" | "clock">,
  session: TokenSession,
): Promise<readonly AnyWrite[]> {
  const pool = await context.store.get(userPools, [session.userPoolId]);
  if (session.originSessionId === undefined || !pool || !tracksSessions(pool)) return [];
  return (await hostedSessionsOfUser(context, session))
    .filter(({ track }) => track.id === session.originSessionId)
    .map((origin) => hostedSessions.delete(origin, { expect: origin }));
}

/**
 * Ends one sign-in: its refresh token, what that was rotated into, and every access token made of it. A token that is
 * unknown, expired or revoked already needs no revoking and is no error (RFC 7009, section 2.2). `LINKED` ends the session
 * of single sign-on that it came of, too, where the pool tracks sessions.
 *
 * @throws UnauthorizedException no such client, not its secret, or the token of another client
 * @throws UnsupportedOperationException the client has `EnableTokenRevocation` off
 * @throws UnsupportedTokenTypeException an access or ID token
 * @see AWS API Reference, RevokeToken
 */
export async function revokeToken(
  context: Pick<OperationContext, "store" | "clock">,
  { Token, ClientId, ClientSecret, RevokeAssociatedSessions }: RevokeTokenRequest,
): Promise<RevokeTokenResponse> {
  const { store, clock } = context;
  const client = await store.get(userPoolClients, [ClientId]);
  if (!client || !clientSecretFits(client, ClientSecret)) throw new UnauthorizedException(UNAUTHORIZED);
  if (client.settings.EnableTokenRevocation === false) throw new UnsupportedOperationException(NOT_ENABLED);
  if (readJwt(Token)) throw new UnsupportedTokenTypeException(UNSUPPORTED_TOKEN);
  const session = await findTokenSession(context, Token);
  if (!session || refreshTokenStanding(session, Token, clock.now()) === "unknown") return {};
  if (session.clientId !== client.id) throw new UnauthorizedException(UNAUTHORIZED);
  if (session.revokedAt === undefined) {
    const linked = RevokeAssociatedSessions === "LINKED" ? await endingOfOrigin(context, session) : [];
    await store.commit([revokeSession(context, session), ...linked]);
  }
  return {};
}
