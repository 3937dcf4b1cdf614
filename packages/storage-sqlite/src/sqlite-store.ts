import {
  type AnyCollection,
  type AnyWrite,
  assertCommitHolds,
  assertIndex,
  type Clock,
  type Collection,
  encodeCursor,
  encodeKey,
  endOfPrefix,
  type IndexPosition,
  type Key,
  type Page,
  planScan,
  type PreparedWrite,
  prepareCommit,
  type Scan,
  type ScanOptions,
  type Store,
  type Stored,
  storedVersion,
} from "@cogmock/core/store";
import type { DatabaseSync } from "node:sqlite";
import { type Durability, openDatabase } from "./database.ts";
import { Documents, type KnownDocument, liveDocument } from "./documents.ts";
import { GroupCommit } from "./group-commit.ts";
import { idOf, type OpenCollection, openCollection } from "./open-collection.ts";
import { type EntryRow, Tables } from "./tables.ts";
import { Transactions } from "./transactions.ts";
import { Versions } from "./versions.ts";

/** Which file, and how. */
export interface SqliteStoreOptions {
  /** A path; the file and its directory are made where there is none. `:memory:` keeps no file. */
  readonly file: string;
  readonly clock: Clock;
  /** What an acknowledged write survives besides the death of the process: with `full`, loss of power. Default `normal`. */
  readonly durability?: Durability;
}

/** How many expired documents of each collection a transaction clears away at most. */
const SWEEP_LIMIT = 16;

/** How many entries are read at a time, whatever the limit of the scan. */
const SCAN_BATCH = 1000;

/**
 * Opens a store in one file, for this process alone until it is closed.
 *
 * @throws StoreFileError the file cannot be used; the message is for the person who chose it
 */
export function openSqliteStore({ file, clock, durability = "normal" }: SqliteStoreOptions): Store {
  return new SqliteStore(openDatabase(file, durability), clock);
}

class SqliteStore implements Store {
  readonly #database: DatabaseSync;
  readonly #clock: Clock;
  readonly #tables: Tables;
  readonly #documents: Documents;
  readonly #versions: Versions;
  readonly #transactions: Transactions;
  readonly #commits: GroupCommit;
  readonly #collections = new Map<string, OpenCollection>();

  constructor(database: DatabaseSync, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#tables = new Tables(database);
    this.#documents = new Documents(this.#tables);
    this.#versions = new Versions(database);
    this.#transactions = new Transactions(database, () => this.#documents.forget());
    this.#commits = new GroupCommit((work) =>
      this.#transactions.run(() => {
        work();
        this.#sweep();
      }),
    );
  }

  async get<T extends object>(collection: Collection<T>, key: Key): Promise<Stored<T> | undefined> {
    const opened = this.#open(collection);
    return liveDocument(collection, this.#documents.get(opened, encodeKey(key)), this.#clock.now());
  }

  async getUnique<T extends object>(
    collection: Collection<T>,
    index: string,
    entry: Key,
  ): Promise<Stored<T> | undefined> {
    assertIndex(collection, "unique", index);
    const opened = this.#open(collection);
    return liveDocument(collection, this.#documents.ownerOf(opened, index, encodeKey(entry)), this.#clock.now());
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
    for (const row of this.#entries(opened, index, scan)) {
      const document = liveDocument(collection, this.#documents.getById(opened, row.key, row.document), now);
      if (document === undefined) continue;
      if (last !== undefined && documents.length === scan.limit) return { documents, next: encodeCursor(scan, last) };
      documents.push(document);
      last = row;
    }
    return { documents };
  }

  async count<T extends object>(collection: Collection<T>, index: string, prefix: Key): Promise<number> {
    assertIndex(collection, "ordered", index);
    const opened = this.#open(collection);
    const from = encodeKey(prefix);
    const now = collection.expiresAt === undefined ? undefined : this.#clock.now();
    return this.#tables.count(idOf(opened.ordered, index), from, endOfPrefix(from), now);
  }

  async commit(writes: readonly AnyWrite[]): Promise<void> {
    this.#assertOpen();
    const prepared = prepareCommit(writes, this.#versions.next());
    for (const { collection } of prepared) this.#open(collection);
    await this.#commits.add(() => this.#apply(prepared));
  }

  async clear(): Promise<void> {
    this.#assertOpen();
    this.#commits.flush();
    this.#transactions.run(() => {
      this.#database.exec("DELETE FROM documents; DELETE FROM unique_entries; DELETE FROM ordered_entries");
    });
    this.#documents.forget();
  }

  async close(): Promise<void> {
    if (!this.#database.isOpen) return;
    this.#commits.flush();
    this.#documents.forget();
    // The last connection to go copies the log into the file and removes it.
    this.#database.close();
  }

  #apply(writes: readonly PreparedWrite[]): void {
    const now = this.#clock.now();
    const expiredOwners: { readonly opened: OpenCollection; readonly known: KnownDocument }[] = [];
    assertCommitHolds(writes, {
      versionOf: (collection, key) => {
        const opened = this.#open(collection);
        return liveDocument(collection, this.#documents.get(opened, key), now)?.[storedVersion];
      },
      ownerOf: (collection, { index, encoded }) => {
        const opened = this.#open(collection);
        const known = this.#documents.ownerOf(opened, index, encoded);
        const owner = liveDocument(collection, known, now);
        if (known !== undefined && owner === undefined) expiredOwners.push({ opened, known });
        return owner && encodeKey(collection.key(owner));
      },
    });
    const steps = writes.map((write) => {
      const opened = this.#open(write.collection);
      return { opened, write, replaced: this.#documents.get(opened, write.encodedKey) };
    });
    // What goes goes before anything comes, for an entry may move from one document to another in one commit.
    for (const { opened, write, replaced } of steps)
      if (replaced !== undefined) this.#documents.makeWay(opened, write.encodedKey, replaced, write);
    for (const { opened, known } of expiredOwners) {
      const isWritten = steps.some(({ replaced }) => replaced?.id === known.id);
      if (!isWritten) this.#documents.makeWay(opened, encodeKey(opened.definition.key(known.document)), known);
    }
    for (const { opened, write, replaced } of steps)
      if (write.document !== undefined) this.#documents.put(opened, write.document, write, replaced);
  }

  *#entries(
    opened: OpenCollection,
    index: string,
    { prefix, after, limit }: Scan,
  ): Generator<EntryRow, void, undefined> {
    const indexId = idOf(opened.ordered, index);
    const end = endOfPrefix(prefix);
    const batch = Math.min(limit + 1, SCAN_BATCH);
    let rows =
      after === undefined
        ? this.#tables.scanFrom(indexId, prefix, end, batch)
        : this.#tables.scanAfter(indexId, after, end, batch);
    for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
      yield* rows;
      if (rows.length < batch) return;
      rows = this.#tables.scanAfter(indexId, last, end, batch);
    }
  }

  #sweep(): void {
    const now = this.#clock.now();
    for (const opened of this.#collections.values()) this.#documents.sweep(opened, now, SWEEP_LIMIT);
  }

  #assertOpen(): void {
    if (!this.#database.isOpen) throw new Error("the store is closed");
  }

  #open(collection: AnyCollection): OpenCollection {
    this.#assertOpen();
    let opened = this.#collections.get(collection.name);
    if (opened === undefined) {
      const now = this.#clock.now();
      opened = this.#transactions.run(() => openCollection(this.#database, this.#tables, collection, now));
      this.#collections.set(collection.name, opened);
    }
    return opened;
  }
}
