import { encryptMessage } from "@cogmock/crypto";
import type { DataKeys } from "./data-keys.ts";
import type { Random } from "./random.ts";

/** Something that only a pool's own function is to read. */
export interface SecretCode {
  readonly plaintext: string;
  /** The pool's `KMSKeyID`. */
  readonly keyArn: string;
  readonly userPoolId: string;
}

/** Encrypts a code for a custom sender. @returns base64 */
export type EncryptCode = (secret: SecretCode) => Promise<string>;

/**
 * Encrypts as Cognito does: a message of the AWS Encryption SDK, bound to the pool.
 *
 * @see "Custom email sender Lambda trigger" in the Amazon Cognito Developer Guide
 */
export function createEncryptCode(dataKeys: DataKeys, random: Random): EncryptCode {
  return async ({ plaintext, keyArn, userPoolId }) => {
    const message = await encryptMessage({
      plaintext,
      context: { "userpool-id": userPoolId },
      generateDataKey: dataKeys(keyArn),
      randomBytes: (length) => random.bytes(length),
    });
    return Buffer.from(message).toString("base64");
  };
}
