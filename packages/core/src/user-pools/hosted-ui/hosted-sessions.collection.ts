import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";
import type { SessionTrack } from "../tokens/token-sessions.collection.ts";

/** A browser's single sign-on session with the pages of a pool. */
export interface HostedSession {
  /** The hash of the id, which only the browser's cookie holds. */
  readonly hash: string;
  readonly userPoolId: string;
  /** Of the user who has signed in. */
  readonly sub: string;
  /** The client on whose pages that was. Others make use of the session, too. */
  readonly clientId: string;
  readonly authenticatedAt: EpochMilliseconds;
  /** The identity provider that the user has come from; absent where the user is of the pool itself. */
  readonly identityProvider?: string | undefined;
  /** Whether it began on pages of the classic hosted UI. */
  readonly isClassic?: boolean | undefined;
  /** What the OAuth 2.0 endpoints keep of it: JSON data. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly expiresAt: EpochMilliseconds;
  /** Absent where it began while its pool did not track sessions. */
  readonly track?: SessionTrack | undefined;
}

/** Sessions of all pools; gone when they expire. `trackedOfUser` is for ListUserSessions: those used least recently first. */
export const hostedSessions: Collection<HostedSession> = defineCollection<HostedSession>({
  name: "hostedSessions",
  key: (session) => [session.userPoolId, session.hash],
  ordered: {
    trackedOfUser: ({ userPoolId, sub, track, hash }) =>
      track ? [[userPoolId, sub, track.lastActiveAt, track.sequence, hash]] : [],
  },
  expiresAt: (session) => session.expiresAt,
});
