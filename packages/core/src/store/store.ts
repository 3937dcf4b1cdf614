import type { AnyCollection, Collection, Expectation } from "./collection.ts";
import type { Key } from "./key.ts";

/** Carries the version a document was read at; set by drivers, read by drivers. */
export const storedVersion: unique symbol = Symbol("cogmock.storedVersion");

/**
 * A document as a driver returns it: deeply frozen, and knowing the version it was read at, so that a write can say
 * `expect: document`. Spreading it into a new document (`{ ...user, status }`) is how it is changed.
 */
export type Stored<T extends object> = T & { readonly [storedVersion]: number };

/** One step of a commit. Made by `Collection.put` and `Collection.delete`. */
export type Write<T extends object = object> =
  | { readonly type: "put"; readonly collection: Collection<T>; readonly document: T; readonly expect: Expectation<T> }
  | {
      readonly type: "delete";
      readonly collection: Collection<T>;
      readonly document: T;
      readonly expect: Stored<T> | "any";
    };

/** Any write, whatever it writes. */
// biome-ignore lint/suspicious/noExplicitAny: a Write<T> is only ever made by its Collection<T>, so the pair always fits.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyWrite = Write<any>;

/** Which part of an ordered index to read. */
export interface ScanOptions {
  /** Only entries whose part after the prefix begins with this text. The empty text is no restriction. */
  readonly startsWith?: string;
  /** The cursor of the last document of the page before: read on after it. */
  readonly after?: string;
  /** At most this many documents; at least 1. */
  readonly limit: number;
}

/** A page of an ordered index. */
export interface Page<T extends object> {
  readonly documents: readonly Stored<T>[];
  /**
   * The cursor of the last document, to read on from; absent when no document follows. Opaque to callers, good on any
   * driver that holds the same data, and good still when the document it names is gone.
   */
  readonly next?: string;
}

/** A document with the collection that it belongs to. */
export interface CollectionDocument {
  readonly collection: AnyCollection;
  readonly document: object;
}

/** What a store is to hold, in batches of any size: a batch, not all of it, is in memory at a time. */
export type StoreContents = AsyncIterable<readonly CollectionDocument[]> | Iterable<readonly CollectionDocument[]>;

/**
 * Where documents live. Reads see committed state; `commit` applies all of its writes or none. The order of scans is
 * bytewise in UTF-8 on every driver. A document that has expired (by the `now` that the store was made with) is not
 * seen by any read and does not stand in the way of a write.
 *
 * Every method rejects with `StoreUnavailable` where the database does not answer; the next call tries anew.
 */
export interface Store {
  /** The document with this primary key. */
  get<T extends object>(collection: Collection<T>, key: Key): Promise<Stored<T> | undefined>;
  /** The document with this entry in a unique index. */
  getUnique<T extends object>(collection: Collection<T>, index: string, entry: Key): Promise<Stored<T> | undefined>;
  /**
   * Documents whose entries in an ordered index begin with all parts of `prefix`, in order of entry, then of primary
   * key. A document with several such entries comes once for each.
   *
   * @throws InvalidCursor `after` was not made by this index, or lies outside of `prefix` and `startsWith`
   */
  find<T extends object>(collection: Collection<T>, index: string, prefix: Key, options: ScanOptions): Promise<Page<T>>;
  /** How many documents `find` would find in all. */
  count<T extends object>(collection: Collection<T>, index: string, prefix: Key): Promise<number>;
  /**
   * Applies all writes, or none. When the promise resolves, the writes outlive the process (in drivers that persist).
   * Of two commits of which one began when the other had been acknowledged, whoever made them, the later one gives its
   * documents the higher version.
   *
   * @throws StoreConflict an expectation does not hold, or a unique index has the entry already
   * @throws Error two of the writes are to the same document, which is a mistake in the program
   */
  commit(writes: readonly AnyWrite[]): Promise<void>;
  /**
   * Every document of these collections as of one moment, in batches, in order of collection as given and then of
   * primary key. Commits made meanwhile neither wait for it nor are seen by it.
   */
  readAll(collections: readonly AnyCollection[]): AsyncIterable<readonly CollectionDocument[]>;
  /**
   * Puts these documents in the place of every document of every collection, at one moment: until then, and for ever
   * if it fails, everything is as it was. Reads and commits go on while the contents are still coming. The documents get
   * new versions, so that no expectation from before holds. Without contents it empties the store.
   *
   * @param options.keep collections that stay as they are; the contents must not have any of theirs
   * @throws StoreConflict two documents of the contents have the same key or the same entry in a unique index
   */
  replaceAll(contents: StoreContents, options?: { readonly keep?: readonly AnyCollection[] }): Promise<void>;
  /** Finishes what is under way and lets go of files, connections and threads. */
  close(): Promise<void>;
}

/** Why a commit was refused. */
export interface StoreConflictDetails {
  readonly collection: string;
  /** `version`: the expected version or absence did not hold; `unique`: another document has the entry. */
  readonly reason: "version" | "unique";
  /** The unique index, where the reason is `unique`. */
  readonly index?: string;
  /** The entry or primary key that collided. */
  readonly key: Key;
}

/** A commit was refused because of what another commit wrote. Nothing of it was applied. */
export class StoreConflict extends Error {
  override readonly name = "StoreConflict";
  readonly collection: string;
  readonly reason: "version" | "unique";
  readonly index: string | undefined;
  readonly key: Key;

  constructor(details: StoreConflictDetails) {
    const where = details.index === undefined ? details.collection : `${details.collection}.${details.index}`;
    super(`${details.reason} conflict in ${where}`);
    this.collection = details.collection;
    this.reason = details.reason;
    this.index = details.index;
    this.key = details.key;
  }
}

/** A cursor that its index did not make, or made for another prefix. Cursors come from callers, so this is an answer. */
export class InvalidCursor extends Error {
  override readonly name = "InvalidCursor";
}

/**
 * The database does not answer, or cannot write: it has stopped, the connection broke, its disk is full. A read may be
 * repeated at will. Of a commit it is not known whether it was applied, unless the message says that it was not.
 */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}
