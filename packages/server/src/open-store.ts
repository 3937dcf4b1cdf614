import {
  type Clock,
  createMemoryStore,
  type MovableClock,
  resumeClock,
  type Store,
  StoreUnavailable,
} from "@cogmock/core";
import { setTimeout } from "node:timers/promises";
import type { Configuration, Storage } from "./configuration/configuration.ts";
import { describeStorage } from "./configuration/describe-storage.ts";
import { StartError } from "./start-error.ts";

/** How long a database that does not answer is waited for: in a compose file it starts together with us. */
const DATABASE_PATIENCE_MS = 10_000;

/** How long after an attempt the next one is made. */
const DATABASE_RETRY_MS = 300;

/** Tells whoever waits what is waited for, in one line. */
type Announce = (line: string) => void;

/**
 * Opens the store that a configuration asks for, and puts the clock where it was left there.
 *
 * @throws StartError the file or database cannot be used, for instance because another process has the file open
 */
export async function openStore(
  configuration: Pick<Configuration, "storage" | "durability">,
  clock: MovableClock,
  announce: Announce,
): Promise<Store> {
  const store = await open(configuration, clock, announce);
  try {
    await resumeClock({ store, clock });
  } catch (error) {
    await store.close();
    throw error instanceof StoreUnavailable ? new StartError(error.message, { cause: error }) : error;
  }
  return store;
}

async function open(
  { storage, durability }: Pick<Configuration, "storage" | "durability">,
  clock: Clock,
  announce: Announce,
): Promise<Store> {
  if (storage.kind === "memory") return createMemoryStore({ clock });
  return storage.kind === "file" ? openFile(storage.file, clock, durability) : openDatabase(storage, clock, announce);
}

async function openFile(file: string, clock: Clock, durability: Configuration["durability"]): Promise<Store> {
  // Loaded only where it is used: it brings node:sqlite.
  const { openSqliteStore, StoreFileError } = await import("@cogmock/storage-sqlite");
  try {
    return openSqliteStore({ file, clock, durability });
  } catch (error) {
    if (error instanceof StoreFileError) throw new StartError(`${error.message} (--data)`, { cause: error });
    throw error;
  }
}

async function openDatabase(storage: Storage & { kind: "postgres" }, clock: Clock, announce: Announce): Promise<Store> {
  // Loaded only where it is used: it brings a PostgreSQL client.
  const { openPostgresStore, PostgresStoreError } = await import("@cogmock/storage-postgres");
  const deadline = performance.now() + DATABASE_PATIENCE_MS;
  for (let attempt = 1; ; attempt++) {
    try {
      return await openPostgresStore({ url: storage.url, clock });
    } catch (error) {
      if (!(error instanceof PostgresStoreError)) throw error;
      const mayPass = error.problem === "unreachable" || error.problem === "full";
      if (!mayPass || performance.now() > deadline)
        throw new StartError(`${error.message} (--data or DATABASE_URL)`, { cause: error });
      if (attempt === 1) announce(`${describeStorage(storage)} does not answer yet; waiting for it`);
      await setTimeout(DATABASE_RETRY_MS);
    }
  }
}
