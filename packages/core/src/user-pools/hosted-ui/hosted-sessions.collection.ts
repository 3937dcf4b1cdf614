import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";

/** A browser's single sign-on session with the pages of a pool. */
export interface HostedSession {
  /** The hash of the id, which only the browser's cookie holds. */
  readonly hash: string;
  readonly userPoolId: string;
  /** What the OAuth 2.0 endpoints keep of it: JSON data. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly expiresAt: EpochMilliseconds;
}

/** Sessions of all pools; gone when they expire. */
export const hostedSessions: Collection<HostedSession> = defineCollection<HostedSession>({
  name: "hostedSessions",
  key: (session) => [session.userPoolId, session.hash],
  expiresAt: (session) => session.expiresAt,
});
