import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { RandomBytes } from "../random/random-bytes.ts";
import {
  deriveMessageKey,
  MESSAGE_ID_BYTES,
  PUBLIC_KEY_NAME,
  SIGNATURE_CURVE,
  SIGNATURE_HASH,
  SUITE_ID,
} from "./algorithm-suite.ts";
import type { EncryptedDataKey, GenerateDataKey } from "./data-key.ts";
import { type EncryptionContext, serializeEncryptionContext } from "./encryption-context.ts";
import { sized, uint } from "./fields.ts";
import { END, FRAME_BYTES, FRAMED, finalFrameContext, ivOf, TYPE, VERSION } from "./message-format.ts";
import { IV_BYTES, seal } from "./sealing.ts";

/** What is encrypted, and how. */
export interface MessageToEncrypt {
  /** At most 4,096 bytes in UTF-8. */
  readonly plaintext: string;
  readonly context: EncryptionContext;
  readonly generateDataKey: GenerateDataKey;
  readonly randomBytes: RandomBytes;
}

const NOTHING = new Uint8Array(0);

/**
 * A message of the AWS Encryption SDK, which every version of it decrypts that is told to accept messages without key
 * commitment. Its own encryption takes a hundred packages; this is the one suite and the one frame that a code needs.
 *
 * @see "AWS Encryption SDK message format reference" in the AWS Encryption SDK Developer Guide
 */
export async function encryptMessage(message: MessageToEncrypt): Promise<Uint8Array> {
  const { plaintext, generateDataKey, randomBytes } = message;
  const content = Buffer.from(plaintext);
  if (content.length > FRAME_BYTES) throw new RangeError(`the plaintext has more than ${FRAME_BYTES} bytes`);
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: SIGNATURE_CURVE });
  const context = { ...message.context, [PUBLIC_KEY_NAME]: compressed(publicKey) };
  const messageId = randomBytes(MESSAGE_ID_BYTES);
  const dataKey = await generateDataKey(context);
  const key = deriveMessageKey(dataKey.plaintext, messageId);

  const header = headerOf(messageId, context, dataKey.encrypted);
  const iv = ivOf(0);
  const number = 1;
  const frame = [
    uint(END, 4),
    uint(number, 4),
    ivOf(number),
    uint(content.length, 4),
    seal(key, ivOf(number), finalFrameContext(messageId, number, content.length), content),
  ];
  const signed = Buffer.concat([header, iv, seal(key, iv, header, NOTHING), ...frame]);
  return Buffer.concat([signed, sized(sign(SIGNATURE_HASH, signed, privateKey))]);
}

function headerOf(messageId: Uint8Array, context: EncryptionContext, dataKey: EncryptedDataKey): Buffer {
  return Buffer.concat([
    uint(VERSION, 1),
    uint(TYPE, 1),
    uint(SUITE_ID, 2),
    messageId,
    sized(serializeEncryptionContext(context)),
    uint(1, 2),
    sized(dataKey.providerId),
    sized(dataKey.providerInfo),
    sized(dataKey.ciphertext),
    uint(FRAMED, 1),
    uint(0, 4),
    uint(IV_BYTES, 1),
    uint(FRAME_BYTES, 4),
  ]);
}

/** A point of the curve, in base64: its x, and in one byte before it which of the two y it has (SEC 1, section 2.3.3). */
function compressed(publicKey: KeyObject): string {
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const isOdd = (Buffer.from(y, "base64url").at(-1) ?? 0) % 2 === 1;
  return Buffer.concat([uint(isOdd ? 3 : 2, 1), Buffer.from(x, "base64url")]).toString("base64");
}
