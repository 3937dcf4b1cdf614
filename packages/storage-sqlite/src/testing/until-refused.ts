import { writeSync } from "node:fs";
import { StoreUnavailable, systemClock } from "@cogmock/core/store";
import { openSqliteStore } from "../sqlite-store.ts";
import { aNote, createNotes } from "./notes.ts";

// Creates notes until one is refused, and dies at once. Says on standard output which were acknowledged.
const [, , file = ""] = process.argv;
const store = openSqliteStore({ file, clock: systemClock });
try {
  for (let number = 0; ; number++) {
    await createNotes(store, aNote(number));
    writeSync(1, `id ${number}\n`);
  }
} catch (error) {
  if (!(error instanceof StoreUnavailable)) throw error;
  process.kill(process.pid, "SIGKILL");
}
