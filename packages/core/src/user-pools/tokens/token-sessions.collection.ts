import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";

/** One sign-in, and what its tokens are traced back to. Ends with its refresh token. */
export interface TokenSession {
  /** The `event_id` of its tokens: a UUID. */
  readonly id: string;
  /** The `origin_jti` of its tokens: a UUID. */
  readonly originJti: string;
  readonly userPoolId: string;
  readonly sub: string;
  readonly clientId: string;
  /** When the user proved who they are; the `auth_time` of its tokens. */
  readonly authenticatedAt: EpochMilliseconds;
  /** When the refresh token ends, whether it is rotated or not. */
  readonly expiresAt: EpochMilliseconds;
  /** The user's `tokenGeneration` at sign-in: a global sign-out since then has revoked this session. */
  readonly tokenGeneration: number;
  /** Finds the session by its refresh token, rotated or not: see `RefreshTokenHashes`. */
  readonly refreshTokenFamily: string;
  /** The hash of the refresh token that is good now. */
  readonly refreshTokenHash: string;
  /** The refresh token before the last rotation, and until when it is still good. */
  readonly rotatedFrom?: { readonly refreshTokenHash: string; readonly goodUntil: EpochMilliseconds } | undefined;
  /** When RevokeToken ended it. */
  readonly revokedAt?: EpochMilliseconds | undefined;
}

/** Sign-ins of all pools. A document ceases to exist a day after its refresh token has expired: until then we can say that it has. */
export const tokenSessions: Collection<TokenSession> = defineCollection<TokenSession>({
  name: "tokenSessions",
  key: (session) => [session.id],
  unique: { byRefreshTokenFamily: (session) => [[session.refreshTokenFamily]] },
  expiresAt: (session) => session.expiresAt + 86_400_000,
});
