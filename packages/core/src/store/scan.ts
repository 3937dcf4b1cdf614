import type { AnyCollection } from "./collection.ts";
import { encodeKey, encodeKeyPrefix, type Key, KEY_SEPARATOR } from "./key.ts";
import { InvalidCursor } from "./store.ts";

/** A place in an ordered index: an encoded entry, and the encoded primary key that it belongs to. */
export interface IndexPosition {
  readonly entry: string;
  readonly key: string;
}

/** What a scan reads: the entries that begin with `prefix`, after a place. */
export interface Scan {
  /** The index's name among all indexes, `collection.index`. */
  readonly index: string;
  /** Encoded: separators end all parts but the last, which `startsWith` may have cut. */
  readonly prefix: string;
  /** At least 1. */
  readonly limit: number;
  readonly after: IndexPosition | undefined;
}

/**
 * What the arguments of `Store.find` ask for, checked and encoded.
 *
 * @throws InvalidCursor see `Store.find`
 * @throws Error no such index, or a limit below 1
 */
export function planScan(
  collection: AnyCollection,
  index: string,
  prefix: Key,
  options: { readonly startsWith?: string; readonly after?: string; readonly limit: number },
): Scan {
  assertIndex(collection, "ordered", index);
  if (!Number.isSafeInteger(options.limit) || options.limit < 1)
    throw new RangeError(`the limit of a scan must be a positive integer, not ${options.limit}`);
  const name = `${collection.name}.${index}`;
  const encodedPrefix = encodeKey(prefix) + encodeKeyPrefix(options.startsWith ?? "");
  return {
    index: name,
    prefix: encodedPrefix,
    limit: options.limit,
    after: options.after === undefined ? undefined : decodeCursor(name, encodedPrefix, options.after),
  };
}

/** @throws Error the collection declares no such index, which is a mistake in the program */
export function assertIndex(collection: AnyCollection, kind: "unique" | "ordered", index: string): void {
  if (collection[kind]?.[index] === undefined) throw new Error(`${collection.name} has no ${kind} index "${index}"`);
}

/** The cursor that makes a scan of the same index and prefix read on after `position`. */
export function encodeCursor(scan: Scan, position: IndexPosition): string {
  return Buffer.from(JSON.stringify([scan.index, position.entry, position.key])).toString("base64url");
}

function decodeCursor(index: string, prefix: string, cursor: string): IndexPosition {
  const [madeBy, entry, key] = parseCursor(cursor);
  if (madeBy !== index || !isEncodedKey(entry) || !isEncodedKey(key) || !entry.startsWith(prefix))
    throw new InvalidCursor(`the cursor is not one of ${index} for this prefix`);
  return { entry, key };
}

function parseCursor(cursor: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

/** Only what `encodeKey` can have made may reach a database: NUL and lone surrogates would be errors there. */
function isEncodedKey(value: unknown): value is string {
  return (
    typeof value === "string" && value.endsWith(KEY_SEPARATOR) && !value.includes("\u0000") && value.isWellFormed()
  );
}
