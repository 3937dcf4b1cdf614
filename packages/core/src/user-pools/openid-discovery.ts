import type { OperationContext } from "../operation-context.ts";
import { userPools } from "./pools/user-pools.collection.ts";
import { issuerOfPool } from "./tokens/issuer-of-pool.ts";
import { signingKeys } from "./tokens/signing-keys.collection.ts";

/**
 * The discovery document of a pool, with the members and in the order that AWS serves.
 *
 * @see OpenID Connect Discovery 1.0, section 4
 */
export async function openIdConfiguration(
  { store, issuerOf }: Pick<OperationContext, "store" | "issuerOf">,
  userPoolId: string,
  baseUrl: string,
): Promise<string | undefined> {
  const pool = await store.get(userPools, [userPoolId]);
  if (!pool) return undefined;
  // The keys are served here, also where the issuer is AWS's own address.
  const here = `${baseUrl}/${pool.id}`;
  return JSON.stringify({
    // Below the issuer, where whoever found this document reaches them; AWS names them on the domain of the pool.
    authorization_endpoint: `${here}/oauth2/authorize`,
    end_session_endpoint: `${here}/logout`,
    id_token_signing_alg_values_supported: ["RS256"],
    issuer: issuerOfPool({ issuerOf }, pool, baseUrl),
    jwks_uri: `${here}/.well-known/jwks.json`,
    response_types_supported: ["code", "token"],
    revocation_endpoint: `${here}/oauth2/revoke`,
    scopes_supported: ["openid", "email", "phone", "profile"],
    subject_types_supported: ["public"],
    token_endpoint: `${here}/oauth2/token`,
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    userinfo_endpoint: `${here}/oauth2/userInfo`,
  });
}

/** The public keys of a pool: those of its ID and of its access tokens (RFC 7517, section 5). */
export async function jwks(
  { store }: Pick<OperationContext, "store">,
  userPoolId: string,
): Promise<string | undefined> {
  const [idKey, accessKey] = await Promise.all([
    store.get(signingKeys, [userPoolId, "id"]),
    store.get(signingKeys, [userPoolId, "access"]),
  ]);
  if (!idKey || !accessKey) return undefined;
  return JSON.stringify({ keys: [idKey.publicJwk, accessKey.publicJwk] });
}
