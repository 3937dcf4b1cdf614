import { type FieldReader, sized, uint } from "./fields.ts";

/** What a ciphertext is bound to, for all to read: it can only be decrypted together with just this. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** A context as it stands in a message, without its length: how many pairs there are, then each, in the order of the keys. */
export function serializeEncryptionContext(context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return Buffer.concat([uint(pairs.length, 2), ...pairs.flatMap(([key, value]) => [sized(key), sized(value)])]);
}

/** Reads what `serializeEncryptionContext` writes. */
export function readEncryptionContext(reader: FieldReader): EncryptionContext {
  const count = reader.uint(2);
  return Object.fromEntries(
    Array.from({ length: count }, () => [reader.sized().toString(), reader.sized().toString()]),
  );
}
