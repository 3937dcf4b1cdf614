import { type PostgresStoreError, postgresStoreError } from "./postgres-store-error.ts";

/** Which part of which database to use, and with how many connections. */
export interface Address {
  /** What the client library is given: the URL without what is only ours. Has the password. */
  readonly connectionString: string;
  readonly schema: string;
  readonly poolSize: number;
  /** The place as people may see it: no user, no password. */
  readonly place: string;
}

/** What may be said about an address besides its URL; stronger than what the URL says. */
export interface AddressOptions {
  readonly schema?: string | undefined;
  readonly poolSize?: number | undefined;
}

const DEFAULT_SCHEMA = "cogmock";
const DEFAULT_POOL_SIZE = 10;
const DEFAULT_PORT = "5432";

/** PostgreSQL cuts longer names off (NAMEDATALEN), and lower case needs no quotes in `psql`. */
const SCHEMA = /^[a-z_][a-z0-9_]{0,62}$/;

/**
 * Takes apart `postgres://user:password@host:port/database?schema=name&pool_size=10`. All other parameters are the client
 * library's, such as `sslmode`.
 *
 * @throws PostgresStoreError it is no such URL; the message does not repeat it, for there may be a password in it
 */
export function parseAddress(text: string, options: AddressOptions = {}): Address {
  const url = URL.parse(text);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol))
    throw addressError("a PostgreSQL URL is expected: postgres://user:password@host:port/database");
  const schema = options.schema ?? url.searchParams.get("schema") ?? DEFAULT_SCHEMA;
  if (!SCHEMA.test(schema))
    throw addressError(`a schema's name is lower-case letters, digits and _, up to 63 of them, not ${schema}`);
  const poolSize = options.poolSize ?? Number(url.searchParams.get("pool_size") ?? DEFAULT_POOL_SIZE);
  if (!Number.isSafeInteger(poolSize) || poolSize < 1)
    throw addressError("pool_size is how many connections to keep: an integer from 1 on");
  url.searchParams.delete("schema");
  url.searchParams.delete("pool_size");
  const host = url.hostname || url.searchParams.get("host") || "localhost";
  const place = `${host}:${url.port || DEFAULT_PORT}${url.pathname}`;
  return { connectionString: url.href, schema, poolSize, place: `${place} (schema ${schema})` };
}

function addressError(detail: string): PostgresStoreError {
  return postgresStoreError("", "address", detail);
}
