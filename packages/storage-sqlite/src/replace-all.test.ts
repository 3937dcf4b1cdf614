import { randomInt } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { type CollectionDocument, type Store, systemClock } from "@cogmock/core/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "./sqlite-store.ts";
import { generationOf, NOTES_OF_A_GENERATION, noteOfGeneration } from "./testing/generations.ts";
import { givenDirectory } from "./testing/given-directory.ts";
import { killAfter } from "./testing/kill-after.ts";
import { aNote, createNotes, idsOfNotes, notes } from "./testing/notes.ts";

const WRITER = new URL("testing/replacing-writer.ts", import.meta.url);

const ROUNDS = 5;
/** So often does a replacement say that it goes on before it says that it is done, and once for that. */
const LINES_OF_A_REPLACEMENT = NOTES_OF_A_GENERATION / 100 + 1;
const ROUND_LIMIT_MS = 10_000;
/** More than clearing away can take. */
const TURNS = 1000;

describe("a replacement of everything", () => {
  test(
    "that is cut short by the end of the process leaves the old or the new, whole, and no rest for long",
    async () => {
      const file = join(givenDirectory(), "store.db");
      let acknowledged = 0;
      for (let round = 0; round < ROUNDS; round++) {
        await killAfter(randomInt(1, 3 * LINES_OF_A_REPLACEMENT), [WRITER, file], (line) => {
          if (line !== ".") acknowledged = Number(line);
        });
        const store = open(file);
        const generation = await generationOf(store);
        expect([acknowledged, acknowledged + 1]).toContain(generation);
        acknowledged = generation;
        const { documents } = await store.find(notes, "inOrder", [], { limit: 2 * NOTES_OF_A_GENERATION });
        expect(new Set(documents.map(({ title }) => title))).toEqual(titlesOf(generation));
        expect(await store.count(notes, "inOrder", [])).toBe(documents.length);
        await turn();
        await store.close();
        expect(rowsIn(file)).toBe(generation === 0 ? 0 : NOTES_OF_A_GENERATION);
      }
    },
    ROUNDS * ROUND_LIMIT_MS,
  );

  test("leaves the old documents to those who are reading them, and removes them afterwards", async () => {
    const file = join(givenDirectory(), "store.db");
    const store = open(file);
    await createNotes(store, ...Array.from({ length: NOTES_OF_A_GENERATION }, (_, number) => aNote(number)));
    let read = 0;
    for await (const batch of store.readAll([notes])) {
      if (read === 0) {
        await store.replaceAll([[{ collection: notes, document: { id: "new", title: "new" } }]]);
        await turn();
      }
      read += batch.length;
    }
    expect(read).toBe(NOTES_OF_A_GENERATION);
    expect(await idsOfNotes(store)).toEqual(["new"]);
    await turn();
    await store.close();
    expect(rowsIn(file)).toBe(1);
  });

  test("takes the room of what was replaced before it", async () => {
    const file = join(givenDirectory(), "store.db");
    const sizes: number[] = [];
    for (let generation = 1; generation <= 6; generation++) {
      const store = open(file);
      await store.replaceAll([contentsOf(generation)]);
      await turn();
      await store.close();
      sizes.push(statSync(file).size);
    }
    expect(sizes.at(-1)).toBeLessThanOrEqual(1.1 * (sizes[1] ?? 0));
  });

  test("of two at the same time leaves one of them whole", async () => {
    const store = open(":memory:");
    await createNotes(store, aNote(0));
    await Promise.all([store.replaceAll([contentsOf(1)]), store.replaceAll([[], contentsOf(2), []])]);
    const { documents } = await store.find(notes, "inOrder", [], { limit: 2 * NOTES_OF_A_GENERATION });
    expect([titlesOf(1), titlesOf(2)]).toContainEqual(new Set(documents.map(({ title }) => title)));
    expect(await idsOfNotes(store)).toHaveLength(NOTES_OF_A_GENERATION);
  });
});

function open(file: string): Store {
  const store = openSqliteStore({ file, clock: systemClock });
  onTestFinished(() => store.close());
  return store;
}

function contentsOf(generation: number): readonly CollectionDocument[] {
  return Array.from({ length: NOTES_OF_A_GENERATION }, (_, number) => ({
    collection: notes,
    document: noteOfGeneration(generation, number),
  }));
}

function titlesOf(generation: number): ReadonlySet<string> {
  const length = generation === 0 ? 0 : NOTES_OF_A_GENERATION;
  return new Set(Array.from({ length }, (_, number) => noteOfGeneration(generation, number).title));
}

/** Lets the event loop turn, in which a store clears away. */
async function turn(): Promise<void> {
  for (let turns = 0; turns < TURNS; turns++) await setImmediate();
}

/** How many documents there are, whoever can see them; each must have its two entries. */
function rowsIn(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const count = (table: string): number =>
    Number(database.prepare(`SELECT COUNT(*) AS rows FROM ${table}`).get()?.rows);
  const rows = count("documents");
  expect([count("unique_entries"), count("ordered_entries")]).toEqual([rows, rows]);
  database.close();
  return rows;
}
