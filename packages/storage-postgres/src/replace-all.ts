import {
  type AnyCollection,
  type CollectionDocument,
  type PreparedWrite,
  prepareCommit,
  StoreConflict,
  type StoreContents,
  StoreUnavailable,
} from "@cogmock/core/store";
import { escapeIdentifier } from "pg";
import { type Catalog, idOf, type OpenCollection } from "./catalog.ts";
import type { Connection } from "./connection.ts";
import type { Connections } from "./connections.ts";
import { hashOf } from "./tables.ts";

/** What is replaced, by what, and where. */
export interface Replacement {
  readonly connections: Connections;
  readonly catalog: Catalog;
  readonly schema: string;
  readonly contents: StoreContents;
  readonly keep: readonly AnyCollection[];
}

/** How long the last step may take, in which everything changes places. */
const SWAP_TIMEOUT_MS = 30 * 60_000;

/** How long PostgreSQL waits for the next word within it. */
const SWAP_IDLE_TIMEOUT_MS = 30_000;

/** What comes is gathered in tables that only this connection sees, and that go with it. */
const STAGE = `
  CREATE TEMPORARY TABLE staged_documents (
    id bigint NOT NULL,
    expires_at bigint,
    collection integer NOT NULL,
    key_hash bytea NOT NULL,
    key text COLLATE "C" NOT NULL,
    json text COLLATE "C" NOT NULL,
    PRIMARY KEY (collection, key_hash)
  );
  CREATE TEMPORARY TABLE staged_unique_entries (
    document bigint NOT NULL,
    index_id integer NOT NULL,
    entry_hash bytea NOT NULL,
    PRIMARY KEY (index_id, entry_hash)
  );
  CREATE TEMPORARY TABLE staged_ordered_entries (
    document bigint NOT NULL,
    index_id integer NOT NULL,
    entry text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL
  )`;

/**
 * Puts documents in the place of all others. Until the last step, one transaction, everything goes on as before; commits
 * wait while that runs, and reads do not.
 *
 * @throws StoreConflict see `Store.replaceAll`
 */
export async function replaceAll(replacement: Replacement): Promise<void> {
  const { connections, catalog, contents, keep } = replacement;
  await catalog.open(keep);
  const connection = await connections.openOwn();
  try {
    await connection.run("SET statement_timeout = 0");
    const numbers = new Set<number>();
    let isStaged = false;
    for await (const batch of contents) {
      if (batch.length === 0) continue;
      if (!isStaged) await connection.run(STAGE);
      isStaged = true;
      await stage(connection, replacement, batch, numbers);
    }
    await swap(connection, replacement, isStaged, numbers);
  } finally {
    connections.closeOwn(connection);
  }
}

async function stage(
  connection: Connection,
  { catalog, schema }: Replacement,
  batch: readonly CollectionDocument[],
  expectedNumbers: Set<number>,
): Promise<void> {
  const writes = batch.flatMap(({ collection, document }) =>
    prepareCommit([collection.put(document, { expect: "absent" })], 0),
  );
  const opened = await catalog.open(writes.map(({ collection }) => collection));
  expectedNumbers.add(catalog.number);
  const ids = await connection.run(
    `SELECT nextval('${escapeIdentifier(schema)}.document_ids') FROM generate_series(1, $1)`,
    [writes.length],
  );
  const documents = writes.map((write, position) => ({
    id: ids[position]?.[0] ?? "",
    write,
    collection: opened[position],
  }));
  await stageDocuments(connection, documents);
  await stageUniqueEntries(connection, documents);
  await stageOrderedEntries(connection, documents);
}

interface StagedDocument {
  readonly id: string;
  readonly write: PreparedWrite;
  readonly collection: OpenCollection | undefined;
}

async function stageDocuments(connection: Connection, documents: readonly StagedDocument[]): Promise<void> {
  const inserted = await connection.run(
    `INSERT INTO staged_documents (id, expires_at, collection, key_hash, key, json)
     SELECT w.id, w.expires_at, w.collection, ${hashOf("w.key")}, w.key, w.json
     FROM unnest($1::bigint[], $2::bigint[], $3::integer[], $4::text[], $5::text[]) AS w (id, expires_at, collection, key, json)
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      documents.map(({ id }) => id),
      documents.map(({ write }) => write.expiresAt ?? null),
      documents.map(({ collection }) => collection?.id),
      documents.map(({ write }) => write.encodedKey),
      documents.map(({ write }) => JSON.stringify(write.document)),
    ],
  );
  const there = new Set(inserted.map(([id]) => id));
  const refused = documents.find(({ id }) => !there.has(id));
  if (refused !== undefined)
    throw new StoreConflict({
      collection: refused.write.collection.name,
      reason: "version",
      key: refused.write.key,
    });
}

async function stageUniqueEntries(connection: Connection, documents: readonly StagedDocument[]): Promise<void> {
  const claims = documents.flatMap(({ id, write, collection }) =>
    write.unique.map((claim) => ({ id, ...claim, indexId: indexIdOf(collection, "unique", claim.index), write })),
  );
  if (claims.length === 0) return;
  const values = [
    claims.map(({ id }) => id),
    claims.map(({ indexId }) => indexId),
    claims.map(({ encoded }) => encoded),
  ];
  const rows = `unnest($1::bigint[], $2::integer[], $3::text[]) WITH ORDINALITY AS u (document, index_id, entry, place)`;
  await connection.run(
    `INSERT INTO staged_unique_entries (document, index_id, entry_hash)
     SELECT u.document, u.index_id, ${hashOf("u.entry")} FROM ${rows} ORDER BY u.place ON CONFLICT DO NOTHING`,
    values,
  );
  const [refused] = await connection.run(
    `SELECT min(u.place) FROM ${rows}
     JOIN staged_unique_entries e ON e.index_id = u.index_id AND e.entry_hash = ${hashOf("u.entry")}
     WHERE e.document <> u.document`,
    values,
  );
  const claim = claims[Number(refused?.[0] ?? 0) - 1];
  if (claim !== undefined)
    throw new StoreConflict({
      collection: claim.write.collection.name,
      reason: "unique",
      index: claim.index,
      key: claim.entry,
    });
}

async function stageOrderedEntries(connection: Connection, documents: readonly StagedDocument[]): Promise<void> {
  const entries = documents.flatMap(({ id, write, collection }) =>
    write.ordered.map(({ index, encoded }) => ({
      id,
      encoded,
      indexId: indexIdOf(collection, "ordered", index),
      key: write.encodedKey,
    })),
  );
  await connection.run(
    `INSERT INTO staged_ordered_entries (document, index_id, entry, key)
     SELECT * FROM unnest($1::bigint[], $2::integer[], $3::text[], $4::text[])`,
    [
      entries.map(({ id }) => id),
      entries.map(({ indexId }) => indexId),
      entries.map(({ encoded }) => encoded),
      entries.map(({ key }) => key),
    ],
  );
}

async function swap(
  connection: Connection,
  { catalog, schema, keep }: Replacement,
  isStaged: boolean,
  stagedFor: ReadonlySet<number>,
): Promise<void> {
  const table = (name: string): string => `${escapeIdentifier(schema)}.${name}`;
  // Who loses the network in here must not keep everybody else waiting.
  await connection.run(`SET idle_in_transaction_session_timeout = ${SWAP_IDLE_TIMEOUT_MS}`);
  await connection.run(`BEGIN; LOCK TABLE ${table("documents")} IN EXCLUSIVE MODE`, [], SWAP_TIMEOUT_MS);
  const [meta] = await connection.run(`SELECT catalog FROM ${table("meta")}`);
  if ([...stagedFor].some((number) => number !== Number(meta?.[0])))
    throw new StoreUnavailable(`the indexes in schema ${schema} were changed meanwhile; nothing was replaced`);
  const kept = (await catalog.open(keep)).map(({ id }) => id).join(",");
  const notKept = `NOT IN (SELECT id FROM ${table("indexes")} WHERE collection = ANY ('{${kept}}'))`;
  const insert = `
    INSERT INTO ${table("documents")} (id, version, expires_at, collection, key_hash, key, json)
      SELECT id, (SELECT nextval('${table("versions")}')), expires_at, collection, key_hash, key, json FROM staged_documents;
    INSERT INTO ${table("unique_entries")} (document, index_id, entry_hash)
      SELECT document, index_id, entry_hash FROM staged_unique_entries;
    INSERT INTO ${table("ordered_entries")} (document, index_id, entry, key)
      SELECT document, index_id, entry, key FROM staged_ordered_entries;`;
  await connection.run(
    `DELETE FROM ${table("ordered_entries")} WHERE index_id ${notKept};
     DELETE FROM ${table("unique_entries")} WHERE index_id ${notKept};
     DELETE FROM ${table("documents")} WHERE collection <> ALL ('{${kept}}');
     ${isStaged ? insert : ""}
     COMMIT`,
    [],
    SWAP_TIMEOUT_MS,
  );
}

function indexIdOf(collection: OpenCollection | undefined, kind: "unique" | "ordered", index: string): number {
  if (collection === undefined) throw new Error("the collection was not opened");
  return idOf(collection[kind], index);
}
