import {
  type AnyCollection,
  type AnyWrite,
  assertIndex,
  type Clock,
  type Collection,
  type CollectionDocument,
  encodeCursor,
  encodeKey,
  endOfPrefix,
  type IndexPosition,
  type Key,
  type Page,
  planScan,
  prepareCommit,
  type Scan,
  type ScanOptions,
  type Store,
  type StoreContents,
  type Stored,
} from "@cogmock/core/store";
import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { type Durability, openDatabase } from "./database.ts";
import { liveDocument } from "./documents.ts";
import { GroupCommit } from "./group-commit.ts";
import { idOf, type OpenCollection } from "./open-collection.ts";
import { Pictures } from "./pictures.ts";
import type { Space } from "./space.ts";
import { Spaces } from "./spaces.ts";
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

/** How many documents of a replacement share a transaction, for which everybody waits. */
const STAGED_TOGETHER = 250;

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
  readonly #versions: Versions;
  readonly #pictures: Pictures;
  readonly #spaces: Spaces;
  readonly #commits: GroupCommit;

  constructor(database: DatabaseSync, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#tables = new Tables(database);
    this.#versions = new Versions(database);
    this.#pictures = new Pictures(database);
    const transactions = new Transactions(database);
    this.#spaces = new Spaces({ database, clock, tables: this.#tables, transactions, pictures: this.#pictures });
    this.#commits = new GroupCommit((work) =>
      this.#spaces.current.transaction(() => {
        work();
        this.#spaces.current.sweep();
      }),
    );
  }

  async get<T extends object>(collection: Collection<T>, key: Key): Promise<Stored<T> | undefined> {
    const opened = this.#open(collection);
    return liveDocument(collection, this.#spaces.current.documents.get(opened, encodeKey(key)), this.#clock.now());
  }

  async getUnique<T extends object>(
    collection: Collection<T>,
    index: string,
    entry: Key,
  ): Promise<Stored<T> | undefined> {
    assertIndex(collection, "unique", index);
    const opened = this.#open(collection);
    return liveDocument(
      collection,
      this.#spaces.current.documents.ownerOf(opened, index, encodeKey(entry)),
      this.#clock.now(),
    );
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
      const document = liveDocument(
        collection,
        this.#spaces.current.documents.getById(opened, row.key, row.document),
        now,
      );
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
    await this.#commits.add(() => this.#spaces.current.apply(prepared));
  }

  async *readAll(
    collections: readonly AnyCollection[],
  ): AsyncGenerator<readonly CollectionDocument[], void, undefined> {
    const opened = collections.map((collection) => this.#open(collection));
    // Commits that wait have lower versions already than what comes after this moment.
    this.#commits.flush();
    const picture = this.#pictures.take({
      collections: opened,
      version: this.#versions.next(),
      now: this.#clock.now(),
    });
    try {
      for (let batch = picture.next(); batch.length > 0; batch = picture.next()) {
        yield batch;
        this.#assertOpen();
      }
    } finally {
      if (this.#database.isOpen) picture.release();
      this.#spaces.clean();
    }
  }

  async replaceAll(contents: StoreContents, options: { readonly keep?: readonly AnyCollection[] } = {}): Promise<void> {
    this.#assertOpen();
    const keep = options.keep ?? [];
    const space = this.#spaces.begin();
    try {
      for await (const batch of contents) {
        for (let start = 0; start < batch.length; start += STAGED_TOGETHER) {
          this.#assertOpen();
          this.#stage(space, batch.slice(start, start + STAGED_TOGETHER), keep);
          await setImmediate();
        }
      }
      this.#assertOpen();
      this.#commits.flush();
      this.#spaces.makeCurrent(space, keep);
    } catch (error) {
      this.#spaces.giveUp(space);
      throw error;
    }
  }

  async close(): Promise<void> {
    if (!this.#database.isOpen) return;
    this.#commits.flush();
    this.#spaces.current.documents.forget();
    // The last connection to go copies the log into the file and removes it.
    this.#database.close();
  }

  #stage(space: Space, documents: readonly CollectionDocument[], keep: readonly AnyCollection[]): void {
    const prepared = documents.map(({ collection, document }) => {
      if (keep.some(({ name }) => name === collection.name))
        throw new Error(`${collection.name} is to be kept, and must not be among the contents`);
      return prepareCommit([collection.put(document, { expect: "absent" })], this.#versions.next());
    });
    for (const { collection } of documents) space.open(collection);
    space.transaction(() => {
      for (const writes of prepared) space.apply(writes);
    });
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

  #assertOpen(): void {
    if (!this.#database.isOpen) throw new Error("the store is closed");
  }

  #open(collection: AnyCollection): OpenCollection {
    this.#assertOpen();
    return this.#spaces.current.open(collection);
  }
}
