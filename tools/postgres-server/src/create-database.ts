import { randomBytes } from "node:crypto";
import { Client } from "pg";

/** What a database is made with, where the default (UTF-8, in the order of English dictionaries) is not wanted. */
export interface DatabaseOptions {
  /** PostgreSQL's name of an encoding, such as `SQL_ASCII`. */
  readonly encoding?: string;
}

let created = 0;

/**
 * Makes an empty database of a name that nobody else takes. Its order of texts is one that puts `a` before `Z` and pays
 * no heed to punctuation, as that of most databases does: whoever needs another has to ask for it in the tables.
 *
 * @param serverUrl of any database of the server, with a login that may create databases
 * @returns its URL, with the same login
 */
export async function createDatabase(serverUrl: string, { encoding = "UTF8" }: DatabaseOptions = {}): Promise<string> {
  created += 1;
  const name = `test_${created}_${randomBytes(6).toString("hex")}`;
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const order = encoding === "UTF8" && (await hasIcu(client)) ? "LOCALE_PROVIDER icu ICU_LOCALE 'en-US'" : "";
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING '${encoding}' LOCALE 'C' ${order}`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Databases can have an order of ICU's since PostgreSQL 15, where it was built with it. */
async function hasIcu(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(
    "SELECT current_setting('server_version_num')::int >= 150000 AND EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i') AS has",
  );
  return rows[0]?.has ?? false;
}

/** How large a database is on disk. @returns bytes */
export async function databaseBytes(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ size: string }>("SELECT pg_database_size(current_database()) AS size");
    return Number(rows[0]?.size);
  } finally {
    await client.end();
  }
}
