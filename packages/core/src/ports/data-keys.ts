import { type GenerateDataKey, rawAesDataKeys } from "@cogmock/crypto";
import { localKey } from "../custom-senders/local-key.ts";
import type { Random } from "./random.ts";

/** What makes the keys under which codes are encrypted, in the name of the KMS key with this ARN. */
export type DataKeys = (keyArn: string) => GenerateDataKey;

/** Keys under a local key, for handlers that decrypt with what `@cogmock/core/custom-senders` has. */
export function localDataKeys(random: Random): DataKeys {
  return (keyArn) => rawAesDataKeys(localKey(keyArn), (length) => random.bytes(length));
}
