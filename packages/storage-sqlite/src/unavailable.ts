import { StoreUnavailable } from "@cogmock/core/store";

/** What a failed transaction has done. */
export const NOTHING_APPLIED = "nothing was applied";

const UNKNOWN_WHETHER_APPLIED = "it is not known whether anything was applied";

// Primary result codes, the low byte of what node:sqlite calls `errcode` (https://www.sqlite.org/rescode.html).
const CANNOT = new Map([
  [8, "the database cannot be written"], // READONLY
  [10, "the database cannot be read or written"], // IOERR
  [11, "the database is damaged"], // CORRUPT
  [13, "the database cannot be written"], // FULL
  [14, "the database cannot be opened"], // CANTOPEN
  [26, "the database is damaged"], // NOTADB
]);

/** The disk refused to say that it has everything: a whole transaction may be in the log then, or not. */
const IOERR_FSYNC = 1034;

/**
 * What SQLite failed for because of the disk, or of what is on it, as an error of the Store contract. Other errors are
 * passed on as they are.
 *
 * @param consequence what has become of the caller's wish, where that is to be said
 */
export function toStoreUnavailable(error: unknown, consequence?: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreUnavailable) return error;
  // Only the text of a document is parsed here, and only whole ones are written.
  if (error instanceof SyntaxError) return new StoreUnavailable(damage("a document is not JSON"), { cause: error });
  if (!("errcode" in error) || typeof error.errcode !== "number") return error;
  const what = CANNOT.get(error.errcode & 0xff);
  if (what === undefined) return error;
  const outcome = error.errcode === IOERR_FSYNC ? UNKNOWN_WHETHER_APPLIED : consequence;
  const message = `${what} (${error.message})`;
  return new StoreUnavailable(outcome === undefined ? message : `${message}; ${outcome}`, { cause: error });
}

/** Says that what is in the file cannot have been written by us. */
export function damaged(detail: string): StoreUnavailable {
  return new StoreUnavailable(damage(detail));
}

function damage(detail: string): string {
  return `the database is damaged (${detail})`;
}
