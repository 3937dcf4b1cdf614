import { writeSync } from "node:fs";
import { type CollectionDocument, systemClock } from "@cogmock/core/store";
import { openSqliteStore } from "../sqlite-store.ts";
import { generationOf, NOTES_OF_A_GENERATION, noteOfGeneration } from "./generations.ts";
import { notes } from "./notes.ts";

// Replaces everything by the next generation, without end, until it is killed. Says on standard output that it goes on
// with a replacement (a dot) and which generation has taken its place.
const [, , file = ""] = process.argv;
const store = openSqliteStore({ file, clock: systemClock });

function* contentsOf(generation: number): Generator<readonly CollectionDocument[]> {
  for (let number = 0; number < NOTES_OF_A_GENERATION; number++) {
    if (number % 100 === 0) writeSync(1, ".\n");
    yield [{ collection: notes, document: noteOfGeneration(generation, number) }];
  }
}

for (let generation = (await generationOf(store)) + 1; ; generation++) {
  await store.replaceAll(contentsOf(generation));
  writeSync(1, `${generation}\n`);
}
