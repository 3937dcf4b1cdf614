import { copyFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Store, StoreUnavailable, systemClock } from "@cogmock/core/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "./sqlite-store.ts";
import { StoreFileError } from "./store-file-error.ts";
import { everythingIn } from "./testing/everything-in.ts";
import { givenDirectory } from "./testing/given-directory.ts";
import { aNote, createNotes, idsOfNotes, notes } from "./testing/notes.ts";

const PAGE = 4096;
const NOTES = 500;

describe("a file that is damaged where it can be seen at once", () => {
  test.each([
    ["its end is missing", (file: string) => truncateSync(file, readFileSync(file).length - 10 * PAGE)],
    ["it ends in the middle of its first page", (file: string) => truncateSync(file, 2000)],
    ["its list of tables is overwritten", (file: string) => overwrite(file, 100, PAGE)],
  ])("is refused and left as it was: %s", async (_, damage) => {
    const { directory, file } = await givenClosedStore();
    damage(file);
    const before = everythingIn(directory);
    expect(refusalOf(file)).toMatchObject({
      problem: "damaged",
      message: expect.stringMatching(/^.*store\.db is damaged \(.*\); restore it from a copy, or choose another file$/),
    });
    expect(everythingIn(directory)).toEqual(before);
  });
});

describe("a file that is damaged in its middle", () => {
  test("answers what it has, and for the rest that it is damaged, but never something wrong", async () => {
    const { file } = await givenClosedStore();
    const pages = readFileSync(file).length / PAGE;
    const outcomes = new Set<string>();
    // Page by page, but for the first, which says what the file is.
    for (let page = 1; page < pages; page += 11) {
      const damagedFile = join(givenDirectory(), "store.db");
      copyFileSync(file, damagedFile);
      overwrite(damagedFile, page * PAGE, (page + 1) * PAGE);
      const opened = openOrRefusal(damagedFile);
      outcomes.add(opened instanceof StoreFileError ? opened.problem : await useStore(opened));
    }
    expect(outcomes).toContain("some of it");
  });

  test("refuses a commit that meets the damage, and applies nothing of it", async () => {
    const { file } = await givenClosedStore();
    overwrite(file, 20 * PAGE, readFileSync(file).length);
    const store = open(file);
    await expect(createNotes(store, aNote(NOTES), aNote(NOTES + 1))).rejects.toThrow(
      /^the database is damaged \(.*\); nothing was applied$/,
    );
    await expect(createNotes(store, aNote(NOTES))).rejects.toBeInstanceOf(StoreUnavailable);
  });
});

test("a file whose log was being copied into it when the process died is not damaged", async () => {
  const { file } = await givenClosedStore();
  const store = open(file);
  await createNotes(store, ...Array.from({ length: NOTES }, (_, number) => aNote(NOTES + number)));
  const log = readFileSync(`${file}-wal`);
  await store.close();
  // The first page has been copied, and says how long the file is to be; the last ones have not.
  const dead = join(givenDirectory(), "store.db");
  copyFileSync(file, dead);
  truncateSync(dead, readFileSync(file).length - 50 * PAGE);
  writeFileSync(`${dead}-wal`, log);
  expect(await idsOfNotes(open(dead))).toHaveLength(2 * NOTES);
});

async function givenClosedStore(): Promise<{ readonly directory: string; readonly file: string }> {
  const directory = givenDirectory();
  const file = join(directory, "store.db");
  const store = open(file);
  await createNotes(store, ...Array.from({ length: NOTES }, (_, number) => aNote(number)));
  await store.close();
  return { directory, file };
}

function open(file: string): Store {
  const store = openSqliteStore({ file, clock: systemClock });
  onTestFinished(() => store.close());
  return store;
}

function openOrRefusal(file: string): Store | StoreFileError {
  try {
    return open(file);
  } catch (error) {
    if (error instanceof StoreFileError) return error;
    throw error;
  }
}

function refusalOf(file: string): StoreFileError {
  const refusal = openOrRefusal(file);
  if (refusal instanceof StoreFileError) return refusal;
  throw new Error(`${file} could be opened`);
}

function overwrite(file: string, from: number, to: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, from, to);
  writeFileSync(file, bytes);
}

/** Reads every note in every way; all answers must be right, or say that the file is damaged. */
async function useStore(store: Store): Promise<string> {
  let answered = 0;
  let unavailable = 0;
  const ask = async (question: () => Promise<unknown>, answer: unknown): Promise<void> => {
    try {
      expect(await question()).toEqual(answer);
      answered += 1;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      expect(error.message).toMatch(/^the database is damaged \(/);
      unavailable += 1;
    }
  };
  for (let number = 0; number < NOTES; number++) {
    const note = expect.objectContaining(aNote(number));
    await ask(() => store.get(notes, [aNote(number).id]), note);
    await ask(() => store.getUnique(notes, "byTitle", [aNote(number).title]), note);
    await ask(async () => (await store.find(notes, "inOrder", [aNote(number).title], { limit: 2 })).documents, [note]);
  }
  if (unavailable === 0) return "all of it";
  return answered === 0 ? "nothing" : "some of it";
}
