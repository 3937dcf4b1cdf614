import { createHash, createHmac, hkdfSync } from "node:crypto";
import { elementToBytes, pad } from "./group.ts";
import type { SrpIdentity } from "./verifier.ts";

const sessionKeyBytes = 16;

/** u = H(pad(A) | pad(B)). */
export function scramblingParameter(A: bigint, B: bigint): Uint8Array {
  return createHash("sha256")
    .update(pad(elementToBytes(A)))
    .update(pad(elementToBytes(B)))
    .digest();
}

/** The key that both sides derive from their common secret S: HKDF (RFC 5869) with SHA-256, salted with u. */
export function sessionKey(S: bigint, u: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", pad(elementToBytes(S)), pad(u), "Caldera Derived Key", sessionKeyBytes));
}

/** What a client signs with the session key. */
export interface SrpClaim extends SrpIdentity {
  /** `SECRET_BLOCK` as it was sent to the client, base64. */
  readonly secretBlock: string;
  /** `TIMESTAMP` as the client sends it. */
  readonly timestamp: string;
}

/** `PASSWORD_CLAIM_SIGNATURE`: base64 of HMAC-SHA-256 over identity, secret block and timestamp. */
export function signClaim({ poolName, userId, secretBlock, timestamp }: SrpClaim, key: Uint8Array): string {
  return createHmac("sha256", key)
    .update(poolName + userId, "utf8")
    .update(Buffer.from(secretBlock, "base64"))
    .update(timestamp, "utf8")
    .digest("base64");
}
