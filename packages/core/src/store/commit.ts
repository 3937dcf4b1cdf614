import type { EpochMilliseconds } from "../ports/clock.ts";
import type { AnyCollection, Collection, IndexEntries } from "./collection.ts";
import { toStored } from "./document.ts";
import { encodeKey, type Key } from "./key.ts";
import { type AnyWrite, StoreConflict, type Stored, storedVersion } from "./store.ts";

/** An entry of a document in an index, with its encoded form, by which entries are compared and ordered. */
export interface IndexEntry {
  readonly index: string;
  readonly entry: Key;
  readonly encoded: string;
}

/** A write that no longer depends on what its caller does with the document, and that cannot fail half-way. */
export interface PreparedWrite {
  readonly collection: AnyCollection;
  readonly key: Key;
  readonly encodedKey: string;
  /** What is to be stored; undefined deletes. */
  readonly document: Stored<object> | undefined;
  /** The version that must be there, or a rule. */
  readonly expect: number | "absent" | "any";
  /** What the document will have in the indexes; nothing when it is deleted. */
  readonly unique: readonly IndexEntry[];
  readonly ordered: readonly IndexEntry[];
  readonly expiresAt: EpochMilliseconds | undefined;
}

/** What `assertCommitHolds` asks of a driver. Expired documents are not there. */
export interface CommittedState {
  /** The version of the document with this primary key. */
  versionOf(collection: AnyCollection, encodedKey: string): number | undefined;
  /** The encoded primary key of the document that has this entry in a unique index. */
  ownerOf(collection: AnyCollection, entry: IndexEntry): string | undefined;
}

/**
 * Copies and encodes the writes of one commit.
 *
 * @param version what the documents will carry: above every version that the store gave before
 * @throws Error two of the writes are to the same document
 * @throws TypeError a document holds something that JSON cannot carry
 * @throws RangeError a number in a key or entry, or an expiry, is not a non-negative safe integer
 */
export function prepareCommit(writes: readonly AnyWrite[], version: number): readonly PreparedWrite[] {
  const seen = new Set<string>();
  return writes.map((write) => {
    const prepared = prepareWrite(write, version);
    const id = documentId(prepared.collection, prepared.encodedKey);
    if (seen.has(id)) throw new Error(`a commit writes to the same document of ${write.collection.name} twice`);
    seen.add(id);
    return prepared;
  });
}

function prepareWrite({ type, collection, document, expect }: AnyWrite, version: number): PreparedWrite {
  const stored: Stored<object> | undefined = type === "put" ? toStored<object>(document, version) : undefined;
  const key = collection.key(stored ?? document);
  const expiresAt = stored === undefined ? undefined : collection.expiresAt?.(stored);
  if (expiresAt !== undefined && (!Number.isSafeInteger(expiresAt) || expiresAt < 0))
    throw new RangeError(
      `a document of ${collection.name} expires at ${expiresAt}, which is not in epoch milliseconds`,
    );
  return {
    collection,
    key,
    encodedKey: encodeKey(key),
    document: stored,
    expect: expect === "absent" || expect === "any" ? expect : expect[storedVersion],
    unique: stored === undefined ? [] : indexEntries(collection.unique ?? {}, stored),
    ordered: stored === undefined ? [] : indexEntries(collection.ordered ?? {}, stored),
    expiresAt,
  };
}

/** The entries of a document in some indexes, each once. */
export function indexEntries<T extends object>(
  indexes: Readonly<Record<string, (document: T) => IndexEntries>>,
  document: T,
): readonly IndexEntry[] {
  const entries: IndexEntry[] = [];
  for (const [index, entriesOf] of Object.entries(indexes)) {
    const firstOfIndex = entries.length;
    for (const entry of entriesOf(document)) {
      const encoded = encodeKey(entry);
      const isKnown = entries.some((other, position) => position >= firstOfIndex && other.encoded === encoded);
      if (!isKnown) entries.push({ index, entry, encoded });
    }
  }
  return entries;
}

/** What a document loses from its indexes when another, or none, takes its place. */
export function entriesMissingFrom(
  entries: readonly IndexEntry[],
  successors: readonly IndexEntry[] = [],
): readonly IndexEntry[] {
  return entries.filter(
    ({ index, encoded }) => !successors.some((other) => other.index === index && other.encoded === encoded),
  );
}

/** Whether a document has ceased to exist: at the very millisecond of its expiry it has. */
export function isExpired<T extends object>(collection: Collection<T>, document: T, now: EpochMilliseconds): boolean {
  const expiresAt = collection.expiresAt?.(document);
  return expiresAt !== undefined && expiresAt <= now;
}

/**
 * Decides whether a commit may be applied: every expectation holds, and no unique entry would have two owners
 * afterwards. Entries of documents that the same commit replaces or deletes are free, in whatever order it writes.
 *
 * @throws StoreConflict the first reason why not; expectations come before unique entries
 */
export function assertCommitHolds(writes: readonly PreparedWrite[], state: CommittedState): void {
  const written = new Set<string>();
  for (const { collection, key, encodedKey, expect } of writes) {
    written.add(documentId(collection, encodedKey));
    if (expect === "any") continue;
    const version = state.versionOf(collection, encodedKey);
    if (version !== (expect === "absent" ? undefined : expect))
      throw new StoreConflict({ collection: collection.name, reason: "version", key });
  }
  const claimed = new Set<string>();
  for (const { collection, unique } of writes) {
    for (const claim of unique) {
      const owner = state.ownerOf(collection, claim);
      const isTaken = owner !== undefined && !written.has(documentId(collection, owner));
      const id = `${collection.name}\u0000${claim.index}\u0000${claim.encoded}`;
      if (isTaken || claimed.has(id))
        throw new StoreConflict({
          collection: collection.name,
          reason: "unique",
          index: claim.index,
          key: claim.entry,
        });
      claimed.add(id);
    }
  }
}

/** Encoded keys hold no NUL, so no two documents share an id. */
function documentId(collection: AnyCollection, encodedKey: string): string {
  return `${collection.name}\u0000${encodedKey}`;
}
