import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { RecentlyUsed } from "../recently-used.ts";
import { genuineTokens } from "./genuine-tokens.ts";
import { readJwt } from "./read-jwt.ts";
import type { PublicJwk } from "./signing-key.ts";

/**
 * Whether this key signed the token. Says nothing about its claims: whether it has expired, was revoked, or is for you.
 *
 * Only RS256 is accepted, whatever the token's header says (RFC 8725, section 3.1), only under the key's own id, and no
 * `crit` extensions, of which we know none (RFC 7515, section 4.1.11). A genuine token is remembered, so that verifying
 * it again costs no more than finding it.
 *
 * @throws Error when the key itself cannot be read
 */
export function verifyJwt(token: string, publicJwk: PublicJwk): boolean {
  const signedBy = genuineTokens.get(token)?.signedBy;
  if (signedBy !== undefined && isSameKey(signedBy, publicJwk)) return true;
  const jwt = readJwt(token);
  if (jwt === undefined) return false;
  const { alg, kid, crit } = jwt.header;
  if (alg !== "RS256" || kid !== publicJwk.kid || crit !== undefined) return false;
  const isGenuine = verify("RSA-SHA256", Buffer.from(jwt.signingInput), publicKeyOf(publicJwk), jwt.signature);
  if (isGenuine) genuineTokens.set(token, { jwt, signedBy: publicJwk });
  return isGenuine;
}

function isSameKey(a: PublicJwk, b: PublicJwk): boolean {
  return a === b || (a.kid === b.kid && a.n === b.n && a.e === b.e);
}

const publicKeys = new RecentlyUsed<KeyObject>(1_000);

function publicKeyOf({ kty, n, e }: PublicJwk): KeyObject {
  const id = `${n}.${e}`;
  const kept = publicKeys.get(id);
  if (kept !== undefined) return kept;
  const keyObject = createPublicKey({ key: { kty, n, e }, format: "jwk" });
  publicKeys.set(id, keyObject);
  return keyObject;
}
