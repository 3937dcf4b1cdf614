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
  type Key,
  type Page,
  planScan,
  type PreparedWrite,
  prepareCommit,
  type ScanOptions,
  type Store,
  type StoreContents,
  type Stored,
  storedFromJson,
  StoreUnavailable,
} from "@cogmock/core/store";
import { type Address, parseAddress } from "./address.ts";
import { Catalog, idOf, type OpenCollection } from "./catalog.ts";
import { toColumns, toConflict } from "./commit.ts";
import type { Row, Statement } from "./connection.ts";
import { Connections } from "./connections.ts";
import { toPostgresStoreError } from "./postgres-store-error.ts";
import { prepareSchema } from "./prepare-schema.ts";
import { readAll } from "./read-all.ts";
import { replaceAll } from "./replace-all.ts";
import { Statements } from "./statements.ts";
import { Turns } from "./turns.ts";
import { isConnectionLost, isRace, toUnavailable } from "./unavailable.ts";

/** Which database, and how. */
export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database?schema=name&pool_size=10` */
  readonly url: string;
  readonly clock: Clock;
  /** Where the tables are; made where there is none. Stronger than the URL's. Default `cogmock`. */
  readonly schema?: string;
  /** How many connections to keep at most for everyday work. Stronger than the URL's. Default 10. */
  readonly poolSize?: number;
}

/** How many expired documents a commit clears away at most. */
const SWEEP_LIMIT = 16;

/** Commits of more writes have a connection of their own, and the time that they need. */
const LARGE_COMMIT = 2_000;
const LARGE_COMMIT_TIMEOUT_MS = 30 * 60_000;

/** How often a commit starts over that met others; each time one of those others was through. */
const COMMIT_ATTEMPTS = 20;

/**
 * Opens a store in a schema of a PostgreSQL database, together with any number of other processes.
 *
 * @throws PostgresStoreError the database cannot be used; the message is for the person who chose it
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const address = parseAddress(options.url, options);
  const connections = new Connections(address);
  try {
    await connections.useOwn((connection) => prepareSchema(connection, address));
    const catalog = new Catalog(address, connections, options.clock);
    await catalog.load();
    return new PostgresStore(address, connections, catalog, options.clock);
  } catch (error) {
    await connections.close();
    throw toPostgresStoreError(address.place, error);
  }
}

class PostgresStore implements Store {
  readonly #address: Address;
  readonly #connections: Connections;
  readonly #catalog: Catalog;
  readonly #clock: Clock;
  readonly #statements: Statements;
  readonly #turns = new Turns();
  /** What was asked for and is not answered yet. */
  readonly #underWay = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(address: Address, connections: Connections, catalog: Catalog, clock: Clock) {
    this.#address = address;
    this.#connections = connections;
    this.#catalog = catalog;
    this.#clock = clock;
    this.#statements = new Statements(address.schema);
  }

  async get<T extends object>(collection: Collection<T>, key: Key): Promise<Stored<T> | undefined> {
    return this.#answer(async () => {
      const [opened] = await this.#catalog.open([collection]);
      const [row] = await this.#read(this.#statements.get, [opened?.id, encodeKey(key), this.#clock.now()]);
      return toDocument<T>(row?.[0], row?.[1]);
    });
  }

  async getUnique<T extends object>(
    collection: Collection<T>,
    index: string,
    entry: Key,
  ): Promise<Stored<T> | undefined> {
    return this.#answer(async () => {
      assertIndex(collection, "unique", index);
      const [row] = await this.#readIndex(collection, this.#statements.getUnique, ({ unique }) => [
        idOf(unique, index),
        encodeKey(entry),
        this.#clock.now(),
      ]);
      return toDocument<T>(row?.[1], row?.[2]);
    });
  }

  async find<T extends object>(
    collection: Collection<T>,
    index: string,
    prefix: Key,
    options: ScanOptions,
  ): Promise<Page<T>> {
    return this.#answer(async () => {
      const scan = planScan(collection, index, prefix, options);
      const end = endOfPrefix(scan.prefix);
      const start = scan.after === undefined ? [scan.prefix] : [scan.after.entry, scan.after.key];
      const statement = this.#statements.find({ hasCursor: scan.after !== undefined, hasEnd: end !== undefined });
      const rows = await this.#readIndex(collection, statement, ({ ordered }) => [
        idOf(ordered, index),
        this.#clock.now(),
        scan.limit + 1,
        ...start,
        ...(end === undefined ? [] : [end]),
      ]);
      const found = rows.slice(0, Math.min(scan.limit, rows.length - 1));
      const documents = found.flatMap((row) => toDocument<T>(row[0], row[1]) ?? []);
      const last = documents.at(-1);
      const entry = found.at(-1)?.[2];
      const isLastPage = rows.length - 1 <= scan.limit;
      if (isLastPage || last === undefined || typeof entry !== "string") return { documents };
      return { documents, next: encodeCursor(scan, { entry, key: encodeKey(collection.key(last)) }) };
    });
  }

  async count<T extends object>(collection: Collection<T>, index: string, prefix: Key): Promise<number> {
    return this.#answer(async () => {
      assertIndex(collection, "ordered", index);
      const from = encodeKey(prefix);
      const end = endOfPrefix(from);
      const canExpire = collection.expiresAt !== undefined;
      const statement = this.#statements.count({ hasEnd: end !== undefined, canExpire });
      const [row] = await this.#readIndex(collection, statement, ({ ordered }) => [
        idOf(ordered, index),
        this.#clock.now(),
        from,
        ...(end === undefined ? [] : [end]),
      ]);
      return Number(row?.[1]);
    });
  }

  async commit(writes: readonly AnyWrite[]): Promise<void> {
    return this.#answer(async () => {
      // Copied before anything else happens. The versions are the database's to give.
      const prepared = prepareCommit(writes, 0);
      if (prepared.length > 0) await this.#turns.take(namesOf(prepared), () => this.#commit(prepared));
    });
  }

  async *readAll(
    collections: readonly AnyCollection[],
  ): AsyncGenerator<readonly CollectionDocument[], void, undefined> {
    const opened = await this.#answer(() => this.#catalog.open(collections));
    try {
      yield* readAll(this.#connections, this.#address.schema, opened, this.#clock.now());
    } catch (error) {
      this.#assertOpen();
      throw toUnavailable(this.#address.place, error);
    }
  }

  async replaceAll(contents: StoreContents, options: { readonly keep?: readonly AnyCollection[] } = {}): Promise<void> {
    return this.#answer(() =>
      replaceAll({
        connections: this.#connections,
        catalog: this.#catalog,
        schema: this.#address.schema,
        contents,
        keep: options.keep ?? [],
      }),
    );
  }

  close(): Promise<void> {
    this.#closing ??= Promise.allSettled(this.#underWay).then(() => this.#connections.close());
    return this.#closing;
  }

  async #commit(writes: readonly PreparedWrite[]): Promise<void> {
    for (let attempt = 1; attempt <= COMMIT_ATTEMPTS; attempt++) {
      const opened = await this.#catalog.open(writes.map(({ collection }) => collection));
      const { number } = this.#catalog;
      const { values, claims } = toColumns(writes, opened);
      const all = [number, this.#clock.now(), SWEEP_LIMIT, ...values];
      let answer: string | null | undefined;
      try {
        answer = await this.#send(all, writes.length > LARGE_COMMIT);
      } catch (error) {
        if (!isRace(error)) throw error;
        continue;
      }
      if (answer === null) return;
      if (answer === "catalog") await this.#catalog.load(number);
      else if (answer !== "again") throw toConflict(answer ?? "", writes, claims);
    }
    throw new StoreUnavailable(
      `PostgreSQL at ${this.#address.place} did not get through with a commit in ${COMMIT_ATTEMPTS} attempts; it was not applied`,
    );
  }

  /** @returns what `commit_writes` answers */
  async #send(values: readonly unknown[], isLarge: boolean): Promise<string | null | undefined> {
    const { commit } = this.#statements;
    let isSent = false;
    try {
      const [row] = isLarge
        ? await this.#connections.useOwn(async (connection) => {
            await connection.run("SET statement_timeout = 0");
            isSent = true;
            return connection.run(commit.text, values, LARGE_COMMIT_TIMEOUT_MS);
          })
        : await this.#connections.use((connection) => {
            isSent = true;
            return connection.query(commit, values);
          });
      return row?.[0];
    } catch (error) {
      const isUnknown = isSent && isConnectionLost(error);
      const outcome = isUnknown ? "whether the commit was applied is not known" : "the commit was not applied";
      throw toUnavailable(this.#address.place, error, `; ${outcome}`);
    }
  }

  #read(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
    return this.#connections.useAgain((connection) => connection.query(statement, values));
  }

  /** Reads by numbers that may have changed; then by the new ones. */
  async #readIndex(
    collection: AnyCollection,
    statement: Statement,
    valuesOf: (opened: OpenCollection) => readonly unknown[],
  ): Promise<readonly Row[]> {
    for (;;) {
      const [opened] = await this.#catalog.open([collection]);
      if (opened === undefined) throw new Error(`the collection ${collection.name} was not opened`);
      const { number } = this.#catalog;
      const rows = await this.#read(statement, valuesOf(opened));
      if (Number(rows.at(-1)?.[0]) === number) return rows;
      await this.#catalog.load(number);
    }
  }

  /** Runs what a caller asks for, unless the store is closed, and answers failures of the database as such. */
  async #answer<T>(work: () => Promise<T>): Promise<T> {
    this.#assertOpen();
    const answer = work();
    this.#underWay.add(answer);
    try {
      return await answer;
    } catch (error) {
      throw toUnavailable(this.#address.place, error);
    } finally {
      this.#underWay.delete(answer);
    }
  }

  #assertOpen(): void {
    if (this.#closing !== undefined) throw new Error("the store is closed");
  }
}

function toDocument<T extends object>(
  version: string | null | undefined,
  json: string | null | undefined,
): Stored<T> | undefined {
  return typeof json === "string" ? storedFromJson<T>(json, Number(version)) : undefined;
}

/** What two commits must not both be at: documents, and entries that have one owner. */
function namesOf(writes: readonly PreparedWrite[]): readonly string[] {
  const names = new Set<string>();
  for (const { collection, encodedKey, unique } of writes) {
    names.add(`${collection.name}\u0000${encodedKey}`);
    for (const { index, encoded } of unique) names.add(`${collection.name}\u0000${index}\u0000${encoded}`);
  }
  return [...names];
}
