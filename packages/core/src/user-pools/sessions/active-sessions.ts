import type { OperationContext } from "../../operation-context.ts";
import { findAll } from "../../store/find-all.ts";
import type { Stored } from "../../store/store.ts";
import { type HostedSession, hostedSessions } from "../hosted-ui/hosted-sessions.collection.ts";
import { userPoolClients } from "../clients/user-pool-clients.collection.ts";
import { type SessionTrack, type TokenSession, tokenSessions } from "../tokens/token-sessions.collection.ts";
import type { User } from "../users/user.ts";

/** A session that is listed as long as it is active. */
export type TrackedSession = Stored<TokenSession> & { readonly track: SessionTrack };

/** A session of single sign-on that is listed. */
export type TrackedHostedSession = Stored<HostedSession> & { readonly track: SessionTrack };

/** The sessions of a user that have not been revoked, least recently used first. */
export interface UserSessions {
  readonly active: readonly TrackedSession[];
  /** Have come to their end since, or their client has been deleted. */
  readonly ended: readonly TrackedSession[];
}

async function unrevokedSessions(
  { store }: Pick<OperationContext, "store">,
  { userPoolId, sub, tokenGeneration }: User,
): Promise<TrackedSession[]> {
  // Few: sign-ins keep a user within the pool's limit, which is 100 at most.
  const sessions = await findAll(store, tokenSessions, "trackedOfUser", [userPoolId, sub, tokenGeneration]);
  return sessions.flatMap((session) => (session.track ? [{ ...session, track: session.track }] : []));
}

/** The sessions of a user that were begun while their pool tracked sessions. */
export async function sessionsOfUser(
  context: Pick<OperationContext, "store" | "clock">,
  user: User,
): Promise<UserSessions> {
  const sessions = await unrevokedSessions(context, user);
  const clientIds = [...new Set(sessions.map(({ clientId }) => clientId))];
  const clients = await Promise.all(clientIds.map((id) => context.store.get(userPoolClients, [id])));
  const living = new Set(clients.map((client) => client?.id));
  const now = context.clock.now();
  const isActive = ({ expiresAt, clientId }: TokenSession) => now < expiresAt && living.has(clientId);
  return { active: sessions.filter(isActive), ended: sessions.filter((session) => !isActive(session)) };
}

/** The sessions of single sign-on that a user has in browsers, and that were begun while their pool tracked sessions. */
export async function hostedSessionsOfUser(
  { store, clock }: Pick<OperationContext, "store" | "clock">,
  { userPoolId, sub }: Pick<User, "userPoolId" | "sub">,
): Promise<readonly TrackedHostedSession[]> {
  const sessions = await findAll(store, hostedSessions, "trackedOfUser", [userPoolId, sub]);
  const now = clock.now();
  return sessions.flatMap((session) =>
    session.track && now < session.expiresAt ? [{ ...session, track: session.track }] : [],
  );
}
