import { signJwt, uuid } from "@cogmock/crypto";
import type { AuthenticationResultType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { mayRead } from "../attributes/client-permissions.ts";
import { tokenValidityOf } from "../clients/token-validity.ts";
import { groupsOfUser } from "../groups/groups-of-user.ts";
import {
  type GroupClaims,
  preTokenGeneration,
  type TokenChanges,
  type TokenGeneration,
} from "../triggers/pre-token-generation.ts";
import { methodsOf } from "../step-up/acr-level.ts";
import { changedAccessTokenClaims, changedIdTokenClaims } from "./changed-claims.ts";
import { attributeClaims, groupClaimsOf, identitiesClaim } from "./claims.ts";
import { issuerOfPool } from "./issuer-of-pool.ts";
import { requireSigningKey } from "./signing-keys.ts";
import type { SignInSubject } from "./token-session.ts";
import type { TokenSession } from "./token-sessions.collection.ts";

/** The scope of every sign-in through the API: it lets the access token manage its own user. */
export const SIGNIN_USER_ADMIN_SCOPE = "aws.cognito.signin.user.admin";

/** The `version` of access tokens that come of an OAuth 2.0 grant; those of the API have none. */
export const OAUTH_TOKEN_VERSION = 2;

/** What the claims of both tokens of a session are made of. */
interface TokenGround extends SignInSubject {
  readonly session: TokenSession;
  readonly groupClaims: GroupClaims;
  readonly scopes: readonly string[];
  readonly issuer: string;
  /** NumericDates (RFC 7519, section 2). */
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly id: string;
}

/** What both tokens hold, in the groups in which AWS writes it. */
function sharedClaims({ client, session, groupClaims: { groups }, issuer, issuedAt, expiresAt, id }: TokenGround) {
  return {
    groups: groups.length > 0 ? { "cognito:groups": groups } : {},
    iss: issuer,
    origin: client.settings.EnableTokenRevocation === false ? {} : { origin_jti: session.originJti },
    auth_time: Math.floor(session.authenticatedAt / 1000),
    // Left out of the tokens where undefined.
    acr: session.acr,
    amr: session.acr === undefined ? undefined : methodsOf(session.proofs ?? []),
    times: { exp: expiresAt, iat: issuedAt, jti: id },
  };
}

function accessTokenClaims(ground: TokenGround): Record<string, unknown> {
  const { groups, iss, origin, auth_time, acr, amr, times } = sharedClaims(ground);
  return {
    sub: ground.user.sub,
    // Left out of the token where undefined.
    device_key: ground.session.deviceKey,
    ...groups,
    iss,
    client_id: ground.client.id,
    ...origin,
    event_id: ground.session.id,
    token_use: "access",
    // Left out of the token where a trigger has suppressed them all.
    scope: ground.scopes.length > 0 ? ground.scopes.join(" ") : undefined,
    auth_time,
    acr,
    amr,
    ...times,
    username: ground.user.username,
  };
}

function idTokenClaims(ground: TokenGround): Record<string, unknown> {
  const { groups, iss, origin, auth_time, acr, amr, times } = sharedClaims(ground);
  const { email_verified, ...attributes } = attributeClaims(ground.user, (name) => mayRead(ground.client, name));
  const { roles, preferredRole } = ground.groupClaims;
  return {
    sub: ground.user.sub,
    ...groups,
    // Left out of the token where undefined, as are the other two.
    email_verified,
    "cognito:preferred_role": preferredRole,
    iss,
    "cognito:username": ground.user.username,
    ...origin,
    "cognito:roles": roles.length > 0 ? roles : undefined,
    aud: ground.client.id,
    ...identitiesClaim(ground.user),
    event_id: ground.session.id,
    token_use: "id",
    auth_time,
    acr,
    amr,
    ...times,
    ...attributes,
  };
}

/** The scopes as a pre token generation trigger will have them. Suppressed beats added. */
export function changedScopes(
  scopes: readonly string[],
  { scopesToAdd, scopesToSuppress }: TokenChanges,
): readonly string[] {
  return [...new Set([...scopes, ...scopesToAdd])].filter((scope) => !scopesToSuppress.includes(scope));
}

/**
 * Makes the ID and the access token of a session, at sign-in and at each refresh: `auth_time`, `origin_jti` and
 * `event_id` stay, `jti`, `iat` and `exp` are new. The one place where tokens of users are made, and where the pre token
 * generation trigger is called.
 *
 * @throws as `preTokenGeneration`
 * @see "Understanding user pool JSON web tokens (JWTs)" in the Amazon Cognito Developer Guide
 */
export async function issueTokens(
  context: Pick<OperationContext, "store" | "clock" | "random" | "baseUrl" | "issuerOf" | "invokeOnce" | "caller">,
  subject: SignInSubject,
  session: TokenSession,
  occasion: Pick<TokenGeneration, "source" | "clientMetadata">,
): Promise<AuthenticationResultType> {
  const { pool, client, user } = subject;
  const [groups, accessKey, idKey] = await Promise.all([
    groupsOfUser(context, user),
    requireSigningKey(context, pool.id, "access"),
    requireSigningKey(context, pool.id, "id"),
  ]);
  const groupClaims = groupClaimsOf(groups);
  const scopes = [SIGNIN_USER_ADMIN_SCOPE];
  const changes = await preTokenGeneration(
    context,
    { ...subject, userName: user.username },
    { ...occasion, groupClaims, scopes },
  );
  const validity = tokenValidityOf(client.settings);
  const issuedAt = Math.floor(context.clock.now() / 1000);
  const ground = (validSeconds: number): TokenGround => ({
    ...subject,
    session,
    groupClaims: changes?.groupClaims ?? groupClaims,
    scopes: changes ? changedScopes(scopes, changes) : scopes,
    issuer: issuerOfPool(context, pool, context.baseUrl),
    issuedAt,
    expiresAt: issuedAt + validSeconds,
    id: uuid((length) => context.random.bytes(length)),
  });
  const access = accessTokenClaims(ground(validity.accessTokenSeconds));
  const id = idTokenClaims(ground(validity.idTokenSeconds));
  const [AccessToken, IdToken] = await Promise.all([
    signJwt(changedAccessTokenClaims(access, changes?.accessToken, client.id), accessKey),
    signJwt(changedIdTokenClaims(id, changes?.idToken), idKey),
  ]);
  return { AccessToken, ExpiresIn: validity.accessTokenSeconds, TokenType: "Bearer", IdToken };
}
