import type { RandomBytes } from "../random/random-bytes.ts";
import { type EncryptionContext, serializeEncryptionContext } from "./encryption-context.ts";
import { UnreadableMessage, uint } from "./fields.ts";
import { IV_BYTES, openSealed, seal, TAG_BYTES } from "./sealing.ts";

/** A data key as a message carries it: encrypted under a key that its reader has. */
export interface EncryptedDataKey {
  /** Who can decrypt it: `aws-kms`, or the namespace of a raw key. */
  readonly providerId: string;
  /** With which key: for AWS KMS its ARN. */
  readonly providerInfo: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** A key that is used for one message. */
export interface DataKey {
  /** 32 bytes. */
  readonly plaintext: Uint8Array;
  readonly encrypted: EncryptedDataKey;
}

/** Makes the data key of a message with this context. */
export type GenerateDataKey = (context: EncryptionContext) => Promise<DataKey>;

/** A key of one's own that data keys are encrypted under. */
export interface RawAesKey {
  readonly namespace: string;
  readonly name: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

const DATA_KEY_BYTES = 32;

/**
 * Makes data keys under a key of one's own.
 *
 * @see "Raw AES keyrings" in the AWS Encryption SDK Developer Guide
 */
export function rawAesDataKeys({ namespace, name, key }: RawAesKey, randomBytes: RandomBytes): GenerateDataKey {
  return async (context) => {
    const plaintext = randomBytes(DATA_KEY_BYTES);
    const iv = randomBytes(IV_BYTES);
    const ciphertext = seal(key, iv, serializeEncryptionContext(context), plaintext);
    const providerInfo = Buffer.concat([infoOf(name), iv]);
    return { plaintext, encrypted: { providerId: namespace, providerInfo, ciphertext } };
  };
}

/** What stands before the initialization vector: the name of the key, and how long tag (in bits) and vector are. */
function infoOf(name: string): Buffer {
  return Buffer.concat([Buffer.from(name), uint(TAG_BYTES * 8, 4), uint(IV_BYTES, 4)]);
}

/**
 * The data key that was made under a key of one's own.
 *
 * @throws UnreadableMessage none of these was
 */
export function unwrapRawAes(
  { namespace, name, key }: RawAesKey,
  candidates: readonly EncryptedDataKey[],
  context: EncryptionContext,
): Uint8Array {
  const info = infoOf(name);
  const fitting = candidates.find(
    ({ providerId, providerInfo }) =>
      providerId === namespace &&
      providerInfo.length === info.length + IV_BYTES &&
      info.equals(providerInfo.subarray(0, info.length)),
  );
  if (!fitting) throw new UnreadableMessage(`the message is not encrypted under ${namespace}/${name}`);
  const { providerInfo, ciphertext } = fitting;
  if (ciphertext.length !== DATA_KEY_BYTES + TAG_BYTES) throw new UnreadableMessage("the data key has another length");
  return openSealed(key, providerInfo.subarray(info.length), serializeEncryptionContext(context), ciphertext);
}
