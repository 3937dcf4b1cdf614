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
import { idOf } from "./open-collection.ts";
import { Pictures } from "./pictures.ts";
import { scanEntries } from "./scan-entries.ts";
import { Spaces } from "./spaces.ts";
import { STAGED_TOGETHER, stageDocuments } from "./stage-documents.ts";
import { toStoreFileError } from "./store-file-error.ts";
import { Tables } from "./tables.ts";
import { Transactions } from "./transactions.ts";
import { NOTHING_APPLIED, toStoreUnavailable } from "./unavailable.ts";
import { Versions } from "./versions.ts";

/** Which file, and how. */
export interface SqliteStoreOptions {
  /** A path; the file and its directory are made where there is none. `:memory:` keeps no file. */
  readonly file: string;
  readonly clock: Clock;
  /** What an acknowledged write survives besides the death of the process: with `full`, loss of power. Default `normal`. */
  readonly durability?: Durability;
}

/**
 * Opens a store in one file, for this process alone until it is closed.
 *
 * @throws StoreFileError the file cannot be used; the message is for the person who chose it
 */
export function openSqliteStore({ file, clock, durability = "normal" }: SqliteStoreOptions): Store {
  const database = openDatabase(file, durability);
  try {
    return new SqliteStore(database, clock);
  } catch (error) {
    database.close();
    throw toStoreFileError(file, error);
  }
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
    return this.#guard(() => {
      const { current } = this.#spaces;
      return liveDocument(
        collection,
        current.documents.get(current.open(collection), encodeKey(key)),
        this.#clock.now(),
      );
    });
  }

  async getUnique<T extends object>(
    collection: Collection<T>,
    index: string,
    entry: Key,
  ): Promise<Stored<T> | undefined> {
    assertIndex(collection, "unique", index);
    return this.#guard(() => {
      const { current } = this.#spaces;
      const known = current.documents.ownerOf(current.open(collection), index, encodeKey(entry));
      return liveDocument(collection, known, this.#clock.now());
    });
  }

  async find<T extends object>(
    collection: Collection<T>,
    index: string,
    prefix: Key,
    options: ScanOptions,
  ): Promise<Page<T>> {
    const scan = planScan(collection, index, prefix, options);
    return this.#guard(() => {
      const { current } = this.#spaces;
      const opened = current.open(collection);
      const now = this.#clock.now();
      const documents: Stored<T>[] = [];
      let last: IndexPosition | undefined;
      for (const row of scanEntries(this.#tables, idOf(opened.ordered, index), scan)) {
        const document = liveDocument(collection, current.documents.getById(opened, row.key, row.document), now);
        if (document === undefined) continue;
        if (last !== undefined && documents.length === scan.limit) return { documents, next: encodeCursor(scan, last) };
        documents.push(document);
        last = row;
      }
      return { documents };
    });
  }

  async count<T extends object>(collection: Collection<T>, index: string, prefix: Key): Promise<number> {
    assertIndex(collection, "ordered", index);
    return this.#guard(() => {
      const opened = this.#spaces.current.open(collection);
      const from = encodeKey(prefix);
      const now = collection.expiresAt === undefined ? undefined : this.#clock.now();
      return this.#tables.count(idOf(opened.ordered, index), from, endOfPrefix(from), now);
    });
  }

  async commit(writes: readonly AnyWrite[]): Promise<void> {
    const prepared = this.#guard(() => {
      for (const { collection } of writes) this.#spaces.current.open(collection);
      return prepareCommit(writes, this.#versions.next());
    }, NOTHING_APPLIED);
    await this.#commits.add(() => this.#spaces.current.apply(prepared));
  }

  async *readAll(
    collections: readonly AnyCollection[],
  ): AsyncGenerator<readonly CollectionDocument[], void, undefined> {
    const picture = this.#guard(() => {
      const opened = collections.map((collection) => this.#spaces.current.open(collection));
      // The commits that wait have versions already, which are below that of this moment.
      this.#commits.flush();
      return this.#pictures.take({ collections: opened, version: this.#versions.next(), now: this.#clock.now() });
    });
    const next = (): readonly CollectionDocument[] => this.#guard(() => picture.next());
    try {
      for (let batch = next(); batch.length > 0; batch = next()) yield batch;
    } finally {
      if (this.#database.isOpen) this.#guard(() => picture.release());
      this.#spaces.clean();
    }
  }

  async replaceAll(
    contents: StoreContents,
    { keep = [] }: { readonly keep?: readonly AnyCollection[] } = {},
  ): Promise<void> {
    this.#assertOpen();
    const space = this.#spaces.begin();
    try {
      for await (const batch of contents) {
        for (let start = 0; start < batch.length; start += STAGED_TOGETHER) {
          const documents = batch.slice(start, start + STAGED_TOGETHER);
          this.#guard(() => stageDocuments(space, documents, { keep, versions: this.#versions }), NOTHING_APPLIED);
          await setImmediate();
        }
      }
      this.#guard(() => {
        this.#commits.flush();
        this.#spaces.makeCurrent(space, keep);
      }, NOTHING_APPLIED);
    } finally {
      this.#spaces.release(space);
    }
  }

  async close(): Promise<void> {
    if (!this.#database.isOpen) return;
    this.#commits.flush();
    this.#spaces.current.documents.forget();
    // The last connection to go copies the log into the file and removes it.
    this.#database.close();
  }

  /** @param consequence what a failure of the disk means for the caller's wish */
  #guard<T>(work: () => T, consequence?: string): T {
    this.#assertOpen();
    try {
      return work();
    } catch (error) {
      throw toStoreUnavailable(error, consequence);
    }
  }

  #assertOpen(): void {
    if (!this.#database.isOpen) throw new Error("the store is closed");
  }
}
