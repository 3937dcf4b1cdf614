import { type AnyCollection, indexEntries, isExpired, storedFromJson } from "@cogmock/core/store";
import type { DatabaseSync } from "node:sqlite";
import type { Tables } from "./tables.ts";

/** A collection as the file knows it: by numbers in place of names. */
export interface OpenCollection {
  readonly id: number;
  readonly definition: AnyCollection;
  readonly unique: ReadonlyMap<string, number>;
  readonly ordered: ReadonlyMap<string, number>;
}

/** That a collection's documents expire is kept like an index: their rows say when. */
type IndexKind = "unique" | "ordered" | "expiry";

interface StoredIndex {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
}

const BATCH = 500;

/**
 * Finds a collection of a space in the file, or adds it. Where the indexes that the program declares are not those in the file,
 * as after an upgrade, the new ones are filled from the documents and the others removed. Belongs into a transaction.
 *
 * @param now in epoch milliseconds; what has expired by then is not indexed
 */
export function openCollection(
  database: DatabaseSync,
  tables: Tables,
  { space, definition, now }: { readonly space: number; readonly definition: AnyCollection; readonly now: number },
): OpenCollection {
  const { name } = definition;
  const found = database.prepare("SELECT id FROM collections WHERE space = ? AND name = ?").get(space, name);
  const insert = database.prepare("INSERT INTO collections (space, name) VALUES (?, ?)");
  const id = Number(found?.id ?? insert.run(space, name).lastInsertRowid);

  const stored = storedIndexes(database, id);
  const declared = declaredIndexes(definition);
  for (const index of stored) if (!declared.some((other) => isSame(index, other))) removeIndex(database, index);
  const added = declared
    .filter((index) => !stored.some((other) => isSame(index, other)))
    .map((index) => addIndex(database, id, index));

  const collection: OpenCollection = {
    id,
    definition,
    unique: idsOf([...stored, ...added], "unique"),
    ordered: idsOf([...stored, ...added], "ordered"),
  };
  if (found !== undefined && added.length > 0) fillIndexes(tables, collection, added, now);
  return collection;
}

/** The number of an index. @throws Error the collection was opened with a definition that lacks it */
export function idOf(indexes: ReadonlyMap<string, number>, name: string): number {
  const id = indexes.get(name);
  if (id === undefined) throw new Error(`the collection was first used without an index "${name}"`);
  return id;
}

function declaredIndexes({ unique, ordered, expiresAt }: AnyCollection): readonly Omit<StoredIndex, "id">[] {
  return [
    ...indexesOfKind("unique", Object.keys(unique ?? {})),
    ...indexesOfKind("ordered", Object.keys(ordered ?? {})),
    ...indexesOfKind("expiry", expiresAt === undefined ? [] : ["expiresAt"]),
  ];
}

function indexesOfKind(kind: IndexKind, names: readonly string[]): readonly Omit<StoredIndex, "id">[] {
  return names.map((name) => ({ kind, name }));
}

function storedIndexes(database: DatabaseSync, collection: number): readonly StoredIndex[] {
  const rows = database.prepare("SELECT id, kind, name FROM indexes WHERE collection = ?").all(collection);
  return rows.map(({ id, kind, name }) => ({ id: Number(id), kind: String(kind), name: String(name) }));
}

function isSame(left: Omit<StoredIndex, "id">, right: Omit<StoredIndex, "id">): boolean {
  return left.kind === right.kind && left.name === right.name;
}

function idsOf(indexes: readonly StoredIndex[], wanted: IndexKind): ReadonlyMap<string, number> {
  return new Map(indexes.filter(({ kind }) => kind === wanted).map(({ name, id }) => [name, id]));
}

function addIndex(database: DatabaseSync, collection: number, { kind, name }: Omit<StoredIndex, "id">): StoredIndex {
  const insert = database.prepare("INSERT INTO indexes (collection, kind, name) VALUES (?, ?, ?)");
  return { id: Number(insert.run(collection, kind, name).lastInsertRowid), kind, name };
}

function removeIndex(database: DatabaseSync, { id }: StoredIndex): void {
  for (const table of ["unique_entries", "ordered_entries"])
    database.prepare(`DELETE FROM ${table} WHERE index_id = ?`).run(id);
  database.prepare("DELETE FROM indexes WHERE id = ?").run(id);
}

function fillIndexes(tables: Tables, collection: OpenCollection, added: readonly StoredIndex[], now: number): void {
  const { definition, unique, ordered } = collection;
  const isAdded = (id: number | undefined): id is number => added.some((index) => index.id === id);
  const fillsExpiry = added.some(({ kind }) => kind === "expiry");
  let rows = tables.documentsAfterKey(collection.id, "", BATCH);
  for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
    for (const { id, key, version, json } of rows) {
      const document = storedFromJson<object>(json, version);
      if (fillsExpiry) tables.updateDocument(id, { version, expiresAt: definition.expiresAt?.(document), json });
      if (isExpired(definition, document, now)) continue;
      for (const { index, encoded } of indexEntries(definition.unique ?? {}, document)) {
        const indexId = unique.get(index);
        if (isAdded(indexId)) tables.insertUnique(indexId, encoded, id);
      }
      for (const { index, encoded } of indexEntries(definition.ordered ?? {}, document)) {
        const indexId = ordered.get(index);
        if (isAdded(indexId)) tables.insertOrdered(indexId, { entry: encoded, key, document: id });
      }
    }
    rows = tables.documentsAfterKey(collection.id, last.key, BATCH);
  }
}
