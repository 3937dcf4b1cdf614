import { hkdfSync } from "node:crypto";
import { uint } from "./fields.ts";

/**
 * `ALG_AES_256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384`: AES-256-GCM under a key derived from the data key, and a
 * signature; without key commitment. What Cognito's codes are encrypted with.
 *
 * @see "AWS Encryption SDK algorithms reference" in the AWS Encryption SDK Developer Guide
 */
export const SUITE_ID = 0x0378;
/** Of messages in format version 1. */
export const MESSAGE_ID_BYTES = 16;
export const SIGNATURE_HASH = "sha384";
export const SIGNATURE_CURVE = "P-384";
/** Where a message's context has the key that its signature is verified with: a compressed point, in base64. */
export const PUBLIC_KEY_NAME = "aws-crypto-public-key";

/** The key that header and frames of a message are encrypted with. */
export function deriveMessageKey(dataKey: Uint8Array, messageId: Uint8Array): Buffer {
  const info = Buffer.concat([uint(SUITE_ID, 2), messageId]);
  return Buffer.from(hkdfSync(SIGNATURE_HASH, dataKey, new Uint8Array(0), info, 32));
}
