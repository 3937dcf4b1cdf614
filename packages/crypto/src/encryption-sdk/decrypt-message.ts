import { createPublicKey, ECDH, type KeyObject, verify } from "node:crypto";
import {
  deriveMessageKey,
  MESSAGE_ID_BYTES,
  PUBLIC_KEY_NAME,
  SIGNATURE_CURVE,
  SIGNATURE_HASH,
  SUITE_ID,
} from "./algorithm-suite.ts";
import { type EncryptedDataKey, type RawAesKey, unwrapRawAes } from "./data-key.ts";
import { type EncryptionContext, readEncryptionContext } from "./encryption-context.ts";
import { FieldReader, UnreadableMessage } from "./fields.ts";
import { END, FRAMED, finalFrameContext, ivOf, TYPE, VERSION } from "./message-format.ts";
import { IV_BYTES, openSealed, TAG_BYTES } from "./sealing.ts";

/** What was in a message. */
export interface DecryptedMessage {
  readonly plaintext: string;
  readonly context: EncryptionContext;
}

/**
 * Decrypts what `encryptMessage` encrypts under a key of one's own.
 *
 * @throws UnreadableMessage it is no such message, was changed, or is under another key
 */
export function decryptMessage(message: Uint8Array, rawKey: RawAesKey): DecryptedMessage {
  const reader = new FieldReader(message);
  assertIs("version", reader.uint(1), VERSION);
  assertIs("type", reader.uint(1), TYPE);
  assertIs("algorithm suite", reader.uint(2), SUITE_ID);
  const messageId = reader.take(MESSAGE_ID_BYTES);
  const context = readEncryptionContext(new FieldReader(reader.sized()));
  const dataKeys = readDataKeys(reader);
  assertIs("content type", reader.uint(1), FRAMED);
  assertIs("reserved field", reader.uint(4), 0);
  assertIs("length of the initialization vector", reader.uint(1), IV_BYTES);
  reader.uint(4);
  const header = Buffer.from(reader.passed);

  const key = deriveMessageKey(unwrapRawAes(rawKey, dataKeys, context), messageId);
  openSealed(key, reader.take(IV_BYTES), header, reader.take(TAG_BYTES));

  assertIs("first frame", reader.uint(4), END);
  const number = reader.uint(4);
  assertIs("number of the frame", number, 1);
  const iv = reader.take(IV_BYTES);
  if (!iv.equals(ivOf(number))) throw new UnreadableMessage("the frame has another initialization vector");
  const length = reader.uint(4);
  const plaintext = openSealed(key, iv, finalFrameContext(messageId, number, length), reader.take(length + TAG_BYTES));

  const signed = Buffer.from(reader.passed);
  if (!verify(SIGNATURE_HASH, signed, publicKeyOf(context), reader.sized()) || !reader.isAtEnd) {
    throw new UnreadableMessage("the signature of the message is wrong");
  }
  return { plaintext: plaintext.toString(), context };
}

function assertIs(what: string, found: number, expected: number): void {
  if (found !== expected) throw new UnreadableMessage(`the ${what} of the message is ${found}, not ${expected}`);
}

function readDataKeys(reader: FieldReader): EncryptedDataKey[] {
  return Array.from({ length: reader.uint(2) }, () => ({
    providerId: reader.sized().toString(),
    providerInfo: reader.sized(),
    ciphertext: reader.sized(),
  }));
}

/** The key in a context, which has no more than the x of its point. */
function publicKeyOf(context: EncryptionContext): KeyObject {
  try {
    const compressed = Buffer.from(context[PUBLIC_KEY_NAME] ?? "", "base64");
    // One byte that says what follows, then x and y in equal lengths (SEC 1, section 2.3.3).
    const point = Buffer.from(ECDH.convertKey(compressed, "secp384r1", undefined, "hex", "uncompressed"), "hex");
    const half = (point.length - 1) / 2;
    const x = point.subarray(1, 1 + half).toString("base64url");
    const y = point.subarray(1 + half).toString("base64url");
    return createPublicKey({ format: "jwk", key: { kty: "EC", crv: SIGNATURE_CURVE, x, y } });
  } catch (error) {
    throw new UnreadableMessage("the message has no public key", { cause: error });
  }
}
