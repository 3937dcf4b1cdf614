import { writeSync } from "node:fs";
import { StoreConflict, systemClock } from "@cogmock/core/store";
import { openSqliteStore } from "../sqlite-store.ts";
import { CLIENTS, ledgers, writesOf } from "./random-writes.ts";

// Writes without end until it is killed. Says on standard output what became of each attempt.
const [, , file = "", seed = ""] = process.argv;
const store = openSqliteStore({ file, clock: systemClock });

async function runClient(client: number): Promise<never> {
  const first = ((await store.get(ledgers, [client]))?.attempt ?? 0) + 1;
  for (let attempt = first; ; attempt++) {
    try {
      await store.commit(writesOf(Number(seed), client, attempt));
      writeSync(1, `${client} ${attempt} done\n`);
    } catch (error) {
      if (!(error instanceof StoreConflict)) throw error;
      writeSync(1, `${client} ${attempt} refused\n`);
    }
  }
}

await Promise.all(Array.from({ length: CLIENTS }, (_, client) => runClient(client)));
