import { type CollectionDocument, storedFromJson } from "@cogmock/core/store";
import { escapeIdentifier } from "pg";
import type { OpenCollection } from "./catalog.ts";
import type { Connections } from "./connections.ts";

/** How many documents a batch has at most. */
const BATCH = 1000;

/**
 * Every document of some collections as of one moment, each collection in order of primary key. It has a connection of its
 * own until the end, or until its reader gives up; PostgreSQL keeps the order, this keeps a batch.
 *
 * @param now in epoch milliseconds; what has expired by then is left out
 */
export async function* readAll(
  connections: Connections,
  schema: string,
  collections: readonly OpenCollection[],
  now: number,
): AsyncGenerator<readonly CollectionDocument[], void, undefined> {
  const connection = await connections.openOwn();
  try {
    // All keys are read: in the order of the disk, which is faster than by an index.
    await connection.run(`
      BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
      SET LOCAL statement_timeout = 0;
      SET LOCAL enable_seqscan = on`);
    const documents = `${escapeIdentifier(schema)}.documents`;
    for (const { id, definition } of collections) {
      // Keys are sorted without the documents, which may be large.
      await connection.run(
        `DECLARE everything NO SCROLL CURSOR FOR
           SELECT d.version, d.json
           FROM (SELECT id, key FROM ${documents}
                 WHERE collection = ${id} AND (expires_at IS NULL OR expires_at > ${now}) ORDER BY key) k
           JOIN ${documents} d ON d.id = k.id
           ORDER BY k.key`,
      );
      for (;;) {
        const rows = await connection.run(`FETCH ${BATCH} FROM everything`);
        if (rows.length > 0)
          yield rows.map(([version, json]) => ({
            collection: definition,
            document: storedFromJson<object>(json ?? "", Number(version)),
          }));
        if (rows.length < BATCH) break;
      }
      await connection.run("CLOSE everything");
    }
    await connection.run("COMMIT");
  } finally {
    connections.closeOwn(connection);
  }
}
