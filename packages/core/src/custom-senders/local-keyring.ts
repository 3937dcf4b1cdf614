import { localKey } from "./local-key.ts";

/** What `RawAesKeyringNode` of `@aws-crypto/client-node` is made of. */
export interface LocalKeyring {
  readonly keyNamespace: string;
  readonly keyName: string;
  readonly unencryptedMasterKey: Uint8Array;
  /** `RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING` */
  readonly wrappingSuite: 0x0078;
}

/**
 * The local key for handlers that decrypt with the AWS Encryption SDK: in place of `new KmsKeyringNode(…)` they have
 * `new RawAesKeyringNode(localKeyring(keyArn))`.
 *
 * @param keyArn the pool's `KMSKeyID`
 */
export function localKeyring(keyArn: string): LocalKeyring {
  const { namespace, name, key } = localKey(keyArn);
  // The library wants bytes that share their memory with nothing.
  return { keyNamespace: namespace, keyName: name, unencryptedMasterKey: Uint8Array.from(key), wrappingSuite: 0x0078 };
}
