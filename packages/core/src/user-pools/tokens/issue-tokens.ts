import { signJwt, uuid } from "@cogmock/crypto";
import type { AuthenticationResultType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { mayRead } from "../attributes/client-permissions.ts";
import { tokenValidityOf } from "../clients/token-validity.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import { groupsOfUser } from "../groups/groups-of-user.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { attributeClaims, rolesOf } from "./claims.ts";
import { createRefreshToken, hashRefreshToken } from "./refresh-token.ts";
import { requireSigningKey } from "./signing-keys.ts";
import type { TokenSession } from "./token-sessions.collection.ts";

/** The scope of every sign-in through the API: it lets the access token manage its own user. */
export const SIGNIN_USER_ADMIN_SCOPE = "aws.cognito.signin.user.admin";

/** Who signs in to what. */
export interface SignInSubject {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly user: User;
}

/** A new session, and the refresh token that only its holder knows. */
export interface NewTokenSession {
  readonly session: TokenSession;
  readonly refreshToken: string;
}

type Ports = Pick<OperationContext, "store" | "clock" | "random" | "baseUrl" | "issuerOf">;

/** A session for a user who has just proved who they are. To be committed before its tokens are handed out. */
export function beginTokenSession({ clock, random }: Ports, { pool, client, user }: SignInSubject): NewTokenSession {
  const bytes = (length: number) => random.bytes(length);
  const now = clock.now();
  const refreshToken = createRefreshToken(random);
  const { family, token } = hashRefreshToken(refreshToken);
  const session: TokenSession = {
    id: uuid(bytes),
    originJti: uuid(bytes),
    userPoolId: pool.id,
    sub: user.sub,
    clientId: client.id,
    authenticatedAt: now,
    expiresAt: now + tokenValidityOf(client.settings).refreshTokenSeconds * 1000,
    tokenGeneration: user.tokenGeneration,
    refreshTokenFamily: family,
    refreshTokenHash: token,
  };
  return { session, refreshToken };
}

/**
 * Makes the ID and the access token of a session, at sign-in and at each refresh: `auth_time`, `origin_jti` and
 * `event_id` stay, `jti`, `iat` and `exp` are new. The one place where tokens of users are made.
 *
 * @see "Using tokens with user pools" in the Amazon Cognito Developer Guide
 */
export async function issueTokens(
  context: Ports,
  { pool, client, user }: SignInSubject,
  session: TokenSession,
): Promise<AuthenticationResultType> {
  const bytes = (length: number) => context.random.bytes(length);
  const [groups, accessKey, idKey] = await Promise.all([
    groupsOfUser(context, user),
    requireSigningKey(context, pool.id, "access"),
    requireSigningKey(context, pool.id, "id"),
  ]);
  const validity = tokenValidityOf(client.settings);
  const { roles, preferredRole } = rolesOf(groups);
  const iat = Math.floor(context.clock.now() / 1000);
  const authTime = Math.floor(session.authenticatedAt / 1000);
  const iss = context.issuerOf(
    { id: pool.id, region: pool.region, issuerType: pool.settings.IssuerConfiguration?.Type ?? "ORIGINAL" },
    context.baseUrl,
  );
  const groupNames = groups.length > 0 ? { "cognito:groups": groups.map((group) => group.name) } : {};
  const origin = client.settings.EnableTokenRevocation === false ? {} : { origin_jti: session.originJti };

  const accessClaims = {
    sub: user.sub,
    ...groupNames,
    iss,
    client_id: client.id,
    ...origin,
    event_id: session.id,
    token_use: "access",
    scope: SIGNIN_USER_ADMIN_SCOPE,
    auth_time: authTime,
    exp: iat + validity.accessTokenSeconds,
    iat,
    jti: uuid(bytes),
    username: user.username,
  };
  const idClaims = {
    sub: user.sub,
    ...groupNames,
    ...(preferredRole === undefined ? {} : { "cognito:preferred_role": preferredRole }),
    iss,
    "cognito:username": user.username,
    ...origin,
    ...(roles.length > 0 ? { "cognito:roles": roles } : {}),
    aud: client.id,
    event_id: session.id,
    token_use: "id",
    auth_time: authTime,
    exp: iat + validity.idTokenSeconds,
    iat,
    jti: uuid(bytes),
    ...attributeClaims(user, (name) => mayRead(client, name)),
  };
  const [AccessToken, IdToken] = await Promise.all([signJwt(accessClaims, accessKey), signJwt(idClaims, idKey)]);
  return { AccessToken, ExpiresIn: validity.accessTokenSeconds, TokenType: "Bearer", IdToken };
}
