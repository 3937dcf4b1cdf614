import type { EpochMilliseconds } from "../ports/clock.ts";
import type { AnyCollection, Collection } from "./collection.ts";
import { assertCommitHolds, type PreparedWrite } from "./commit.ts";
import { encodeKey } from "./key.ts";
import { MemoryCollection } from "./memory-collection.ts";
import { storedVersion } from "./store.ts";

/** The documents of all collections at one time. */
export class MemoryState {
  // biome-ignore lint/suspicious/noExplicitAny: each is found by the name of its own collection, so its type is that one's.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly #collections = new Map<string, MemoryCollection<any>>();

  open<T extends object>(collection: Collection<T>): MemoryCollection<T> {
    let opened = this.#collections.get(collection.name);
    if (opened === undefined) {
      opened = new MemoryCollection(collection);
      this.#collections.set(collection.name, opened);
    }
    return opened;
  }

  /** Applies all writes, or none. @throws StoreConflict see `Store.commit` */
  commit(writes: readonly PreparedWrite[], now: EpochMilliseconds): void {
    assertCommitHolds(writes, {
      versionOf: (collection, encodedKey) => this.open(collection).get(encodedKey, now)?.[storedVersion],
      ownerOf: (collection, { index, encoded }) => {
        const owner = this.open(collection).ownerOf(index, encoded, now);
        return owner === undefined ? undefined : encodeKey(collection.key(owner));
      },
    });
    // What goes goes before anything comes, for an entry may move from one document to another in one commit.
    for (const write of writes) this.open(write.collection).makeWayFor(write);
    for (const write of writes)
      if (write.document !== undefined) this.open(write.collection).add(write.document, write);
  }

  /** Clears away expired documents, at most so many of each collection. */
  sweep(now: EpochMilliseconds, limit: number): void {
    for (const collection of this.#collections.values()) collection.sweep(now, limit);
  }

  /** Takes over a collection of another state, which is not to be used any more. */
  adopt(collection: AnyCollection, from: MemoryState): void {
    this.#collections.set(collection.name, from.open(collection));
  }
}
