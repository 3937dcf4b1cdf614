import { StoreUnavailable } from "@cogmock/core/store";
import { DatabaseError } from "pg";
import { ConnectionLost } from "./connection.ts";
import { firstLineOf } from "./postgres-store-error.ts";

// PostgreSQL's documentation, Appendix A: classes of what is wrong with the database, not with what it was asked.
const UNAVAILABLE_CLASSES: ReadonlySet<string> = new Set([
  "08", // connection exception
  "28", // the login is refused: the password was changed
  "3D", // the database is not there any more
  "53", // insufficient resources: disk full, out of memory, too many connections
  "57", // operator intervention: shutting down, starting up, cancelled, timed out
  "58", // system error: the disk cannot be read
]);

const UNAVAILABLE_CODES: ReadonlySet<string> = new Set([
  "25006", // a standby, which takes no writes
  "3F000", // the schema,
  "42P01", // a table,
  "42703", // a column or
  "42883", // a function of ours is not there any more, or not as this program knows it
]);

/** What tells that two commits came in each other's way, in PostgreSQL's codes. Repeating the loser is right. */
const RACE_CODES: ReadonlySet<string> = new Set([
  "23505", // somebody committed a document of this key, or an entry like this, since it was looked for
  "40001", // serialization failure
  "40P01", // deadlock
]);

/** Whether the connection that an error came from is good for nothing any more. */
export function isConnectionLost(error: unknown): boolean {
  return error instanceof DatabaseError
    ? error.severity === "FATAL" || error.severity === "PANIC"
    : error instanceof ConnectionLost;
}

/** Whether a commit failed because another was faster, and can be repeated. */
export function isRace(error: unknown): boolean {
  return error instanceof DatabaseError && RACE_CODES.has(error.code ?? "");
}

/**
 * A failure as the callers of the store know it: `StoreUnavailable` where the database is at fault.
 *
 * @param place of the database, without password
 * @param outcome what is to be added for a commit
 */
export function toUnavailable(place: string, error: unknown, outcome = ""): unknown {
  if (error instanceof StoreUnavailable || !(error instanceof Error) || !isUnavailability(error)) return error;
  return new StoreUnavailable(`PostgreSQL at ${place} is not available: ${firstLineOf(error)}${outcome}`, {
    cause: error,
  });
}

function isUnavailability(error: Error): boolean {
  if (!(error instanceof DatabaseError)) return isConnectionLost(error);
  const code = error.code ?? "";
  return isConnectionLost(error) || UNAVAILABLE_CLASSES.has(code.slice(0, 2)) || UNAVAILABLE_CODES.has(code);
}
