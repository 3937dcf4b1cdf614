import { signJwt, uuid } from "@cogmock/crypto";
import type { AuthenticationResultType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { tokenValidityOf } from "../clients/token-validity.ts";
import { preTokenGeneration } from "../triggers/pre-token-generation.ts";
import { changedAccessTokenClaims } from "./changed-claims.ts";
import { changedScopes, OAUTH_TOKEN_VERSION } from "./issue-tokens.ts";
import { issuerOfPool } from "./issuer-of-pool.ts";
import { requireSigningKey } from "./signing-keys.ts";
import type { SignInSubject } from "./token-session.ts";

/** What the trigger is told for a user name. Pre token generation Lambda trigger, Amazon Cognito Developer Guide */
const USER_NAME = "ClientCredentials";

/**
 * An access token for a client itself, without any user. Nothing is kept of it, and it cannot be revoked.
 *
 * @throws as `preTokenGeneration`
 * @see RFC 6749, section 4.4
 */
export async function issueClientToken(
  context: Pick<OperationContext, "store" | "clock" | "random" | "baseUrl" | "issuerOf" | "invokeOnce" | "caller">,
  { pool, client }: Pick<SignInSubject, "pool" | "client">,
  asked: {
    readonly scopes: readonly string[];
    readonly clientMetadata: Readonly<Record<string, string>> | undefined;
  },
): Promise<AuthenticationResultType> {
  const key = await requireSigningKey(context, pool.id, "access");
  const changes = await preTokenGeneration(
    context,
    { pool, client, user: undefined, userName: USER_NAME },
    { ...asked, source: "TokenGeneration_ClientCredentials", groupClaims: undefined },
  );
  const scopes = changes ? changedScopes(asked.scopes, changes) : asked.scopes;
  const { accessTokenSeconds } = tokenValidityOf(client.settings);
  const issuedAt = Math.floor(context.clock.now() / 1000);
  const claims = {
    sub: client.id,
    token_use: "access",
    // Left out of the token where there are none.
    scope: scopes.length > 0 ? scopes.join(" ") : undefined,
    auth_time: issuedAt,
    iss: issuerOfPool(context, pool, context.baseUrl),
    exp: issuedAt + accessTokenSeconds,
    iat: issuedAt,
    version: OAUTH_TOKEN_VERSION,
    jti: uuid((length) => context.random.bytes(length)),
    client_id: client.id,
  };
  const AccessToken = await signJwt(changedAccessTokenClaims(claims, changes?.accessToken, client.id), key);
  return { AccessToken, ExpiresIn: accessTokenSeconds, TokenType: "Bearer" };
}
