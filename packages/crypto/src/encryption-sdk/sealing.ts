import { createCipheriv, createDecipheriv } from "node:crypto";
import { UnreadableMessage } from "./fields.ts";

const CIPHER = "aes-256-gcm";
/** Of the initialization vector. */
export const IV_BYTES = 12;
/** Of the authentication tag. */
export const TAG_BYTES = 16;

/** Encrypts with AES-256-GCM. @returns ciphertext and tag */
export function seal(key: Uint8Array, iv: Uint8Array, authenticated: Uint8Array, plaintext: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(authenticated);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts what `seal` encrypts. @throws UnreadableMessage it is under another key, or was changed */
export function openSealed(key: Uint8Array, iv: Uint8Array, authenticated: Uint8Array, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES })
    .setAAD(authenticated)
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch (error) {
    throw new UnreadableMessage("the message was changed, or is under another key", { cause: error });
  }
}
