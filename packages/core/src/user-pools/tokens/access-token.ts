import { readJwt, verifyJwt } from "@cogmock/crypto";
import { NotAuthorizedException, UserNotFoundException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import { requireUserPoolClient, type UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import type { User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { SIGNIN_USER_ADMIN_SCOPE } from "./issue-tokens.ts";
import { signingKeys } from "./signing-keys.collection.ts";
import { type TokenSession, tokenSessions } from "./token-sessions.collection.ts";

/** Who calls with an access token, and through what. */
export interface AccessTokenBearer {
  readonly pool: Stored<UserPool>;
  readonly client: Stored<UserPoolClient>;
  readonly user: Stored<User>;
  readonly session: Stored<TokenSession>;
}

/** The pool id that a token claims to come from: the last segment of its `iss`, whatever host name stands before. Unverified. */
export function userPoolIdOfToken(token: string): string | undefined {
  const issuer = readJwt(token)?.claims["iss"];
  return typeof issuer === "string" ? issuer.slice(issuer.lastIndexOf("/") + 1) : undefined;
}

/** Whether a sign-in has been ended: by RevokeToken, or by a sign-out of its user everywhere. */
export function isRevoked(session: TokenSession, user: User): boolean {
  return session.revokedAt !== undefined || session.tokenGeneration !== user.tokenGeneration;
}

/**
 * The bearer of an access token, after every check that AWS makes, in this order: form, signature, expiry, user,
 * revocation, scope.
 *
 * @throws NotAuthorizedException `Invalid Access Token`, `Could not verify signature for Access Token`, `Access Token
 *   has expired`, `Access Token has been revoked`, `Access Token does not have required scopes`, `User is disabled.`
 * @throws UserNotFoundException `User does not exist.`, where the user has been deleted
 */
export async function requireAccessTokenBearer(
  { store, clock }: Pick<OperationContext, "store" | "clock">,
  accessToken: string,
): Promise<AccessTokenBearer> {
  const jwt = readJwt(accessToken);
  if (!jwt || jwt.claims["token_use"] !== "access") throw new NotAuthorizedException("Invalid Access Token");
  const { sub, event_id: sessionId, client_id: clientId, exp, scope } = jwt.claims;
  if (typeof sub !== "string" || typeof sessionId !== "string" || typeof clientId !== "string") {
    throw new NotAuthorizedException("Invalid Access Token");
  }

  const userPoolId = userPoolIdOfToken(accessToken) ?? "";
  const key = await store.get(signingKeys, [userPoolId, "access"]);
  if (!key || key.kid !== jwt.header["kid"] || !verifyJwt(accessToken, key.publicJwk)) {
    throw new NotAuthorizedException("Could not verify signature for Access Token");
  }
  if (typeof exp !== "number" || clock.now() >= exp * 1000) {
    throw new NotAuthorizedException("Access Token has expired");
  }

  const [pool, user, session, client] = await Promise.all([
    store.get(userPools, [userPoolId]),
    store.get(users, [userPoolId, sub]),
    store.get(tokenSessions, [sessionId]),
    requireUserPoolClient({ store }, clientId),
  ]);
  if (!pool || !user) throw new UserNotFoundException("User does not exist.");
  if (!session || isRevoked(session, user)) throw new NotAuthorizedException("Access Token has been revoked");
  if (!user.enabled) throw new NotAuthorizedException("User is disabled.");
  if (typeof scope !== "string" || !scope.split(" ").includes(SIGNIN_USER_ADMIN_SCOPE)) {
    throw new NotAuthorizedException("Access Token does not have required scopes");
  }
  return { pool, client, user, session };
}
