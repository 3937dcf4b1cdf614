import { decryptMessage } from "@cogmock/crypto";
import { localKey } from "./local-key.ts";

/**
 * The code, or temporary password, that a custom sender got encrypted under the local key. As on AWS, a temporary
 * password comes with `&lt;` in place of `<`.
 *
 * @param code `event.request.code`
 * @param keyArn the pool's `KMSKeyID`
 * @throws UnreadableMessage it is encrypted under another key, or nothing that was encrypted
 */
export function decryptCode(code: string, keyArn: string): string {
  return decryptMessage(Buffer.from(code, "base64"), localKey(keyArn)).plaintext;
}
