import { DatabaseError } from "pg";
import { ConnectionLost } from "./connection.ts";

/**
 * Why a database cannot be the store's: the URL is not a PostgreSQL one, it does not answer, it has no connection to
 * spare, it refuses the login, it is not there, its user may not do what is needed, its PostgreSQL is too old, it is not in
 * UTF-8, the schema holds something else, or a newer cogmock made it.
 */
export type PostgresStoreProblem =
  | "address"
  | "unreachable"
  | "full"
  | "refused"
  | "missing"
  | "denied"
  | "too old"
  | "encoding"
  | "foreign"
  | "newer";

/**
 * A database cannot be used. The message is one line for the person who chose it, without the password. The database is
 * as it was.
 */
export class PostgresStoreError extends Error {
  override readonly name = "PostgresStoreError";
  readonly problem: PostgresStoreProblem;

  constructor(problem: PostgresStoreProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

const ADVICE: Readonly<Record<PostgresStoreProblem, (place: string, detail: string) => string>> = {
  address: (_, detail) => detail,
  unreachable: (place, detail) =>
    `PostgreSQL at ${place} does not answer (${detail}); start it, or correct host and port`,
  full: (place, detail) =>
    `PostgreSQL at ${place} has no connection to spare (${detail}); raise its max_connections, or lower pool_size`,
  refused: (place, detail) => `PostgreSQL at ${place} refuses the login (${detail}); correct user and password`,
  missing: (place, detail) => `PostgreSQL has no database ${place} (${detail}); create it, or choose another`,
  denied: (place, detail) =>
    `the user may not use ${place} (${detail}); give the rights to create and use the schema, or choose another user`,
  "too old": (place, detail) => `PostgreSQL at ${place} is too old (${detail}); 14 or newer is needed`,
  encoding: (place, detail) =>
    `the database ${place} is not in UTF-8 (${detail}); create one with ENCODING 'UTF8' TEMPLATE template0`,
  foreign: (place) => `${place} holds something that is not cogmock's; choose another schema with ?schema=name`,
  newer: (place, detail) => `${place} was written by a newer cogmock (${detail}); upgrade, or choose another schema`,
};

/** What a problem with a database is called and said to be. */
export function postgresStoreError(
  place: string,
  problem: PostgresStoreProblem,
  detail = "",
  options?: ErrorOptions,
): PostgresStoreError {
  return new PostgresStoreError(problem, ADVICE[problem](place, detail), options);
}

/** What opening a store failed for, in its user's words; errors that are not the database's are passed on as they are. */
export function toPostgresStoreError(place: string, error: unknown): unknown {
  if (error instanceof PostgresStoreError || !(error instanceof Error)) return error;
  const problem = problemOf(error);
  return problem === undefined ? error : postgresStoreError(place, problem, firstLineOf(error), { cause: error });
}

/** The first line of an error's message: the others are hints on PostgreSQL's insides. */
export function firstLineOf(error: Error): string {
  return error.message.split("\n", 1)[0] ?? "";
}

function problemOf(error: Error): PostgresStoreProblem | undefined {
  if (error instanceof ConnectionLost) return "unreachable";
  if (!(error instanceof DatabaseError)) return undefined;
  const code = error.code ?? "";
  if (code === "53300") return "full";
  if (code.startsWith("28")) return "refused";
  if (code === "3D000") return "missing";
  if (code === "42501" || code === "25006") return "denied";
  return ["08", "53", "57", "58"].includes(code.slice(0, 2)) ? "unreachable" : undefined;
}
