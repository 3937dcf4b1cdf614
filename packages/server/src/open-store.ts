import { type Clock, createMemoryStore, type Store } from "@cogmock/core";
import type { Configuration } from "./configuration/configuration.ts";
import { StartError } from "./start-error.ts";

/**
 * Opens the store that a configuration asks for.
 *
 * @throws StartError the file cannot be used, for instance because another process has it open
 */
export async function openStore(
  { storage, durability }: Pick<Configuration, "storage" | "durability">,
  clock: Clock,
): Promise<Store> {
  if (storage.kind === "memory") return createMemoryStore({ clock });
  // Loaded only where it is used: it brings node:sqlite.
  const { openSqliteStore, StoreFileError } = await import("@cogmock/storage-sqlite");
  try {
    return openSqliteStore({ file: storage.file, clock, durability });
  } catch (error) {
    if (error instanceof StoreFileError) throw new StartError(`${error.message} (--data)`, { cause: error });
    throw error;
  }
}
