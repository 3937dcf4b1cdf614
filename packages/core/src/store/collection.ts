import type { Key } from "./key.ts";
import type { Stored, Write } from "./store.ts";

/**
 * Where a document is found besides its key: none, one or several entries. The members of a document that an index
 * is built from must be enough to compute it, for a driver may compute it at any time.
 */
export type IndexEntries = readonly Key[];

/** What `defineCollection` is given: how the documents of one kind are keyed and found. */
export interface CollectionDefinition<T extends object> {
  /** Unique among collections, and for ever: it is written into databases. */
  readonly name: string;
  /** The primary key of a document. */
  readonly key: (document: T) => Key;
  /** Indexes in which no two documents may have the same entry. The store refuses a commit that would. */
  readonly unique?: Readonly<Record<string, (document: T) => IndexEntries>>;
  /** Indexes that are scanned in order. Entries may tie; ties are in order of the primary key. */
  readonly ordered?: Readonly<Record<string, (document: T) => IndexEntries>>;
  /** When the document ceases to exist, in epoch milliseconds; absent means never. The reader of an expired document sees none. */
  readonly expiresAt?: (document: T) => number | undefined;
}

/** Any collection, whatever its documents are. */
// biome-ignore lint/suspicious/noExplicitAny: a driver passes a collection its own documents only, so the pair always fits.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyCollection = Collection<any>;

/** A precondition of a write: the document as it was read, or that there is none, or nothing. */
export type Expectation<T extends object> = Stored<T> | "absent" | "any";

/** A kind of document, with its name, key and indexes, and the makers of its writes. */
export interface Collection<T extends object> extends CollectionDefinition<T> {
  /** Creates or replaces a document. */
  put(document: T, precondition: { readonly expect: Expectation<T> }): Write<T>;
  /** Deletes a document. With `expect: "any"` it need not exist. */
  delete(document: T, precondition: { readonly expect: Stored<T> | "any" }): Write<T>;
}

/** Declares a collection. Drivers learn of it from the first call that names it. */
export function defineCollection<T extends object>(definition: CollectionDefinition<T>): Collection<T> {
  const collection: Collection<T> = {
    ...definition,
    put: (document, { expect }) => ({ type: "put", collection, document, expect }),
    delete: (document, { expect }) => ({ type: "delete", collection, document, expect }),
  };
  return collection;
}
