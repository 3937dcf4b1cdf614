import { type AnyCollection, type Clock, StoreUnavailable } from "@cogmock/core/store";
import { escapeIdentifier } from "pg";
import type { Address } from "./address.ts";
import { CHANGE_TIMEOUT_MS, changeIndexes } from "./change-indexes.ts";
import type { Row } from "./connection.ts";
import type { Connections } from "./connections.ts";
import { lockCatalog } from "./prepare-schema.ts";
import { declaredIndexes, idsOf, isAsDeclared, type StoredCollection, type StoredIndex } from "./stored-collection.ts";
import { Turns } from "./turns.ts";

/** A collection as the database knows it: by numbers in place of names. */
export interface OpenCollection {
  readonly id: number;
  readonly definition: AnyCollection;
  readonly unique: ReadonlyMap<string, number>;
  readonly ordered: ReadonlyMap<string, number>;
  readonly expiry: ReadonlyMap<string, number>;
}

/**
 * Which numbers the collections and indexes of a schema have. They are read once; whoever changes the indexes of a
 * collection that others may know counts `meta.catalog` up, and every answer of the database says what it is.
 */
export class Catalog {
  readonly #address: Address;
  readonly #connections: Connections;
  readonly #clock: Clock;
  readonly #opened = new Map<string, OpenCollection>();
  readonly #turns = new Turns();
  #stored: ReadonlyMap<string, StoredCollection> = new Map();
  #number = 0;

  constructor(address: Address, connections: Connections, clock: Clock) {
    this.#address = address;
    this.#connections = connections;
    this.#clock = clock;
  }

  /** What `meta.catalog` was when the numbers were read. */
  get number(): number {
    return this.#number;
  }

  /** Reads the numbers, unless that has been done since `number` was `outdated`. */
  async load(outdated: number = this.#number): Promise<void> {
    await this.#alone(async () => {
      if (this.#number === outdated) await this.#read();
    });
  }

  /**
   * Collections with their numbers. In the database they are added, or their indexes are made those that the program
   * declares, when a process first uses them. After that they are the process's to rely on.
   *
   * @throws StoreUnavailable a program that declares other indexes has since made them its own
   */
  async open(definitions: readonly AnyCollection[]): Promise<readonly OpenCollection[]> {
    for (const definition of definitions)
      if (!this.#opened.has(definition.name)) await this.#alone(() => this.#firstOpen(definition));
    // All at one moment, that of `number`.
    return definitions.map(({ name }) => this.#ours(name));
  }

  /** One at a time: what was asked later must not be overwritten by what was asked before. */
  #alone(work: () => Promise<void>): Promise<void> {
    return this.#turns.take(["catalog"], work);
  }

  async #firstOpen(definition: AnyCollection): Promise<void> {
    const { name } = definition;
    if (this.#opened.has(name)) return;
    if (!this.#stored.has(name)) await this.#add(definition);
    if (!isAsDeclared(this.#required(name), definition)) await this.#change(definition);
    this.#opened.set(name, toOpenCollection(this.#required(name), definition));
  }

  #ours(name: string): OpenCollection {
    const opened = this.#opened.get(name);
    const stored = this.#stored.get(name);
    if (opened !== undefined && stored !== undefined && isSameAs(opened, toOpenCollection(stored, opened.definition)))
      return opened;
    throw new StoreUnavailable(
      `${name} in ${this.#address.place} is indexed by another version of cogmock now; stop this one, or restart it to take over`,
    );
  }

  #required(name: string): StoredCollection {
    const stored = this.#stored.get(name);
    if (stored === undefined) throw new Error(`the collection ${name} was not registered`);
    return stored;
  }

  /** Adds a collection, unless another process is faster: its indexes are then what counts. */
  async #add(definition: AnyCollection): Promise<void> {
    const declared = declaredIndexes(definition);
    await this.#connections.useAgain((connection) =>
      connection.run(
        `WITH added AS (
           INSERT INTO ${this.#table("collections")} (name) VALUES ($1) ON CONFLICT (name) DO NOTHING RETURNING id
         )
         INSERT INTO ${this.#table("indexes")} (collection, kind, name)
         SELECT added.id, i.kind, i.name FROM added, unnest($2::text[], $3::text[]) AS i (kind, name)`,
        [definition.name, declared.map(({ kind }) => kind), declared.map(({ name }) => name)],
      ),
    );
    await this.#read();
  }

  /** Makes the indexes of a collection those that this program declares. */
  async #change(definition: AnyCollection): Promise<void> {
    const { schema } = this.#address;
    await this.#connections.useOwn(async (connection) => {
      // It takes as long as it takes; whoever waits for it has a limit of their own.
      await connection.run("SET statement_timeout = 0");
      await connection.run("BEGIN");
      await connection.run(lockCatalog(schema), [], CHANGE_TIMEOUT_MS);
      // From here on until the end nobody commits.
      await connection.run(`LOCK TABLE ${this.#table("documents")} IN EXCLUSIVE MODE`, [], CHANGE_TIMEOUT_MS);
      this.#take(await connection.run(this.#selectAll()));
      const stored = this.#required(definition.name);
      if (isAsDeclared(stored, definition)) return;
      await changeIndexes({ connection, schema, definition, stored, now: this.#clock.now() });
      await connection.run(`UPDATE ${this.#table("meta")} SET catalog = catalog + 1`);
      const rows = await connection.run(this.#selectAll());
      await connection.run("COMMIT");
      this.#take(rows);
    });
  }

  async #read(): Promise<void> {
    this.#take(await this.#connections.useAgain((connection) => connection.run(this.#selectAll())));
  }

  #take(rows: readonly Row[]): void {
    const stored = new Map<string, { id: number; indexes: StoredIndex[] }>();
    for (const [catalog, collection, collectionName, index, kind, indexName] of rows) {
      this.#number = Number(catalog);
      if (typeof collectionName !== "string") continue;
      const known = stored.get(collectionName) ?? { id: Number(collection), indexes: [] };
      stored.set(collectionName, known);
      if (typeof kind === "string" && typeof indexName === "string")
        known.indexes.push({ id: Number(index), kind, name: indexName });
    }
    this.#stored = stored;
  }

  #selectAll(): string {
    return `SELECT m.catalog, c.id, c.name, i.id, i.kind, i.name
      FROM ${this.#table("meta")} m
      LEFT JOIN ${this.#table("collections")} c ON true
      LEFT JOIN ${this.#table("indexes")} i ON i.collection = c.id`;
  }

  #table(name: string): string {
    return `${escapeIdentifier(this.#address.schema)}.${name}`;
  }
}

/** The number of an index. @throws Error the collection was opened with a definition that lacks it */
export function idOf(indexes: ReadonlyMap<string, number>, name: string): number {
  const id = indexes.get(name);
  if (id === undefined) throw new Error(`the collection was first used without an index "${name}"`);
  return id;
}

function toOpenCollection({ id, indexes }: StoredCollection, definition: AnyCollection): OpenCollection {
  return {
    id,
    definition,
    unique: idsOf(indexes, "unique"),
    ordered: idsOf(indexes, "ordered"),
    expiry: idsOf(indexes, "expiry"),
  };
}

function isSameAs(left: OpenCollection, right: OpenCollection): boolean {
  return (
    left.id === right.id &&
    isSameMap(left.unique, right.unique) &&
    isSameMap(left.ordered, right.ordered) &&
    isSameMap(left.expiry, right.expiry)
  );
}

function isSameMap(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): boolean {
  return left.size === right.size && [...left].every(([name, id]) => right.get(name) === id);
}
