import type { SessionDescriptionType } from "@cogmock/protocol/user-pools";
import type { TokenSession } from "../tokens/token-sessions.collection.ts";
import type { VisibleSession } from "./visible-sessions.ts";

/** "The value can be unknown" of where nothing is known of. AWS derives it from addresses on the Internet. */
const NOWHERE = { Country: "unknown" };

/** A session as AWS lists it. @param current the session of the access token that asks, if one does */
export function toSessionDescription(
  { type, session }: VisibleSession,
  current?: TokenSession,
): SessionDescriptionType {
  return {
    SessionId: session.track.id,
    SessionType: type,
    ClientId: session.clientId,
    CreateDate: session.authenticatedAt / 1000,
    LastActiveDate: session.track.lastActiveAt / 1000,
    DeviceType: session.track.device,
    LastIPAddress: session.track.ipAddress,
    LastLocation: NOWHERE,
    ...(type === "TOKEN" && { OriginSessionId: session.originSessionId }),
    // unconfirmed: that of the session of single sign-on it came of, a token says nothing.
    IsCurrentSession: type === "TOKEN" && session.id === current?.id,
  };
}
