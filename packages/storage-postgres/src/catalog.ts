import {
  type AnyCollection,
  type Clock,
  indexEntries,
  isExpired,
  storedFromJson,
  StoreUnavailable,
} from "@cogmock/core/store";
import { escapeIdentifier } from "pg";
import type { Address } from "./address.ts";
import type { Connection, Row } from "./connection.ts";
import type { Connections } from "./connections.ts";
import { lockCatalog } from "./prepare-schema.ts";
import { hashOf } from "./tables.ts";

/** A collection as the database knows it: by numbers in place of names. */
export interface OpenCollection {
  readonly id: number;
  readonly definition: AnyCollection;
  readonly unique: ReadonlyMap<string, number>;
  readonly ordered: ReadonlyMap<string, number>;
  readonly expiry: ReadonlyMap<string, number>;
}

/** That a collection's documents expire is kept like an index: their rows say when. */
type IndexKind = "unique" | "ordered" | "expiry";

interface DeclaredIndex {
  readonly kind: string;
  readonly name: string;
}

interface StoredIndex extends DeclaredIndex {
  readonly id: number;
}

interface StoredCollection {
  readonly id: number;
  readonly indexes: readonly StoredIndex[];
}

const BATCH = 500;

/**
 * Which numbers the collections and indexes of a schema have. They are read once; whoever changes the indexes of a
 * collection that others may know counts `meta.catalog` up, and every answer of the database says what it is.
 */
export class Catalog {
  readonly #address: Address;
  readonly #connections: Connections;
  readonly #clock: Clock;
  readonly #opened = new Map<string, OpenCollection>();
  readonly #opening = new Map<string, Promise<void>>();
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

  /** Reads the numbers, for the first time or again. */
  async load(): Promise<void> {
    const rows = await this.#connections.useAgain((connection) => connection.run(this.#selectAll()));
    this.#take(rows);
  }

  /**
   * Collections with their numbers. In the database they are added, or their indexes are made those that the program
   * declares, when a process first uses them. After that they are the process's to rely on.
   *
   * @throws StoreUnavailable a program that declares other indexes has since made them its own
   */
  async open(definitions: readonly AnyCollection[]): Promise<readonly OpenCollection[]> {
    for (const definition of definitions) if (!this.#opened.has(definition.name)) await this.#firstOpen(definition);
    // All at one moment, that of `number`.
    return definitions.map((definition) => this.#ours(definition.name));
  }

  async #firstOpen(definition: AnyCollection): Promise<void> {
    let opening = this.#opening.get(definition.name);
    if (opening === undefined) {
      opening = this.#findOrRegister(definition).finally(() => this.#opening.delete(definition.name));
      this.#opening.set(definition.name, opening);
    }
    await opening;
  }

  async #findOrRegister(definition: AnyCollection): Promise<void> {
    if (!isAsDeclared(this.#stored.get(definition.name), definition)) await this.#register(definition);
    const stored = this.#stored.get(definition.name);
    if (stored === undefined) throw new Error(`the collection ${definition.name} was not registered`);
    this.#opened.set(definition.name, toOpenCollection(stored, definition));
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

  async #register(definition: AnyCollection): Promise<void> {
    const connection = await this.#connections.openOwn();
    try {
      // Filling an index takes as long as it takes; whoever waits for it has a limit of their own.
      await connection.run("SET statement_timeout = 0");
      await connection.run("BEGIN");
      await connection.run(lockCatalog(this.#address.schema));
      this.#take(await connection.run(this.#selectAll()));
      const stored = this.#stored.get(definition.name);
      if (!isAsDeclared(stored, definition)) {
        if (stored === undefined) await this.#add(connection, definition);
        else await this.#change(connection, definition, stored);
      }
      const rows = await connection.run(this.#selectAll());
      await connection.run("COMMIT");
      this.#take(rows);
    } finally {
      this.#connections.closeOwn(connection);
    }
  }

  async #add(connection: Connection, definition: AnyCollection): Promise<void> {
    const [row] = await connection.run(`INSERT INTO ${this.#table("collections")} (name) VALUES ($1) RETURNING id`, [
      definition.name,
    ]);
    for (const index of declaredIndexes(definition)) await this.#addIndex(connection, Number(row?.[0]), index);
  }

  async #change(connection: Connection, definition: AnyCollection, stored: StoredCollection): Promise<void> {
    // From here on until the end nobody commits.
    await connection.run(`LOCK TABLE ${this.#table("documents")} IN EXCLUSIVE MODE`);
    const declared = declaredIndexes(definition);
    for (const index of stored.indexes)
      if (!declared.some((other) => isSame(index, other))) await this.#removeIndex(connection, stored.id, index);
    const added: StoredIndex[] = [];
    for (const index of declared)
      if (!stored.indexes.some((other) => isSame(index, other)))
        added.push(await this.#addIndex(connection, stored.id, index));
    if (added.length > 0) await this.#fill(connection, definition, stored.id, added);
    await connection.run(`UPDATE ${this.#table("meta")} SET catalog = catalog + 1`);
  }

  async #addIndex(connection: Connection, collection: number, { kind, name }: DeclaredIndex): Promise<StoredIndex> {
    const [row] = await connection.run(
      `INSERT INTO ${this.#table("indexes")} (collection, kind, name) VALUES ($1, $2, $3) RETURNING id`,
      [collection, kind, name],
    );
    return { id: Number(row?.[0]), kind, name };
  }

  async #removeIndex(connection: Connection, collection: number, { id, kind }: StoredIndex): Promise<void> {
    await connection.run(`DELETE FROM ${this.#table("indexes")} WHERE id = $1`, [id]);
    if (kind === "expiry")
      await connection.run(
        `UPDATE ${this.#table("documents")} SET expires_at = NULL WHERE collection = $1 AND expires_at IS NOT NULL`,
        [collection],
      );
    else
      for (const table of ["unique_entries", "ordered_entries"])
        await connection.run(`DELETE FROM ${this.#table(table)} WHERE index_id = $1`, [id]);
  }

  async #fill(
    connection: Connection,
    definition: AnyCollection,
    collection: number,
    added: readonly StoredIndex[],
  ): Promise<void> {
    const now = this.#clock.now();
    const unique = idsOf(added, "unique");
    const ordered = idsOf(added, "ordered");
    const fillsExpiry = added.some(({ kind }) => kind === "expiry");
    const next = `SELECT id, key, version, json FROM ${this.#table("documents")}
      WHERE collection = $1 AND id > $2 ORDER BY id LIMIT ${BATCH}`;
    let rows = await connection.run(next, [collection, 0]);
    for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
      const expiries: [string[], (number | undefined)[]] = [[], []];
      const uniqueRows: [string[], number[], string[]] = [[], [], []];
      const orderedRows: [string[], number[], string[], string[]] = [[], [], [], []];
      for (const [id = "", key, version, json] of rows) {
        const document = storedFromJson<object>(json ?? "", Number(version));
        expiries[0].push(id ?? "");
        expiries[1].push(definition.expiresAt?.(document));
        if (isExpired(definition, document, now)) continue;
        for (const { index, encoded } of indexEntries(definition.unique ?? {}, document)) {
          const indexId = unique.get(index);
          if (indexId !== undefined) pushRow(uniqueRows, [id ?? "", indexId, encoded]);
        }
        for (const { index, encoded } of indexEntries(definition.ordered ?? {}, document)) {
          const indexId = ordered.get(index);
          if (indexId !== undefined) pushRow(orderedRows, [id ?? "", indexId, encoded, key ?? ""]);
        }
      }
      if (fillsExpiry)
        await connection.run(
          `UPDATE ${this.#table("documents")} d SET expires_at = w.expires_at
           FROM unnest($1::bigint[], $2::bigint[]) AS w (id, expires_at) WHERE d.id = w.id`,
          expiries,
        );
      await connection.run(
        `INSERT INTO ${this.#table("unique_entries")} (document, index_id, entry_hash)
         SELECT u.document, u.index_id, ${hashOf("u.entry")}
         FROM unnest($1::bigint[], $2::integer[], $3::text[]) AS u (document, index_id, entry)`,
        uniqueRows,
      );
      await connection.run(
        `INSERT INTO ${this.#table("ordered_entries")} (document, index_id, entry, key)
         SELECT * FROM unnest($1::bigint[], $2::integer[], $3::text[], $4::text[])`,
        orderedRows,
      );
      rows = await connection.run(next, [collection, last[0]]);
    }
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

function declaredIndexes({ unique, ordered, expiresAt }: AnyCollection): readonly DeclaredIndex[] {
  return [
    ...indexesOfKind("unique", Object.keys(unique ?? {})),
    ...indexesOfKind("ordered", Object.keys(ordered ?? {})),
    ...indexesOfKind("expiry", expiresAt === undefined ? [] : ["expiresAt"]),
  ];
}

function indexesOfKind(kind: IndexKind, names: readonly string[]): readonly DeclaredIndex[] {
  return names.map((name) => ({ kind, name }));
}

function isAsDeclared(stored: StoredCollection | undefined, definition: AnyCollection): boolean {
  if (stored === undefined) return false;
  const declared = declaredIndexes(definition);
  return (
    declared.length === stored.indexes.length &&
    declared.every((index) => stored.indexes.some((other) => isSame(index, other)))
  );
}

function isSame(left: DeclaredIndex, right: DeclaredIndex): boolean {
  return left.kind === right.kind && left.name === right.name;
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

function idsOf(indexes: readonly StoredIndex[], wanted: IndexKind): ReadonlyMap<string, number> {
  return new Map(indexes.filter(({ kind }) => kind === wanted).map(({ name, id }) => [name, id]));
}

function isSameMap(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): boolean {
  return left.size === right.size && [...left].every(([name, id]) => right.get(name) === id);
}

function pushRow(columns: unknown[][], values: readonly unknown[]): void {
  for (const [position, value] of values.entries()) columns[position]?.push(value);
}
