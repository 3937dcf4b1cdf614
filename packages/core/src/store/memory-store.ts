import type { Clock } from "../ports/clock.ts";
import type { Collection } from "./collection.ts";
import { assertCommitHolds, type PreparedWrite, prepareCommit } from "./commit.ts";
import { encodeKey, type Key } from "./key.ts";
import { MemoryCollection } from "./memory-collection.ts";
import { assertIndex, encodeCursor, type IndexPosition, planScan } from "./scan.ts";
import { type AnyWrite, type Page, type ScanOptions, type Store, type Stored, storedVersion } from "./store.ts";

/** How many expired documents of each collection a commit clears away at most. */
const SWEEP_LIMIT = 16;

/**
 * A store that forgets everything when the process ends. Expired documents are cleared away by later commits, a few by
 * each, so that none of them has to wait.
 */
export function createMemoryStore({ clock }: { readonly clock: Clock }): Store {
  return new MemoryStore(clock);
}

class MemoryStore implements Store {
  readonly #clock: Clock;
  // biome-ignore lint/suspicious/noExplicitAny: each is found by the name of its own collection, so its type is that one's.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly #collections = new Map<string, MemoryCollection<any>>();
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
    this.#lastVersion += 1;
    const prepared = prepareCommit(writes, this.#lastVersion);
    const now = this.#clock.now();
    assertCommitHolds(prepared, {
      versionOf: (collection, encodedKey) => this.#open(collection).get(encodedKey, now)?.[storedVersion],
      ownerOf: (collection, { index, encoded }) => {
        const owner = this.#open(collection).ownerOf(index, encoded, now);
        return owner === undefined ? undefined : encodeKey(collection.key(owner));
      },
    });
    this.#apply(prepared);
    for (const collection of this.#collections.values()) collection.sweep(now, SWEEP_LIMIT);
  }

  async clear(): Promise<void> {
    this.#assertOpen();
    this.#collections.clear();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#collections.clear();
  }

  // What goes goes before anything comes, for an entry may move from one document to another in one commit.
  #apply(writes: readonly PreparedWrite[]): void {
    for (const write of writes) this.#open(write.collection).makeWayFor(write);
    for (const write of writes)
      if (write.document !== undefined) this.#open(write.collection).add(write.document, write);
  }

  #open<T extends object>(collection: Collection<T>): MemoryCollection<T> {
    this.#assertOpen();
    let opened = this.#collections.get(collection.name);
    if (opened === undefined) {
      opened = new MemoryCollection(collection);
      this.#collections.set(collection.name, opened);
    }
    return opened;
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new Error("the store is closed");
  }
}
