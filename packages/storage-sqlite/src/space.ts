import {
  type AnyCollection,
  assertCommitHolds,
  type Clock,
  encodeKey,
  type PreparedWrite,
  storedVersion,
} from "@cogmock/core/store";
import type { DatabaseSync } from "node:sqlite";
import { Documents, type KnownDocument, liveDocument } from "./documents.ts";
import { type OpenCollection, openCollection } from "./open-collection.ts";
import type { Pictures } from "./pictures.ts";
import type { Tables } from "./tables.ts";
import type { Transactions } from "./transactions.ts";

/** What all spaces of a file share. */
export interface SpaceContext {
  readonly database: DatabaseSync;
  readonly clock: Clock;
  readonly tables: Tables;
  readonly transactions: Transactions;
  readonly pictures: Pictures;
}

/** How many expired documents of each collection a transaction clears away at most. */
const SWEEP_LIMIT = 16;

/** Collections that are seen together. A file has one that is current, and one for each replacement that is on its way. */
export class Space {
  readonly id: number;
  readonly documents: Documents;
  readonly #context: SpaceContext;
  readonly #collections = new Map<string, OpenCollection>();

  constructor(id: number, context: SpaceContext) {
    this.id = id;
    this.#context = context;
    this.documents = new Documents(context.tables, (collection, key, document) =>
      context.pictures.beforeChange(collection, key, document),
    );
  }

  /** Runs work that is wholly on disk afterwards, or not at all. */
  transaction<T>(work: () => T): T {
    try {
      return this.#context.transactions.run(work);
    } catch (error) {
      this.documents.forget();
      throw error;
    }
  }

  /** A collection of this space; the first time in a transaction of its own. */
  open(collection: AnyCollection): OpenCollection {
    const opened = this.#collections.get(collection.name);
    if (opened !== undefined) return opened;
    const { database, tables, clock } = this.#context;
    const details = { space: this.id, definition: collection, now: clock.now() };
    const added = this.transaction(() => openCollection(database, tables, details));
    this.#collections.set(collection.name, added);
    return added;
  }

  /** The collections that have been opened so far. */
  get collections(): readonly OpenCollection[] {
    return [...this.#collections.values()];
  }

  /** Applies the writes of one commit. Belongs into a transaction. @throws StoreConflict nothing was applied */
  apply(writes: readonly PreparedWrite[]): void {
    const now = this.#context.clock.now();
    const expiredOwners: { readonly opened: OpenCollection; readonly known: KnownDocument }[] = [];
    assertCommitHolds(writes, {
      versionOf: (collection, key) => {
        const opened = this.open(collection);
        return liveDocument(collection, this.documents.get(opened, key), now)?.[storedVersion];
      },
      ownerOf: (collection, { index, encoded }) => {
        const opened = this.open(collection);
        const known = this.documents.ownerOf(opened, index, encoded);
        const owner = liveDocument(collection, known, now);
        if (known !== undefined && owner === undefined) expiredOwners.push({ opened, known });
        return owner && encodeKey(collection.key(owner));
      },
    });
    const steps = writes.map((write) => {
      const opened = this.open(write.collection);
      return { opened, write, replaced: this.documents.get(opened, write.encodedKey) };
    });
    // What goes goes before anything comes, for an entry may move from one document to another in one commit.
    for (const { opened, write, replaced } of steps)
      if (replaced !== undefined) this.documents.makeWay(opened, write.encodedKey, replaced, write);
    for (const { opened, known } of expiredOwners) {
      const isWritten = steps.some(({ replaced }) => replaced?.id === known.id);
      if (!isWritten) this.documents.makeWay(opened, encodeKey(opened.definition.key(known.document)), known);
    }
    for (const { opened, write, replaced } of steps)
      if (write.document !== undefined) this.documents.put(opened, write.document, write, replaced);
  }

  /** Removes some of what has expired. Belongs into a transaction. */
  sweep(): void {
    const now = this.#context.clock.now();
    for (const opened of this.#collections.values()) this.documents.sweep(opened, now, SWEEP_LIMIT);
  }

  /** Takes over the collection of another space that has this name. It must have been given to this space in the file. */
  adopt(collection: OpenCollection): void {
    this.#collections.set(collection.definition.name, collection);
  }
}
