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
import { isRevoked } from "./token-session.ts";
import { type TokenSession, tokenSessions } from "./token-sessions.collection.ts";

/** Who calls with an access token, and through what. */
export interface AccessTokenBearer {
  readonly pool: Stored<UserPool>;
  readonly client: Stored<UserPoolClient>;
  readonly user: Stored<User>;
  readonly session: Stored<TokenSession>;
}

type Claims = Readonly<Record<string, unknown>>;

function userPoolIdOfIssuer(issuer: unknown): string | undefined {
  return typeof issuer === "string" ? issuer.slice(issuer.lastIndexOf("/") + 1) : undefined;
}

/** The pool id that a token claims to come from: the last segment of its `iss`, whatever host name stands before. Unverified. */
export function userPoolIdOfToken(token: string): string | undefined {
  return userPoolIdOfIssuer(readJwt(token)?.claims["iss"]);
}

function invalid(): NotAuthorizedException {
  return new NotAuthorizedException("Invalid Access Token");
}

function textClaim(claims: Claims, name: string): string {
  const value = claims[name];
  if (typeof value !== "string") throw invalid();
  return value;
}

/**
 * The claims of a token that one of our pools has signed and that has not expired. The pool is told by the last segment
 * of `iss`: the host name in it does not matter, so that a token got through one address is good at another.
 */
async function requireGenuineClaims(
  { store, clock }: Pick<OperationContext, "store" | "clock">,
  accessToken: string,
): Promise<{ readonly userPoolId: string; readonly claims: Claims }> {
  const jwt = readJwt(accessToken);
  if (!jwt || jwt.claims["token_use"] === "id") throw invalid();
  const userPoolId = userPoolIdOfIssuer(jwt.claims["iss"]);
  const key = userPoolId === undefined ? undefined : await store.get(signingKeys, [userPoolId, "access"]);
  if (userPoolId === undefined || !key || !verifyJwt(accessToken, key.publicJwk)) {
    throw new NotAuthorizedException("Could not verify signature for Access Token");
  }
  const expiresAt = jwt.claims["exp"];
  if (typeof expiresAt !== "number" || clock.now() >= expiresAt * 1000) {
    throw new NotAuthorizedException("Access Token has expired");
  }
  if (jwt.claims["token_use"] !== "access") throw invalid();
  return { userPoolId, claims: jwt.claims };
}

/** Whether this is the sign-in that the token of this user and client was made of. */
function isSessionOf(session: TokenSession, user: User, client: UserPoolClient): boolean {
  return session.sub === user.sub && session.clientId === client.id;
}

/**
 * The bearer of an access token, after every check that AWS makes, in this order: form, signature, expiry, user,
 * revocation, scope.
 *
 * unconfirmed: where the check of the user stands among the others.
 *
 * @throws NotAuthorizedException `Invalid Access Token`, `Could not verify signature for Access Token`, `Access Token
 *   has expired`, `Access Token has been revoked`, `Access Token does not have required scopes`
 * @throws UserNotFoundException `User does not exist.`, where the user has been deleted
 * @throws ResourceNotFoundException the client has been deleted (unconfirmed)
 */
export async function requireAccessTokenBearer(
  context: Pick<OperationContext, "store" | "clock">,
  accessToken: string,
): Promise<AccessTokenBearer> {
  const { scopes, ...bearer } = await requireTokenBearer(context, accessToken);
  if (!scopes.includes(SIGNIN_USER_ADMIN_SCOPE)) {
    throw new NotAuthorizedException("Access Token does not have required scopes");
  }
  return bearer;
}

/** As `requireAccessTokenBearer`, whatever the scopes of the token are. */
export async function requireTokenBearer(
  context: Pick<OperationContext, "store" | "clock">,
  accessToken: string,
): Promise<AccessTokenBearer & { readonly scopes: readonly string[] }> {
  const { store } = context;
  const { userPoolId, claims } = await requireGenuineClaims(context, accessToken);
  const [pool, user, session, client] = await Promise.all([
    store.get(userPools, [userPoolId]),
    store.get(users, [userPoolId, textClaim(claims, "sub")]),
    store.get(tokenSessions, [textClaim(claims, "event_id")]),
    requireUserPoolClient(context, textClaim(claims, "client_id")),
  ]);
  if (!pool || !user) throw new UserNotFoundException("User does not exist.");
  if (session && !isSessionOf(session, user, client)) throw invalid();
  // AdminDisableUser revokes: a disabled user's tokens are answered as revoked ones are.
  if (!session || isRevoked(session, user)) throw new NotAuthorizedException("Access Token has been revoked");
  const { scope } = claims;
  return { pool, client, user, session, scopes: typeof scope === "string" ? scope.split(" ") : [] };
}
