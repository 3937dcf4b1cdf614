import type { Clock } from "../ports/clock.ts";
import type { AnyCollection, Collection } from "./collection.ts";
import { prepareCommit } from "./commit.ts";
import { encodeKey, type Key } from "./key.ts";
import type { MemoryCollection } from "./memory-collection.ts";
import { MemoryState } from "./memory-state.ts";
import { assertIndex, encodeCursor, type IndexPosition, planScan } from "./scan.ts";
import type { AnyWrite, CollectionDocument, Page, ScanOptions, Store, StoreContents, Stored } from "./store.ts";

/** How many expired documents of each collection a commit clears away at most. */
const SWEEP_LIMIT = 16;

/** How many documents a batch of `readAll` has at most. */
const READ_BATCH = 1000;

/**
 * A store that forgets everything when the process ends. Expired documents are cleared away by later commits, a few by
 * each, so that none of them has to wait.
 */
export function createMemoryStore({ clock }: { readonly clock: Clock }): Store {
  return new MemoryStore(clock);
}

class MemoryStore implements Store {
  readonly #clock: Clock;
  #state = new MemoryState();
  #lastVersion = 0;
  #isClosed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async get<T extends object>(collection: Collection<T>, key: Key): Promise<Stored<T> | undefined> {
    return this.#open(collection).get(encodeKey(key), this.#clock.now());
  }

  async getUnique<T extends object>(
    collection: Collection<T>,
    index: string,
    entry: Key,
  ): Promise<Stored<T> | undefined> {
    assertIndex(collection, "unique", index);
    return this.#open(collection).ownerOf(index, encodeKey(entry), this.#clock.now());
  }

  async find<T extends object>(
    collection: Collection<T>,
    index: string,
    prefix: Key,
    options: ScanOptions,
  ): Promise<Page<T>> {
    const scan = planScan(collection, index, prefix, options);
    const opened = this.#open(collection);
    const now = this.#clock.now();
    const documents: Stored<T>[] = [];
    let last: IndexPosition | undefined;
    for (const { entry, document } of opened.ordered(index).scan(scan.prefix, scan.after)) {
      if (!opened.isLive(document, now)) continue;
      if (last !== undefined && documents.length === scan.limit) return { documents, next: encodeCursor(scan, last) };
      documents.push(document);
      if (documents.length === scan.limit) last = { entry, key: encodeKey(collection.key(document)) };
    }
    return { documents };
  }

  async count<T extends object>(collection: Collection<T>, index: string, prefix: Key): Promise<number> {
    assertIndex(collection, "ordered", index);
    return this.#open(collection).count(index, encodeKey(prefix), this.#clock.now());
  }

  async commit(writes: readonly AnyWrite[]): Promise<void> {
    this.#assertOpen();
    const now = this.#clock.now();
    this.#state.commit(prepareCommit(writes, this.#nextVersion()), now);
    this.#state.sweep(now, SWEEP_LIMIT);
  }

  async *readAll(
    collections: readonly AnyCollection[],
  ): AsyncGenerator<readonly CollectionDocument[], void, undefined> {
    const now = this.#clock.now();
    // Documents never change, so references to all of them are a moment's picture.
    const picture = collections.map((collection) => ({ collection, documents: this.#open(collection).all(now) }));
    for (const { collection, documents } of picture) {
      for (let start = 0; start < documents.length; start += READ_BATCH)
        yield documents.slice(start, start + READ_BATCH).map((document) => ({ collection, document }));
    }
  }

  async replaceAll(contents: StoreContents, options: { readonly keep?: readonly AnyCollection[] } = {}): Promise<void> {
    this.#assertOpen();
    const replacement = new MemoryState();
    for await (const batch of contents) {
      const version = this.#nextVersion();
      // One by one: to write to a document twice is a mistake within a commit, and here an answer.
      for (const { collection, document } of batch) {
        const write = collection.put(document, { expect: "absent" });
        replacement.commit(prepareCommit([write], version), this.#clock.now());
      }
    }
    this.#assertOpen();
    for (const collection of options.keep ?? []) replacement.adopt(collection, this.#state);
    this.#state = replacement;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#state = new MemoryState();
  }

  #open<T extends object>(collection: Collection<T>): MemoryCollection<T> {
    this.#assertOpen();
    return this.#state.open(collection);
  }

  #nextVersion(): number {
    this.#lastVersion += 1;
    return this.#lastVersion;
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new Error("the store is closed");
  }
}
