import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Clock, createMemoryStore, type Store } from "@cogmock/core";
import type { Storage } from "./configuration/configuration.ts";
import { StartError, systemCodeOf } from "./start-error.ts";

/**
 * Opens the store that a configuration asks for, and makes the folder of its file where there is none.
 *
 * @throws StartError the folder or file cannot be used
 */
export async function openStore(storage: Storage, clock: Clock): Promise<Store> {
  if (storage.kind === "memory") return createMemoryStore({ clock });
  const { file } = storage;
  const folder = path.dirname(file);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new StartError(`cannot make the folder ${folder} (${systemCodeOf(error)}); choose another with --data`, {
      cause: error,
    });
  }
  // Loaded only where it is used: it brings node:sqlite.
  const { openSqliteStore } = await import("@cogmock/storage-sqlite");
  try {
    return await openSqliteStore({ file, clock });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`cannot use ${file} as data file (${reason}); choose another with --data`, { cause: error });
  }
}
