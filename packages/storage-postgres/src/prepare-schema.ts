import { escapeIdentifier } from "pg";
import type { Address } from "./address.ts";
import type { Connection } from "./connection.ts";
import { FORMAT, MIGRATIONS } from "./migrations.ts";
import { postgresStoreError } from "./postgres-store-error.ts";

/** PostgreSQL 14, as `server_version_num` says it. */
const OLDEST_VERSION = 140_000;

/** How long to wait for others that prepare the same schema. */
const PREPARE_TIMEOUT_MS = 120_000;

/** Says among all advisory locks of a database that a lock is ours: "cogm". The other half is the schema's. */
const LOCK_CLASS = 0x636f676d;

/** Takes turns with all who prepare this schema or change its indexes; until the end of the transaction. */
export function lockCatalog(schema: string): string {
  return `SELECT pg_advisory_xact_lock(${LOCK_CLASS}, hashtext('${schema}'))`;
}

/**
 * Makes the tables where there are none, and brings those of an older format to this one's. Any number of programs may do
 * so at once.
 *
 * @throws PostgresStoreError the database or the schema cannot be used, and has not been touched
 */
export async function prepareSchema(connection: Connection, { schema, place }: Address): Promise<void> {
  await assertServerFits(connection, place);
  await connection.run(`SET statement_timeout = ${PREPARE_TIMEOUT_MS}`);
  await connection.run("BEGIN");
  try {
    await connection.run(lockCatalog(schema), [], PREPARE_TIMEOUT_MS);
    const format = await readFormat(connection, schema, place);
    if (format > FORMAT) throw postgresStoreError(place, "newer", `format ${format}, and this one knows ${FORMAT}`);
    for (const migrate of MIGRATIONS.slice(format))
      await connection.run(migrate(escapeIdentifier(schema)), [], PREPARE_TIMEOUT_MS);
    await connection.run("COMMIT");
  } catch (error) {
    // On a connection that broke there is nothing to take back.
    await connection.run("ROLLBACK").catch(() => {});
    throw error;
  }
}

async function assertServerFits(connection: Connection, place: string): Promise<void> {
  const [row] = await connection.run(
    "SELECT current_setting('server_version_num'), current_setting('server_version'), current_setting('server_encoding')",
  );
  const [number, version, encoding] = row ?? [];
  if (Number(number) < OLDEST_VERSION) throw postgresStoreError(place, "too old", `version ${version}`);
  if (encoding !== "UTF8") throw postgresStoreError(place, "encoding", `it is in ${encoding}`);
}

/** @returns 0 where the schema is empty, or was not there and now is */
async function readFormat(connection: Connection, schema: string, place: string): Promise<number> {
  const [found] = await connection.run(
    `SELECT
       EXISTS (SELECT FROM pg_namespace WHERE nspname = $1),
       EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1),
       (SELECT count(*) FROM information_schema.columns
        WHERE table_schema = $1 AND table_name = 'meta' AND column_name IN ('product', 'format', 'catalog'))`,
    [schema],
  );
  const [hasSchema, hasTables, metaColumns] = found ?? [];
  if (hasSchema !== "t") await connection.run(`CREATE SCHEMA ${escapeIdentifier(schema)}`);
  if (hasTables !== "t") return 0;
  if (Number(metaColumns) !== 3) throw postgresStoreError(place, "foreign");
  const [meta] = await connection.run(`SELECT product, format FROM ${escapeIdentifier(schema)}.meta`);
  if (meta?.[0] !== "cogmock") throw postgresStoreError(place, "foreign");
  return Number(meta[1]);
}
