import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Collection, defineCollection, StoreConflict, type Store, systemClock } from "@cogmock/core/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "./sqlite-store.ts";
import { givenDirectory } from "./testing/given-directory.ts";
import { aNote, createNotes, idsOfNotes, type Note, notes } from "./testing/notes.ts";

const CONCURRENT = 50;

describe.each(["normal", "full"] as const)("commits made at the same time, with durability %s", (durability) => {
  test("share one transaction, and each is acknowledged after it", async () => {
    const { store, log } = await givenStore(durability);
    const before = transactionsIn(log);
    const atAcknowledgement: number[] = [];
    const commits = Array.from({ length: CONCURRENT }, async (_, number) => {
      await createNotes(store, aNote(number));
      atAcknowledgement.push(transactionsIn(log));
    });
    expect(transactionsIn(log)).toBe(before);
    await Promise.all(commits);
    expect(atAcknowledgement).toEqual(Array.from({ length: CONCURRENT }, () => before + 1));
  });

  test("are refused one by one", async () => {
    const { store, log } = await givenStore(durability);
    await createNotes(store, aNote(7));
    const before = transactionsIn(log);
    const outcomes = await Promise.allSettled(
      Array.from({ length: CONCURRENT }, (_, number) =>
        createNotes(store, aNote(number), { id: `beside ${number}`, title: `beside ${number}` }),
      ),
    );
    const refused = outcomes.flatMap(({ status }, number) => (status === "rejected" ? [number] : []));
    expect(refused).toEqual([7]);
    expect(outcomes[7]).toMatchObject({ reason: expect.any(StoreConflict) });
    expect(transactionsIn(log)).toBe(before + 1);
    const ids = await idsOfNotes(store);
    expect(ids).toHaveLength(2 * CONCURRENT - 1);
    expect(ids).not.toContain("beside 7");
  });
});

test("a commit of a group that fails for another reason than a conflict fails alone", async () => {
  let isBroken = false;
  const fragile: Collection<Note> = defineCollection<Note>({
    ...notes,
    ordered: {
      inOrder: (note) => {
        if (isBroken && note.title === "fragile") throw new Error("broken");
        return [[note.title]];
      },
    },
  });
  const store = open(":memory:");
  await store.commit([fragile.put({ id: "1", title: "fragile" }, { expect: "absent" })]);
  isBroken = true;
  const outcomes = await Promise.allSettled([
    store.commit([fragile.put({ id: "2", title: "two" }, { expect: "absent" })]),
    store.commit([
      fragile.put({ id: "3", title: "three" }, { expect: "absent" }),
      fragile.delete({ id: "1", title: "fragile" }, { expect: "any" }),
    ]),
    store.commit([fragile.put({ id: "4", title: "four" }, { expect: "absent" })]),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await store.get(fragile, ["2"])).toBeDefined();
  expect(await store.get(fragile, ["3"])).toBeUndefined();
  expect(await store.get(fragile, ["4"])).toBeDefined();
  expect(await store.count(fragile, "inOrder", [])).toBe(3);
});

function open(file: string, durability: "normal" | "full" = "normal"): Store {
  const store = openSqliteStore({ file, clock: systemClock, durability });
  onTestFinished(() => store.close());
  return store;
}

async function givenStore(durability: "normal" | "full"): Promise<{ readonly store: Store; readonly log: string }> {
  const file = join(givenDirectory(), "store.db");
  const store = open(file, durability);
  await createNotes(store, { id: "first", title: "first" });
  await store.commit([notes.delete({ id: "first", title: "first" }, { expect: "any" })]);
  return { store, log: `${file}-wal` };
}

/** How many transactions a write-ahead log has: frames that say how large the database is after a commit (SQLite, "WAL-mode File Format"). */
function transactionsIn(log: string): number {
  const bytes = readFileSync(log);
  const pageSize = bytes.readUInt32BE(8);
  const salts = bytes.subarray(16, 24);
  let transactions = 0;
  for (let frame = 32; frame + 24 <= bytes.length; frame += 24 + pageSize) {
    const isOfThisLog = bytes.subarray(frame + 8, frame + 16).equals(salts);
    if (isOfThisLog && bytes.readUInt32BE(frame + 4) > 0) transactions += 1;
  }
  return transactions;
}
