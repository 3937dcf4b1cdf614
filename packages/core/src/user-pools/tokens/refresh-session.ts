import { NotAuthorizedException, UserNotFoundException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { hashRefreshToken } from "./refresh-token.ts";
import { isRevoked, refreshTokenStanding } from "./token-session.ts";
import { type TokenSession, tokenSessions } from "./token-sessions.collection.ts";

/** The session that a refresh token belongs to, and whose it is. */
export interface RefreshSession {
  readonly session: Stored<TokenSession>;
  readonly user: Stored<User>;
  /** Whether the token was good once and has been rotated since, its grace period being over. */
  readonly isSuperseded: boolean;
}

/** What AWS says to a refresh token that it does not know, or that another client was given. */
export function invalidRefreshToken(): NotAuthorizedException {
  return new NotAuthorizedException("Invalid Refresh Token.");
}

/** The session that a refresh token belongs to, by whatever client it was given out, and whether or not it is good. */
export async function findTokenSession(
  { store }: Pick<OperationContext, "store">,
  refreshToken: string,
): Promise<Stored<TokenSession> | undefined> {
  return store.getUnique(tokenSessions, "byRefreshTokenFamily", [hashRefreshToken(refreshToken).family]);
}

/**
 * The session of a refresh token that this client presents. Whether it may still be refreshed is for
 * `assertRefreshable` to say.
 *
 * @throws NotAuthorizedException `Invalid Refresh Token.`: none of ours, or one of another client
 * @throws UserNotFoundException `User does not exist.`, where the user has been deleted
 */
export async function requireRefreshSession(
  { store, clock }: Pick<OperationContext, "store" | "clock">,
  client: UserPoolClient,
  refreshToken: string,
): Promise<RefreshSession> {
  const session = await findTokenSession({ store }, refreshToken);
  if (!session || session.clientId !== client.id) throw invalidRefreshToken();
  const standing = refreshTokenStanding(session, refreshToken, clock.now());
  if (standing === "unknown") throw invalidRefreshToken();
  const user = await store.get(users, [session.userPoolId, session.sub]);
  // unconfirmed: how AWS answers for a user who has been deleted since.
  if (!user) throw new UserNotFoundException("User does not exist.");
  return { session, user, isSuperseded: standing === "superseded" };
}

/**
 * Checks that the tokens of a session may be renewed.
 *
 * @throws NotAuthorizedException `Refresh Token has expired`, `Refresh Token has been revoked`
 */
export function assertRefreshable(
  { clock }: Pick<OperationContext, "clock">,
  { session, user }: Pick<RefreshSession, "session" | "user">,
): void {
  if (clock.now() >= session.expiresAt) throw new NotAuthorizedException("Refresh Token has expired");
  // AdminDisableUser revokes: a disabled user's tokens are answered as revoked ones are.
  if (isRevoked(session, user)) throw new NotAuthorizedException("Refresh Token has been revoked");
}
