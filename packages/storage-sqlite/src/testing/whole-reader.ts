import { systemClock } from "@cogmock/core/store";
import { openSqliteStore } from "../sqlite-store.ts";
import { aNote, createNotes, notes } from "./notes.ts";

// Reads everything while every document is replaced, and says what memory that took beyond what the writes take.
const [, , file = "", total = ""] = process.argv;
const store = openSqliteStore({ file, clock: systemClock });
const BATCH = 2000;
const TEXT = "x".repeat(300);
const count = Number(total);

async function writeFrom(first: number): Promise<void> {
  const length = Math.max(0, Math.min(BATCH, count - first));
  const written = Array.from({ length }, (_, number) => ({ ...aNote(first + number), text: TEXT }));
  await store.commit(written.map((note) => notes.put(note, { expect: "any" })));
}

for (let first = 0; first < count; first += BATCH) await writeFrom(first);
await createNotes(store, { id: "warm", title: "warm" });
for await (const batch of store.readAll([notes])) {
  await store.commit([notes.delete({ id: "warm", title: "warm" }, { expect: "any" })]);
  if (batch.length > 0) break;
}

const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};
const before = { heap: heap(), resident: process.memoryUsage().rss };
const most = { ...before };
let read = 0;
let contents = 0;
// From the end, so that a read finds replaced what it has not come to yet.
let left = count;
for await (const batch of store.readAll([notes])) {
  for (const { document } of batch) contents += JSON.stringify(document).length;
  read += batch.length;
  while (left > 0 && left > count - 2 * read) {
    left -= BATCH;
    await writeFrom(left);
  }
  if (read % 10_000 === 0) {
    most.heap = Math.max(most.heap, heap());
    most.resident = Math.max(most.resident, process.memoryUsage().rss);
  }
}
await store.close();
process.stdout.write(
  JSON.stringify({
    read,
    contents,
    heapGrowth: most.heap - before.heap,
    residentGrowth: most.resident - before.resident,
  }),
);
