import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from "jose";
import { ProviderFailure } from "./provider-failure.ts";

/** What an ID token is verified by. */
export interface IdTokenExpectation {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly nonce: string;
  /** As the provider's document has them: JSON. */
  readonly keys: Readonly<Record<string, unknown>>;
  /** By Cognito's clock, in milliseconds. */
  readonly now: number;
}

/** The one about the issuer is as reported of AWS. unconfirmed: the others. */
const REFUSALS = {
  issuer: (issuer: unknown) => `Bad id_token issuer ${String(issuer)}`,
  audience: "Bad id_token audience",
  nonce: "Bad id_token nonce",
  expired: "Bad id_token expiry",
  signature: "Bad id_token signature",
};

/** "RSA, EC or HMAC": OIDC user pool IdP authentication flow, Amazon Cognito Developer Guide. Never `none`. */
const ASYMMETRIC = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
const SYMMETRIC = ["HS256", "HS384", "HS512"];

function isKeySet(keys: Readonly<Record<string, unknown>>): keys is Readonly<Record<string, unknown>> & JSONWebKeySet {
  return Array.isArray(keys["keys"]);
}

/** Whether two issuers are the same: with a slash at the end or without, for AWS takes those without one only. */
export function isSameIssuer(one: unknown, other: string): boolean {
  return typeof one === "string" && one.replace(/\/$/, "") === other.replace(/\/$/, "");
}

/**
 * Verifies the signature of an ID token, and that it has not expired: by Cognito's clock or by the machine's, for a provider
 * may go by either.
 */
async function verifySignature(token: string, expected: IdTokenExpectation): Promise<JWTPayload> {
  const { createLocalJWKSet, decodeProtectedHeader, errors, jwtVerify } = await import("jose");
  const { clientSecret, keys, now } = expected;
  const verify = async (key: JWTVerifyGetKey | Uint8Array, options: JWTVerifyOptions): Promise<JWTPayload> => {
    // The two kinds of keys are different parameters to the library.
    const { payload } = await (typeof key === "function"
      ? jwtVerify(token, key, options)
      : jwtVerify(token, key, options));
    return payload;
  };
  try {
    const { alg = "" } = decodeProtectedHeader(token);
    // With the secret only where that is what the token says: no public key is ever taken for one.
    const isSymmetric = SYMMETRIC.includes(alg) && clientSecret !== undefined;
    if (!isSymmetric && !isKeySet(keys)) throw new ProviderFailure(REFUSALS.signature);
    const key = isSymmetric ? new TextEncoder().encode(clientSecret) : createLocalJWKSet({ keys: [], ...keys });
    const options = { algorithms: isSymmetric ? SYMMETRIC : ASYMMETRIC, requiredClaims: ["exp"] };
    try {
      return await verify(key, { ...options, currentDate: new Date(now) });
    } catch (error) {
      const isUntimely =
        error instanceof errors.JWTExpired ||
        (error instanceof errors.JWTClaimValidationFailed && error.claim === "nbf");
      if (!isUntimely) throw error;
      return await verify(key, options);
    }
  } catch (error) {
    if (error instanceof ProviderFailure) throw error;
    const isUntimely = error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed;
    throw new ProviderFailure(isUntimely ? REFUSALS.expired : REFUSALS.signature, { cause: error });
  }
}

/**
 * The claims of an ID token that a provider has issued for this sign-in.
 *
 * @throws ProviderFailure it is not signed by the provider, not for us, not for this sign-in, or has expired
 * @see OpenID Connect Core 1.0, section 3.1.3.7
 */
export async function verifyIdToken(token: string, expected: IdTokenExpectation): Promise<JWTPayload> {
  const claims = await verifySignature(token, expected);
  if (!isSameIssuer(claims.iss, expected.issuer)) throw new ProviderFailure(REFUSALS.issuer(claims.iss));
  if (![claims.aud].flat().includes(expected.clientId)) throw new ProviderFailure(REFUSALS.audience);
  if (claims["nonce"] !== expected.nonce) throw new ProviderFailure(REFUSALS.nonce);
  return claims;
}
