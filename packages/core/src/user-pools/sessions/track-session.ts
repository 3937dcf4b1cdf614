import { randomString } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import { nextInSequence } from "../../sequence.ts";
import type { AnyWrite } from "../../store/store.ts";
import type { Origin } from "../authentication/call-origin.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { revokeSession } from "../tokens/token-session.ts";
import { type SessionTrack, type TokenSession, tokenSessions } from "../tokens/token-sessions.collection.ts";
import type { User } from "../users/user.ts";
import { sessionsOfUser } from "./active-sessions.ts";
import { deviceOfUserAgent } from "./device-of-user-agent.ts";
import { maxSessionsPerUser, tracksSessions } from "./session-configuration.ts";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
const ID_LENGTH = 28;

/** "The value can be unknown": AWS API Reference, SessionDescriptionType */
const UNKNOWN = "unknown";

/** What a pool notes of the latest use of a session. */
function useOf({ clock }: Pick<OperationContext, "clock">, origin: Origin): Omit<SessionTrack, "id"> {
  const { app, system } = deviceOfUserAgent(origin.userAgent);
  const device = [app, system].filter((part) => part !== undefined).join(" / ");
  return {
    lastActiveAt: clock.now(),
    sequence: nextInSequence(),
    device: device || UNKNOWN,
    ipAddress: origin.ipAddress,
  };
}

/** What a pool notes of a session that begins. @param kind what its `SessionId` begins with */
export function beginTrack(
  context: Pick<OperationContext, "clock" | "random">,
  kind: "tkn" | "sso",
  origin: Origin,
): SessionTrack {
  const random = randomString(ALPHABET, ID_LENGTH - kind.length, (length) => context.random.bytes(length));
  return { id: `${kind}${random}`, ...useOf(context, origin) };
}

/** A session that has just begun, with what its pool notes of it, and what makes room for it. */
export interface BegunSession {
  readonly session: TokenSession;
  readonly writes: readonly AnyWrite[];
}

/**
 * Notes a session that begins, where the pool tracks sessions. A user who has as many as they may loses those that were
 * not used for longest. To be committed together with the user as read: otherwise two sign-ins at once would each not
 * count the other.
 *
 * @see AWS API Reference, UserPoolTokenSessionConfigType
 */
export async function trackSession(
  context: Pick<OperationContext, "store" | "clock" | "random">,
  { pool, user, origin }: { readonly pool: UserPool; readonly user: User; readonly origin: Origin },
  begun: TokenSession,
): Promise<BegunSession> {
  if (!tracksSessions(pool)) return { session: begun, writes: [] };
  const { active, ended } = await sessionsOfUser(context, user);
  const surplus = Math.max(0, active.length + 1 - maxSessionsPerUser(pool));
  return {
    session: { ...begun, track: beginTrack(context, "tkn", origin) },
    writes: [
      ...active.slice(0, surplus).map((session) => revokeSession(context, session)),
      // So that whoever signs in often does not leave a trail that every sign-in has to read.
      ...ended.map((session) => tokenSessions.put({ ...session, track: undefined }, { expect: session })),
    ],
  };
}

/** A session that is used: its tokens are renewed, or it saves a sign-in. The same where nothing is noted of it. */
export function withUse<T extends { readonly track?: SessionTrack | undefined }>(
  context: Pick<OperationContext, "clock">,
  pool: UserPool,
  session: T,
  origin: Origin,
): T {
  if (!session.track || !tracksSessions(pool)) return session;
  return { ...session, track: { ...session.track, ...useOf(context, origin) } };
}
