import { uuid } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import { tokenValidityOf } from "../clients/token-validity.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { createRefreshToken, hashRefreshToken, rotateRefreshToken } from "./refresh-token.ts";
import { type LiveRefreshToken, type TokenSession, tokenSessions } from "./token-sessions.collection.ts";

/** Who signs in to what. */
export interface SignInSubject {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly user: User;
}

/** A session as it is to be committed, and the refresh token that only its holder knows. */
export interface SessionWithToken {
  readonly session: TokenSession;
  readonly refreshToken: string;
}

/**
 * How many refresh tokens of one session can be good at once. More than one come of a token that is used again within
 * its grace period; whoever does that without end loses some. AWS names no limit: this one is for the size of the
 * document, some 20 KB.
 */
export const MAX_LIVE_REFRESH_TOKENS = 256;

/**
 * A session for a user who has just proved who they are. To be committed before its tokens are handed out.
 *
 * @param eventId under which the sign-in is recorded, where it is
 */
export function beginTokenSession(
  { clock, random }: Pick<OperationContext, "clock" | "random">,
  { pool, client, user }: SignInSubject,
  deviceKey: string | undefined,
  eventId?: string,
): SessionWithToken {
  const bytes = (length: number) => random.bytes(length);
  const now = clock.now();
  const refreshToken = createRefreshToken(random);
  const { family, token } = hashRefreshToken(refreshToken);
  const session: TokenSession = {
    id: eventId ?? uuid(bytes),
    originJti: uuid(bytes),
    userPoolId: pool.id,
    sub: user.sub,
    clientId: client.id,
    deviceKey,
    authenticatedAt: now,
    expiresAt: now + tokenValidityOf(client.settings).refreshTokenSeconds * 1000,
    tokenGeneration: user.tokenGeneration,
    refreshTokenFamily: family,
    refreshTokens: [{ hash: token }],
    isRotated: false,
  };
  return { session, refreshToken };
}

/** Whether a sign-in has been ended: by itself (see `revokeSession`), by a sign-out of its user everywhere, or by disabling them. */
export function isRevoked(session: TokenSession, user: User): boolean {
  return session.revokedAt !== undefined || session.tokenGeneration !== user.tokenGeneration;
}

/**
 * What a refresh token is to the session of its family: `live`, or `superseded` by a rotation whose grace period is
 * over, or `unknown`.
 */
export function refreshTokenStanding(
  session: TokenSession,
  refreshToken: string,
  now: EpochMilliseconds,
): "live" | "superseded" | "unknown" {
  const { token } = hashRefreshToken(refreshToken);
  const known = session.refreshTokens.find(({ hash }) => hash === token);
  if (known && (known.goodUntil === undefined || now < known.goodUntil)) return "live";
  // Tokens of the past are not kept, not even as hashes: in a session that has some, an unknown token is one of them.
  return session.isRotated ? "superseded" : "unknown";
}

/** Without those that one more would be too many for: tokens in their grace period go first, then the oldest. */
function withRoomForOne(tokens: readonly LiveRefreshToken[]): readonly LiveRefreshToken[] {
  const surplus = Math.max(0, tokens.length + 1 - MAX_LIVE_REFRESH_TOKENS);
  if (surplus === 0) return tokens;
  const isRotated = ({ goodUntil }: LiveRefreshToken): boolean => goodUntil !== undefined;
  const dispensable = [...tokens.filter(isRotated), ...tokens.filter((token) => !isRotated(token))];
  const dropped = new Set(dispensable.slice(0, surplus));
  return tokens.filter((token) => !dropped.has(token));
}

/**
 * The session with a new refresh token. The one that was used stays good for the grace period, to be used again by a
 * caller whom the answer did not reach; a repeated use does not prolong that. The new one has what is left of the life
 * of the session.
 *
 * @param graceSeconds 0 to 60; the client's `RetryGracePeriodSeconds`
 * @see "Refresh token rotation" in the Amazon Cognito Developer Guide
 */
export function withRotatedToken(
  { clock, random }: Pick<OperationContext, "clock" | "random">,
  session: TokenSession,
  usedToken: string,
  graceSeconds: number,
): SessionWithToken {
  const now = clock.now();
  const used = hashRefreshToken(usedToken).token;
  const refreshToken = rotateRefreshToken(random, usedToken);
  const live = session.refreshTokens
    .map(({ hash, goodUntil }) => ({
      hash,
      goodUntil: hash === used ? (goodUntil ?? now + graceSeconds * 1000) : goodUntil,
    }))
    .filter(({ goodUntil }) => goodUntil === undefined || now < goodUntil);
  const refreshTokens = [...withRoomForOne(live), { hash: hashRefreshToken(refreshToken).token }];
  return { session: { ...session, refreshTokens, isRotated: true }, refreshToken };
}

/** Ends one session: its refresh token, what that was rotated into, and every access token made of it. */
export function revokeSession({ clock }: Pick<OperationContext, "clock">, session: Stored<TokenSession>): AnyWrite {
  return tokenSessions.put({ ...session, revokedAt: clock.now() }, { expect: session });
}

/** Ends every session that the user has, on whatever client: their refresh and access tokens are revoked. */
export function signOutEverywhere(user: Stored<User>): AnyWrite {
  return users.put({ ...user, tokenGeneration: user.tokenGeneration + 1 }, { expect: user });
}
