import type { EpochMilliseconds } from "../ports/clock.ts";
import type { Collection } from "./collection.ts";
import { entriesMissingFrom, indexEntries, isExpired, type PreparedWrite } from "./commit.ts";
import { MemoryIndex } from "./memory-index.ts";
import type { Stored } from "./store.ts";

/** The documents of one collection in memory, with their indexes. */
export class MemoryCollection<T extends object> {
  readonly #collection: Collection<T>;
  readonly #primary: MemoryIndex<T>;
  readonly #unique = new Map<string, MemoryIndex<T>>();
  readonly #ordered = new Map<string, MemoryIndex<T>>();
  /** Only of the documents that expire, by when they do. */
  readonly #byExpiry: MemoryIndex<T>;

  constructor(collection: Collection<T>) {
    this.#collection = collection;
    this.#primary = new MemoryIndex(collection.key);
    for (const name of Object.keys(collection.unique ?? {})) this.#unique.set(name, new MemoryIndex(collection.key));
    for (const name of Object.keys(collection.ordered ?? {})) this.#ordered.set(name, new MemoryIndex(collection.key));
    this.#byExpiry = new MemoryIndex(collection.key);
  }

  /** The document with this primary key, unless it has expired. */
  get(encodedKey: string, now: EpochMilliseconds): Stored<T> | undefined {
    return this.#unlessExpired(this.#primary.at(encodedKey), now);
  }

  /** The document with this entry in a unique index, unless it has expired. */
  ownerOf(index: string, encodedEntry: string, now: EpochMilliseconds): Stored<T> | undefined {
    return this.#unlessExpired(this.#unique.get(index)?.at(encodedEntry), now);
  }

  /** An ordered index, expired documents included. */
  ordered(name: string): MemoryIndex<T> {
    const index = this.#ordered.get(name);
    if (index === undefined) throw new Error(`${this.#collection.name} was first used without an index "${name}"`);
    return index;
  }

  /** Every document that has not expired, in order of primary key. */
  all(now: EpochMilliseconds): readonly Stored<T>[] {
    const documents: Stored<T>[] = [];
    for (const { document } of this.#primary.scan("")) if (this.isLive(document, now)) documents.push(document);
    return documents;
  }

  /** How many documents an ordered index has under a prefix, the expired left out. */
  count(index: string, encodedPrefix: string, now: EpochMilliseconds): number {
    const canExpire = this.#collection.expiresAt !== undefined;
    return this.ordered(index).count(encodedPrefix, canExpire ? (document) => this.isLive(document, now) : undefined);
  }

  isLive(document: Stored<T>, now: EpochMilliseconds): boolean {
    return !isExpired(this.#collection, document, now);
  }

  /**
   * Removes what a write replaces, deletes or, having expired, gives way to. What is not expired and has one of the
   * write's unique entries is itself replaced or deleted by the same commit, for else the commit would not hold.
   */
  makeWayFor(write: PreparedWrite): void {
    const replaced = this.#primary.at(write.encodedKey);
    if (replaced !== undefined) this.#remove(replaced, write);
    for (const { index, encoded } of write.unique) {
      const owner = this.#unique.get(index)?.at(encoded);
      if (owner !== undefined && owner !== replaced) this.#remove(owner);
    }
  }

  /** Puts a document where `makeWayFor` has made way. */
  add(document: Stored<T>, { key, unique, ordered, expiresAt }: PreparedWrite): void {
    this.#primary.add(key, document);
    for (const { index, entry } of unique) this.#unique.get(index)?.add(entry, document);
    for (const { index, entry } of ordered) this.#ordered.get(index)?.add(entry, document);
    if (expiresAt !== undefined) this.#byExpiry.add([expiresAt], document);
  }

  /** Removes expired documents, the longest expired first. */
  sweep(now: EpochMilliseconds, limit: number): void {
    const expired: Stored<T>[] = [];
    for (const { document } of this.#byExpiry.scan("")) {
      if (expired.length === limit || this.isLive(document, now)) break;
      expired.push(document);
    }
    for (const document of expired) this.#remove(document);
  }

  #unlessExpired(document: Stored<T> | undefined, now: EpochMilliseconds): Stored<T> | undefined {
    return document !== undefined && this.isLive(document, now) ? document : undefined;
  }

  /** @param successor puts itself in the place of the entries that it has too */
  #remove(document: Stored<T>, successor?: PreparedWrite): void {
    const { key, unique = {}, ordered = {}, expiresAt } = this.#collection;
    if (successor?.document === undefined) this.#primary.remove(key(document), document);
    for (const gone of entriesMissingFrom(indexEntries(unique, document), successor?.unique))
      this.#unique.get(gone.index)?.remove(gone.entry, document);
    for (const gone of entriesMissingFrom(indexEntries(ordered, document), successor?.ordered))
      this.#ordered.get(gone.index)?.remove(gone.entry, document);
    const expiry = expiresAt?.(document);
    if (expiry !== undefined) this.#byExpiry.remove([expiry], document);
  }
}
