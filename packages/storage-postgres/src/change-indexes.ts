import { type AnyCollection, indexEntries, isExpired, storedFromJson } from "@cogmock/core/store";
import { escapeIdentifier } from "pg";
import type { Connection, Row } from "./connection.ts";
import {
  type DeclaredIndex,
  declaredIndexes,
  idsOf,
  indexesMissingFrom,
  type StoredCollection,
  type StoredIndex,
} from "./stored-collection.ts";
import { hashOf } from "./tables.ts";

/** How many documents are indexed at a time. */
const BATCH = 500;

/** How long a step of this may take. */
export const CHANGE_TIMEOUT_MS: number = 10 * 60_000;

/** Whose indexes are changed, and by whom. */
export interface IndexChange {
  /** In a transaction that keeps commits out. */
  readonly connection: Connection;
  readonly schema: string;
  readonly definition: AnyCollection;
  readonly stored: StoredCollection;
  /** In epoch milliseconds; what has expired by then is not indexed. */
  readonly now: number;
}

/** Makes the indexes of a collection those that the program declares: removes what is not declared, fills what is new. */
export async function changeIndexes(change: IndexChange): Promise<void> {
  const { definition, stored } = change;
  const declared = declaredIndexes(definition);
  for (const index of indexesMissingFrom(stored.indexes, declared)) await removeIndex(change, index);
  const added: StoredIndex[] = [];
  for (const index of indexesMissingFrom(declared, stored.indexes)) added.push(await addIndex(change, index));
  if (added.length > 0) await fillIndexes(change, added);
}

async function addIndex({ connection, schema, stored }: IndexChange, index: DeclaredIndex): Promise<StoredIndex> {
  const { kind, name } = index;
  const [row] = await connection.run(
    `INSERT INTO ${escapeIdentifier(schema)}.indexes (collection, kind, name) VALUES ($1, $2, $3) RETURNING id`,
    [stored.id, kind, name],
  );
  return { id: Number(row?.[0]), kind, name };
}

async function removeIndex({ connection, schema, stored }: IndexChange, { id, kind }: StoredIndex): Promise<void> {
  const table = (name: string): string => `${escapeIdentifier(schema)}.${name}`;
  await connection.run(`DELETE FROM ${table("indexes")} WHERE id = $1`, [id]);
  if (kind === "expiry")
    await connection.run(
      `UPDATE ${table("documents")} SET expires_at = NULL WHERE collection = $1 AND expires_at IS NOT NULL`,
      [stored.id],
      CHANGE_TIMEOUT_MS,
    );
  else
    for (const entries of ["unique_entries", "ordered_entries"])
      await connection.run(`DELETE FROM ${table(entries)} WHERE index_id = $1`, [id], CHANGE_TIMEOUT_MS);
}

async function fillIndexes(change: IndexChange, added: readonly StoredIndex[]): Promise<void> {
  const { connection, schema, stored } = change;
  await connection.run(
    `DECLARE documents_to_index NO SCROLL CURSOR FOR
       SELECT id, key, version, json FROM ${escapeIdentifier(schema)}.documents WHERE collection = ${stored.id}`,
  );
  for (;;) {
    const rows = await connection.run(`FETCH ${BATCH} FROM documents_to_index`, [], CHANGE_TIMEOUT_MS);
    if (rows.length > 0) await indexDocuments(change, added, rows);
    if (rows.length < BATCH) break;
  }
  await connection.run("CLOSE documents_to_index");
}

async function indexDocuments(
  { connection, schema, definition, now }: IndexChange,
  added: readonly StoredIndex[],
  rows: readonly Row[],
): Promise<void> {
  const table = (name: string): string => `${escapeIdentifier(schema)}.${name}`;
  const documents = rows.map(([id, key, version, json]) => ({
    id,
    key,
    document: storedFromJson<object>(json ?? "", Number(version)),
  }));
  const live = documents.filter(({ document }) => !isExpired(definition, document, now));
  const entriesOf = (kind: "unique" | "ordered") => {
    const ids = idsOf(added, kind);
    return live.flatMap(({ id, key, document }) =>
      indexEntries(definition[kind] ?? {}, document)
        .filter(({ index }) => ids.has(index))
        .map(({ index, encoded }) => ({ id, key, index: ids.get(index), encoded })),
    );
  };
  if (idsOf(added, "expiry").size > 0)
    await connection.run(
      `UPDATE ${table("documents")} d SET expires_at = w.expires_at
       FROM unnest($1::bigint[], $2::bigint[]) AS w (id, expires_at) WHERE d.id = w.id`,
      [documents.map(({ id }) => id), documents.map(({ document }) => definition.expiresAt?.(document))],
    );
  const unique = entriesOf("unique");
  await connection.run(
    `INSERT INTO ${table("unique_entries")} (document, index_id, entry_hash)
     SELECT u.document, u.index_id, ${hashOf("u.entry")}
     FROM unnest($1::bigint[], $2::integer[], $3::text[]) AS u (document, index_id, entry)`,
    [unique.map(({ id }) => id), unique.map(({ index }) => index), unique.map(({ encoded }) => encoded)],
  );
  const ordered = entriesOf("ordered");
  await connection.run(
    `INSERT INTO ${table("ordered_entries")} (document, index_id, entry, key)
     SELECT * FROM unnest($1::bigint[], $2::integer[], $3::text[], $4::text[])`,
    [
      ordered.map(({ id }) => id),
      ordered.map(({ index }) => index),
      ordered.map(({ encoded }) => encoded),
      ordered.map(({ key }) => key),
    ],
  );
}
