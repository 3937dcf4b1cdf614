import { type RawAesKey, sha256Base64Url } from "@cogmock/crypto";

/**
 * The key that stands for a key of AWS KMS where there is none: made of its ARN alone, so that whoever knows the ARN can
 * decrypt, in whichever process and language. It keeps nothing secret.
 *
 * @param keyArn the pool's `KMSKeyID`
 */
export function localKey(keyArn: string): RawAesKey {
  const key = Buffer.from(sha256Base64Url(`cogmock local key ${keyArn}`), "base64url");
  return { namespace: "cogmock", name: keyArn, key };
}
