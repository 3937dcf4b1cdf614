import { writeSync } from "node:fs";
import { type Collection, defineCollection, systemClock } from "@cogmock/core/store";
import { openSqliteStore } from "../sqlite-store.ts";
import { aNote, createNotes, type Note, notes } from "./notes.ts";

// Keeps a store open until it is killed; when told to, in a transaction that never ends.
const [, , file = "", how = ""] = process.argv;
const store = openSqliteStore({ file, clock: systemClock });
await createNotes(store, aNote(0));

if (how === "in a transaction") {
  let isLast = false;
  // The entries of a document that is about to be replaced are computed within the transaction.
  const endless: Collection<Note> = defineCollection<Note>({
    ...notes,
    name: "endless",
    ordered: {
      inOrder: ({ title }) => {
        if (isLast && title === aNote(1).title) {
          writeSync(1, "open\n");
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
        }
        return [[title]];
      },
    },
  });
  await store.commit([endless.put(aNote(1), { expect: "absent" })]);
  isLast = true;
  await store.commit([
    notes.put(aNote(2), { expect: "absent" }),
    endless.put({ ...aNote(1), title: "changed" }, { expect: "any" }),
  ]);
}

writeSync(1, "open\n");
process.stdin.resume();
