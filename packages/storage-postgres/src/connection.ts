import { Client, DatabaseError, type QueryArrayConfig } from "pg";
import { setTimeout } from "node:timers/promises";
import type { Address } from "./address.ts";

/** How long a host may take to answer at all. */
const CONNECT_TIMEOUT_MS = 3_000;

/** How long a statement may take before PostgreSQL gives it up. Nothing of ours but work on everything takes so long. */
const STATEMENT_TIMEOUT_MS = 30_000;

/** How long the end of a connection is waited for. */
const CLOSE_TIMEOUT_MS = 1_000;

/** How long to wait for PostgreSQL to do so: it cannot where the network is gone. */
const ANSWER_TIMEOUT_MS = 35_000;

// Every statement of ours has an index that gives its rows in order. Whatever PostgreSQL's statistics say, or do not say
// yet, it shall walk that index and stop at the limit, rather than read and sort everything because that looks cheaper.
// Plans are made once a connection, for they do not depend on the values.
const PLANNING = {
  enable_seqscan: "off",
  enable_bitmapscan: "off",
  enable_hashjoin: "off",
  enable_mergejoin: "off",
  plan_cache_mode: "force_generic_plan",
  jit: "off",
};

const SESSION = {
  ...PLANNING,
  // Each statement of a commit must see what the one before it waited for.
  default_transaction_isolation: "read committed",
  statement_timeout: String(STATEMENT_TIMEOUT_MS),
  client_min_messages: "warning",
};

// Said when a connection is there, and not as options of it: poolers know those of their own and refuse all others.
const SET_SESSION = Object.entries(SESSION)
  .map(([name, value]) => `SET ${name} = '${value}'`)
  .join("; ");

/** A statement that PostgreSQL parses and plans once a connection, by its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A connection cannot be made, or broke. Where PostgreSQL still said something, `DatabaseError` says it instead. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

export type Row = readonly (string | null)[];

/** One connection. All values come as PostgreSQL's text; numbers among them are up to the caller. */
export class Connection {
  readonly #client: Client;
  /** Whether it was open before the work that it has now: then it may have died since, unnoticed. */
  isKept = false;

  /** @param onLost called when the connection breaks while nobody waits for it */
  constructor(address: Address, onLost: (connection: Connection) => void) {
    this.#client = new Client({
      connectionString: address.connectionString,
      application_name: "cogmock",
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      keepAlive: true,
      types: { getTypeParser: () => (text: string) => text },
    });
    this.#client.on("error", () => onLost(this));
    this.#client.on("end", () => onLost(this));
  }

  /** @throws DatabaseError PostgreSQL refuses; ConnectionLost it does not answer */
  async connect(): Promise<void> {
    try {
      await this.#client.connect();
    } catch (error) {
      throw toConnectionLost(error);
    }
    await this.run(SET_SESSION, [], CONNECT_TIMEOUT_MS);
  }

  /** Runs a statement with its values. @throws DatabaseError, ConnectionLost */
  query({ name, text }: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
    return this.#query({ name, text, values: [...values], rowMode: "array" });
  }

  /** Runs SQL that is needed now and then; with a limit of its own where it may take long. */
  run(text: string, values: readonly unknown[] = [], timeoutMs?: number): Promise<readonly Row[]> {
    return this.#query({
      text,
      rowMode: "array",
      ...(values.length > 0 && { values: [...values] }),
      ...(timeoutMs !== undefined && { query_timeout: timeoutMs }),
    });
  }

  /** Says goodbye, and waits a moment for the other side to do so: it may not be there any more. */
  async close(): Promise<void> {
    const giveUp = new AbortController();
    const patience = setTimeout(CLOSE_TIMEOUT_MS, undefined, { ref: false, signal: giveUp.signal });
    await Promise.race([this.#client.end(), patience]).catch(() => {});
    giveUp.abort();
    patience.catch(() => {});
  }

  async #query(config: QueryArrayConfig & { readonly query_timeout?: number }): Promise<readonly Row[]> {
    try {
      const result = await this.#client.query<(string | null)[]>(config);
      return result.rows;
    } catch (error) {
      throw toConnectionLost(error);
    }
  }
}

/** What the client library throws besides PostgreSQL's own words is about the connection, mistakes in calling it apart. */
function toConnectionLost(error: unknown): unknown {
  if (error instanceof DatabaseError || error instanceof TypeError || !(error instanceof Error)) return error;
  // Where a name has several addresses, there is an error of each, and no words of its own.
  const told: unknown = error instanceof AggregateError && error.message === "" ? error.errors[0] : error;
  return new ConnectionLost(told instanceof Error ? told.message : error.message, { cause: error });
}
