import type { RandomBytes } from "../random/random-bytes.ts";

const header = JSON.stringify({ cty: "JWT", enc: "A256GCM", alg: "RSA-OAEP" });
/** What RSA-OAEP with a 2048-bit key yields (RFC 7518, section 4.3). */
const encryptedKeyBytes = 256;
/** Those of AES-GCM (RFC 7518, section 5.3). */
const initializationVectorBytes = 12;
const authenticationTagBytes = 16;
/** unconfirmed: the length of what Cognito encrypts in a refresh token; 830 bytes make a token of about 1,550 characters. */
const ciphertextBytes = 830;

/**
 * A refresh token as Cognito's look: JWE compact serialization (RFC 7516, section 7.1), five parts, of which only the
 * header can be read. There is nothing inside: the other parts are random, and whoever issued the token looks it up.
 */
export function createOpaqueJwe(randomBytes: RandomBytes): string {
  return [
    Buffer.from(header),
    randomBytes(encryptedKeyBytes),
    randomBytes(initializationVectorBytes),
    randomBytes(ciphertextBytes),
    randomBytes(authenticationTagBytes),
  ]
    .map((part) => Buffer.from(part).toString("base64url"))
    .join(".");
}
