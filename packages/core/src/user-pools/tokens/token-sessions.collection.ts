import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { Proof } from "../authentication/sign-in-progress.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";

/** A refresh token that is still good, as we know it again: the token itself is not kept. */
export interface LiveRefreshToken {
  /** See `RefreshTokenHashes.token`. */
  readonly hash: string;
  /** When it dies of having been rotated; absent for a token that was not. */
  readonly goodUntil?: EpochMilliseconds | undefined;
}

/** What a pool that tracks sessions notes of one, to be listed and revoked by. */
export interface SessionTrack {
  /** `SessionId`: `tkn`, of a session of single sign-on `sso`, and 25 lower-case letters and digits. */
  readonly id: string;
  /** The sign-in, or the latest renewal of its tokens. */
  readonly lastActiveAt: EpochMilliseconds;
  /** Tells the order of sessions that one process saw active in one millisecond. */
  readonly sequence: number;
  /** Of the latest activity, as its user agent told it. */
  readonly device: string;
  /** Of the latest activity. */
  readonly ipAddress?: string | undefined;
}

/** What an OAuth 2.0 client has asked for, and all tokens of the sign-in have. */
export interface OAuthGrant {
  readonly scopes: readonly string[];
  /** Of the ID token: as the authorization request named it. */
  readonly nonce?: string | undefined;
  /** The `aud` of the access token, where the request bound it to a resource (RFC 8707). */
  readonly resource?: string | undefined;
}

/** One sign-in, and what its tokens are traced back to. Ends with its refresh token. */
export interface TokenSession {
  /** The `event_id` of its tokens: a UUID. */
  readonly id: string;
  /** The `origin_jti` of its tokens: a UUID. */
  readonly originJti: string;
  readonly userPoolId: string;
  readonly sub: string;
  readonly clientId: string;
  /** The device that it was made on; absent in pools that do not remember devices. */
  readonly deviceKey?: string | undefined;
  /** When the user proved who they are; the `auth_time` of its tokens. */
  readonly authenticatedAt: EpochMilliseconds;
  /** What the user proved in this sign-in. Absent in sign-ins of a time when this was not kept. */
  readonly proofs?: readonly Proof[] | undefined;
  /** The `acr` of its tokens; absent where the sign-in was not asked to be worth a level. */
  readonly acr?: string | undefined;
  /** Absent in sign-ins through the API. */
  readonly grant?: OAuthGrant | undefined;
  /** The `SessionId` of the session of single sign-on that it began through, where the pool tracked that one. */
  readonly originSessionId?: string | undefined;
  /** When the refresh token ends, whether it is rotated or not. */
  readonly expiresAt: EpochMilliseconds;
  /** The user's `tokenGeneration` at sign-in: a global sign-out since then has revoked this session. */
  readonly tokenGeneration: number;
  /** Finds the session by its refresh token, rotated or not: see `RefreshTokenHashes`. */
  readonly refreshTokenFamily: string;
  /** Oldest first. */
  readonly refreshTokens: readonly LiveRefreshToken[];
  /** Whether tokens of this session have been rotated, so that there are some that once were good. */
  readonly isRotated: boolean;
  /** When RevokeToken, the revocation of a session or the limit of sessions ended it. */
  readonly revokedAt?: EpochMilliseconds | undefined;
  /** Absent where it began while its pool did not track sessions. */
  readonly track?: SessionTrack | undefined;
}

/** For how long after its refresh token has expired a session is kept, to be able to say so: 30 days. */
const REMEMBERED_MILLISECONDS = 30 * 86_400_000;

/**
 * Sign-ins of all pools. `trackedOfUser` finds those of a user that were not revoked, for ListUserSessions and for the
 * limit of sessions: by the number under which tokens are good, those used least recently first.
 */
export const tokenSessions: Collection<TokenSession> = defineCollection<TokenSession>({
  name: "tokenSessions",
  key: (session) => [session.id],
  unique: { byRefreshTokenFamily: (session) => [[session.refreshTokenFamily]] },
  ordered: {
    trackedOfUser: ({ userPoolId, sub, tokenGeneration, revokedAt, track, id }) =>
      track && revokedAt === undefined
        ? [[userPoolId, sub, tokenGeneration, track.lastActiveAt, track.sequence, id]]
        : [],
  },
  expiresAt: (session) => session.expiresAt + REMEMBERED_MILLISECONDS,
});
