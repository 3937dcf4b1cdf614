import { randomBytes } from "node:crypto";
import { Client } from "pg";

/** What a database is made with, where the default (UTF-8, bytewise order) is not wanted. */
export interface DatabaseOptions {
  /** PostgreSQL's name of an encoding, such as `SQL_ASCII`. */
  readonly encoding?: string;
}

let created = 0;

/**
 * Makes an empty database of a name that nobody else takes.
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
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING '${encoding}' LOCALE 'C'`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
