import { accessSync, closeSync, constants, mkdirSync, openSync, realpathSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { FORMAT, MIGRATIONS } from "./migrations.ts";
import { storeFileError, toStoreFileError } from "./store-file-error.ts";

/** Says in the header of a file that it is ours: "cogm". */
const APPLICATION_ID = 0x636f676d;

/** Read and write for the owner, nothing for others. */
const OWNER_ONLY = 0o600;

/** How long to wait for a process that is about to let go of the file, as in a restart. */
const BUSY_TIMEOUT_MS = 1000;

/**
 * SQLite walks all of its page cache at many a commit (whenever pages of a balanced tree change places), so a large one
 * halves the rate of commits. What does not fit is in the operating system's cache, a microsecond away.
 */
const PAGE_CACHE_KIB = 8 * 1024;

/**
 * Changed pages are copied from the log to their place when there are so many, each once however often it changed. More
 * make commits faster on average and the one that copies slower: 25 ms with these 16 MiB, mostly spent waiting for the
 * disk, which must have everything before the log may be used anew; 70 ms with four times as many.
 */
const CHECKPOINT_PAGES = 4096;

/**
 * When an acknowledged write is safe: `normal` when the process dies, however it dies; `full` when the machine loses
 * power, too, at the price of one fsync a commit.
 */
export type Durability = "normal" | "full";

/**
 * Opens a database of ours for this process alone, and makes it, with its directory, where there is none.
 *
 * @param file a path, or `:memory:`
 * @throws StoreFileError the file cannot be used, and has not been touched
 */
export function openDatabase(file: string, durability: Durability): DatabaseSync {
  try {
    if (file === ":memory:") return prepareDatabase(file, durability);
    assertUsable(file);
    return prepareDatabase(file, durability);
  } catch (error) {
    throw toStoreFileError(file, error);
  }
}

function assertUsable(file: string): void {
  const directory = dirname(resolve(file));
  mkdirSync(directory, { recursive: true });
  accessSync(directory, constants.W_OK);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) {
    // Private keys and password verifiers are in there: for its owner alone. SQLite gives its companion files the same mode.
    closeSync(openSync(file, "a", OWNER_ONLY));
    return;
  }
  if (found.isDirectory()) throw storeFileError(file, "unwritable", "it is a directory");
  accessSync(file, constants.R_OK | constants.W_OK);
  if (found.size > 0) assertOurs(file);
}

// Looked at as immutable, a file of somebody else's is not locked, recovered or given companions. Reading its first
// bytes without SQLite would drop the locks of a store that this process has open on it (POSIX).
function assertOurs(file: string): void {
  const url = pathToFileURL(file);
  url.searchParams.set("immutable", "1");
  const database = new DatabaseSync(url, { readOnly: true, defensive: false });
  try {
    // A process that was killed while it wrote left the rest of the file in its log. This makes SQLite overlook that.
    if (isUnfinished(file)) database.exec("PRAGMA writable_schema = ON");
    if (pragma(database, "application_id") !== APPLICATION_ID) throw storeFileError(file, "foreign");
    assertFormatIsKnown(file, pragma(database, "user_version"));
  } finally {
    database.close();
  }
}

function assertFormatIsKnown(file: string, format: number): void {
  if (format > FORMAT) throw storeFileError(file, "newer", `format ${format}, and this one knows ${FORMAT}`);
}

function isUnfinished(file: string): boolean {
  const path = realpathSync(file);
  return ["-wal", "-journal"].some((suffix) => (statSync(path + suffix, { throwIfNoEntry: false })?.size ?? 0) > 0);
}

function prepareDatabase(file: string, durability: Durability): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA locking_mode = EXCLUSIVE`);
    const format = pragma(database, "user_version");
    assertFormatIsKnown(file, format);
    if (format < FORMAT) migrate(database, format);
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = ${durability};
      PRAGMA cache_size = -${PAGE_CACHE_KIB};
      PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: DatabaseSync, format: number): void {
  // Without a log, the header, by which a file is known as ours and its format, is never in the log alone.
  database.exec("PRAGMA journal_mode = DELETE");
  database.exec(`
    BEGIN EXCLUSIVE;
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${FORMAT};
    ${MIGRATIONS.slice(format).join("")};
    COMMIT`);
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
