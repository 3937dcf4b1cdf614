import { sha256Base64Url } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import { findAll } from "../../store/find-all.ts";
import { userPoolClients } from "../clients/user-pool-clients.collection.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { DEFAULT_SSO_MINUTES, ssoMinutes, tracksSessions } from "../sessions/session-configuration.ts";
import { beginTrack, withUse } from "../sessions/track-session.ts";
import type { HostedClient } from "./grant-tokens.ts";
import { isClassic } from "./hosted-look.ts";
import { type HostedSession, hostedSessions } from "./hosted-sessions.collection.ts";

/** A session that begins with a sign-in. */
export interface NewHostedSession
  extends Pick<HostedSession, "sub" | "authenticatedAt" | "identityProvider" | "payload"> {
  /** Unguessable; only its hash is kept. */
  readonly id: string;
}

/** What the OAuth 2.0 endpoints need to know of a session that has begun. */
export interface BegunHostedSession {
  readonly expiresAt: EpochMilliseconds;
  /** Absent where the pool does not track sessions. */
  readonly sessionId: string | undefined;
}

/** unconfirmed: for how long AWS keeps a session that was begun at a client which makes use of it for less than others. */
async function longestMinutes({ store }: Pick<OperationContext, "store">, pool: UserPool): Promise<number> {
  const clients = tracksSessions(pool) ? await findAll(store, userPoolClients, "byPool", [pool.id]) : [];
  return clients.reduce((longest, client) => Math.max(longest, ssoMinutes(pool, client)), DEFAULT_SSO_MINUTES);
}

/** Begins a session of single sign-on: for an hour or, where a client makes use of it for longer, until then. */
export async function beginHostedSession(
  context: Pick<OperationContext, "store" | "clock" | "random" | "caller">,
  { pool, client }: HostedClient,
  { id, ...begun }: NewHostedSession,
): Promise<BegunHostedSession> {
  const session: HostedSession = {
    ...begun,
    hash: sha256Base64Url(id),
    userPoolId: pool.id,
    clientId: client.id,
    isClassic: isClassic(pool),
    expiresAt: begun.authenticatedAt + (await longestMinutes(context, pool)) * 60_000,
    track: tracksSessions(pool) ? beginTrack(context, "sso", context.caller) : undefined,
  };
  await context.store.commit([hostedSessions.put(session, { expect: "absent" })]);
  return { expiresAt: session.expiresAt, sessionId: session.track?.id };
}

/** Notes that a session has saved a sign-in. @returns its `SessionId`; `undefined` where it is not tracked */
export async function useHostedSession(
  context: Pick<OperationContext, "store" | "clock" | "caller">,
  pool: UserPool,
  id: string,
): Promise<string | undefined> {
  const { store, caller } = context;
  if (!tracksSessions(pool)) return undefined;
  const session = await store.get(hostedSessions, [pool.id, sha256Base64Url(id)]);
  if (!session?.track) return undefined;
  await store.commit([hostedSessions.put(withUse(context, pool, session, caller), { expect: session })]);
  return session.track.id;
}
