import { existsSync } from "node:fs";
import { CommandError, hideSqliteWarning } from "@cogmock/app-server";
import {
  createCognito,
  createMovableClock,
  ImportError,
  type MovableClock,
  NotEmpty,
  type Store,
  StoreUnavailable,
} from "@cogmock/core";
import { type Configuration, describeStorage, openStore, StartError, version } from "@cogmock/server";
import type { Place } from "./place.ts";

/**
 * What a server would serve, without one.
 *
 * @throws CommandError there is nothing to export, or a server has the file
 * @throws StartError the file cannot be used
 */
export async function openData(configuration: Configuration, purpose: "export" | "import"): Promise<Place> {
  const { storage } = configuration;
  if (storage.kind === "memory")
    throw new CommandError(
      `nothing is kept with --memory; --endpoint <url> ${purpose === "export" ? "exports from" : "imports into"} a running server`,
    );
  if (storage.kind === "file" && purpose === "export" && !existsSync(storage.file))
    throw new CommandError(
      `there is no ${storage.file}; name the file with --data, or a running server with --endpoint <url>`,
    );
  hideSqliteWarning();
  // What has expired, and is not exported, is for the clock to say that the data's server goes by.
  const clock = createMovableClock();
  const store = await open(configuration, clock);
  const cognito = createCognito({ store, clock, keyReserve: 0 });
  const name = describeStorage(storage);
  return {
    async *export() {
      try {
        yield* cognito.export({ cogmockVersion: version });
      } catch (error) {
        throw asCommandError(error);
      }
    },
    async import(source, { replace }) {
      try {
        return (await cognito.import(source.chunks, { replace })).documents;
      } catch (error) {
        if (error instanceof ImportError)
          throw new CommandError(`${source.name}: ${error.message}; nothing was imported`, { cause: error });
        if (error instanceof NotEmpty)
          throw new CommandError(`${name} is not empty; --replace puts the import in the place of everything in it`);
        throw asCommandError(error);
      }
    },
    async close() {
      await cognito.close();
      await store.close();
    },
  };
}

async function open(configuration: Configuration, clock: MovableClock): Promise<Store> {
  try {
    return await openStore(configuration, clock, (line) => void process.stderr.write(`cogmock: ${line}\n`));
  } catch (error) {
    if (error instanceof StartError && isInUse(error.cause))
      throw new CommandError(`${error.message}; of a running server: --endpoint http://localhost:4566`, {
        cause: error,
      });
    throw error;
  }
}

function isInUse(cause: unknown): boolean {
  return cause instanceof Error && "problem" in cause && cause.problem === "in use";
}

function asCommandError(error: unknown): unknown {
  return error instanceof StoreUnavailable ? new CommandError(error.message, { cause: error }) : error;
}
