import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import {
  type Collection,
  type CollectionDefinition,
  defineCollection,
  type Store,
  storedVersion,
} from "@cogmock/core/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "./sqlite-store.ts";
import { StoreFileError, type StoreFileProblem } from "./store-file-error.ts";
import { givenDirectory } from "./testing/given-directory.ts";

interface Note {
  readonly id: string;
  readonly title: string;
  readonly until?: number;
}

const clock = { now: () => Date.UTC(2026, 0, 1) };

const noteDefinition: CollectionDefinition<Note> = {
  name: "notes",
  key: (note) => [note.id],
  unique: { byTitle: (note) => [[note.title]] },
  ordered: { inOrder: (note) => [[note.title]] },
};
const notes: Collection<Note> = defineCollection(noteDefinition);

function open(file: string): Store {
  const store = openSqliteStore({ file, clock });
  onTestFinished(() => store.close());
  return store;
}

function problemOf(file: string): { readonly problem: StoreFileProblem; readonly message: string } {
  try {
    openSqliteStore({ file, clock });
  } catch (error) {
    if (error instanceof StoreFileError) return { problem: error.problem, message: error.message };
    throw error;
  }
  throw new Error(`${file} could be opened`);
}

describe("a store in a file", () => {
  test("makes the file and its directory, and is one file after it was closed", async () => {
    const directory = join(givenDirectory(), "new", "er");
    const store = open(join(directory, "store.db"));
    await store.commit([notes.put({ id: "1", title: "one" }, { expect: "absent" })]);
    await store.close();
    expect(readdirSync(directory)).toEqual(["store.db"]);
  });

  test("keeps documents, entries and versions over a restart", async () => {
    const file = join(givenDirectory(), "store.db");
    const before = open(file);
    await before.commit([notes.put({ id: "1", title: "one" }, { expect: "absent" })]);
    const written = await before.get(notes, ["1"]);
    await before.close();

    const after = open(file);
    const read = await after.get(notes, ["1"]);
    expect(read).toEqual(written);
    expect(await after.getUnique(notes, "byTitle", ["one"])).toEqual(written);
    expect((await after.find(notes, "inOrder", [], { limit: 9 })).documents).toEqual([written]);
    if (read === undefined) throw new Error("the note is gone");
    await after.commit([notes.put({ ...read, title: "changed" }, { expect: read })]);
  });

  test("gives no version twice, though the document that had it was deleted before a restart", async () => {
    const file = join(givenDirectory(), "store.db");
    const versions: (number | undefined)[] = [];
    for (let round = 0; round < 3; round++) {
      const store = open(file);
      await store.commit([notes.put({ id: "1", title: "one" }, { expect: "absent" })]);
      const note = await store.get(notes, ["1"]);
      versions.push(note?.[storedVersion]);
      await store.commit([notes.delete({ id: "1", title: "one" }, { expect: "any" })]);
      await store.close();
    }
    expect(versions.toSorted((left, right) => Number(left) - Number(right))).toEqual(versions);
    expect(new Set(versions).size).toBe(3);
  });

  test("is for one process, and for the next as soon as that was killed", async () => {
    const file = join(givenDirectory(), "store.db");
    const holder = spawn(
      process.execPath,
      ["--conditions=@cogmock/source", fileURLToPath(new URL("testing/holder.ts", import.meta.url)), file],
      { stdio: ["pipe", "pipe", "inherit"] },
    );
    onTestFinished(() => void holder.kill("SIGKILL"));
    await once(holder.stdout, "data");
    expect(problemOf(file)).toEqual({
      problem: "in use",
      message: `${file} is in use by another process; stop that one, or choose another file`,
    });
    const ended = once(holder, "close");
    holder.kill("SIGKILL");
    await ended;
    await open(file).commit([notes.put({ id: "1", title: "one" }, { expect: "absent" })]);
  });

  test("is for one store of a process, and the second attempt leaves the first its lock", async () => {
    const file = join(givenDirectory(), "store.db");
    const first = open(file);
    expect(problemOf(file).problem).toBe("in use");
    expect(problemOf(file).problem).toBe("in use");
    await first.commit([notes.put({ id: "1", title: "one" }, { expect: "absent" })]);
  });

  test("takes an empty file for a new one", async () => {
    const file = join(givenDirectory(), "store.db");
    writeFileSync(file, "");
    expect(await open(file).count(notes, "inOrder", [])).toBe(0);
  });
});

describe("a file that is not the store's", () => {
  test.each([
    ["text", (file: string) => writeFileSync(file, "Dear diary,\n".repeat(1000))],
    ["a database of someone else", (file: string) => givenForeignDatabase(file)],
    ["a database of someone else with an open log", (file: string) => givenForeignDatabase(file, "wal")],
  ])("is refused and left as it was: %s", (_, make) => {
    const directory = givenDirectory();
    const file = join(directory, "store.db");
    make(file);
    const contents = readAll(directory);
    expect(problemOf(file)).toEqual({
      problem: "foreign",
      message: `${file} is not a cogmock database; choose another file`,
    });
    expect(readAll(directory)).toEqual(contents);
  });

  test("is refused and left as it was when a newer version wrote it", async () => {
    const directory = givenDirectory();
    const file = join(directory, "store.db");
    await open(file).close();
    const database = new DatabaseSync(file);
    database.exec("PRAGMA user_version = 7");
    database.close();
    const contents = readAll(directory);
    expect(problemOf(file)).toEqual({
      problem: "newer",
      message: `${file} was written by a newer cogmock (format 7, and this one knows 2); upgrade, or choose another file`,
    });
    expect(readAll(directory)).toEqual(contents);
  });
});

describe("a place that cannot be written", () => {
  test("is named in one line: a directory in place of the file", () => {
    const file = givenDirectory();
    expect(problemOf(file)).toEqual({
      problem: "unwritable",
      message: `cannot write to ${file} (it is a directory); make it writable, or choose another file`,
    });
  });

  test("is named in one line: a file in place of the directory", () => {
    const directory = join(givenDirectory(), "file");
    writeFileSync(directory, "");
    const { problem, message } = problemOf(join(directory, "store.db"));
    expect(problem).toBe("unwritable");
    expect(message).toMatch(/^cannot write to .*store\.db \(E[A-Z]+: .*\); make it writable, or choose another file$/);
    expect(existsSync(join(directory, "store.db"))).toBe(false);
  });

  // Windows knows no such modes.
  test.skipIf(process.platform === "win32")("is named in one line: a directory without permission", () => {
    const directory = join(givenDirectory(), "closed");
    mkdirSync(directory, { mode: 0o500 });
    const { message } = withoutPrivileges(() => problemOf(join(directory, "store.db")));
    expect(message).toContain("EACCES: permission denied");
    expect(message).not.toContain("\n");
  });
});

// Windows knows no such modes.
test.skipIf(process.platform === "win32")("a store's files are for their owner alone", async () => {
  const directory = givenDirectory();
  const store = open(join(directory, "store.db"));
  await store.commit([notes.put({ id: "1", title: "secret" }, { expect: "absent" })]);
  const modes = readdirSync(directory).map((name) => statSync(join(directory, name)).mode & 0o777);
  expect(modes.length).toBeGreaterThan(1);
  expect(new Set(modes)).toEqual(new Set([0o600]));
  await store.close();
});

/** Root may write everywhere: for a moment, it is nobody. */
function withoutPrivileges<T>(work: () => T): T {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.("nobody");
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}

describe("a program that was upgraded", () => {
  test("finds old documents by new indexes, and old entries of a removed index do not come back", async () => {
    const file = join(givenDirectory(), "store.db");
    const before = open(file);
    const total = 1200;
    await before.commit(
      Array.from({ length: total }, (_, id) =>
        notes.put({ id: String(id), title: `title ${id}` }, { expect: "absent" }),
      ),
    );
    await before.close();

    const upgraded = defineCollection<Note>({
      ...noteDefinition,
      unique: { byUpperCase: (note) => [[note.title.toUpperCase()]] },
      ordered: { backwards: (note) => [[Array.from(note.title).toReversed().join("")]] },
    });
    const after = open(file);
    expect(await after.getUnique(upgraded, "byUpperCase", ["TITLE 7"])).toMatchObject({ id: "7" });
    expect(await after.count(upgraded, "backwards", [])).toBe(total);
    const [first] = (await after.find(upgraded, "backwards", [], { startsWith: "9911", limit: 1 })).documents;
    expect(first).toMatchObject({ id: "1199" });
    await after.commit([upgraded.delete({ id: "7", title: "title 7" }, { expect: "any" })]);
    await after.close();

    const again = open(file);
    expect(await again.getUnique(notes, "byTitle", ["title 7"])).toBeUndefined();
    expect(await again.getUnique(notes, "byTitle", ["title 8"])).toMatchObject({ id: "8" });
    expect(await again.count(notes, "inOrder", [])).toBe(total - 1);
  });

  test("lets old documents expire that did not expire before", async () => {
    const file = join(givenDirectory(), "store.db");
    const before = open(file);
    await before.commit([
      notes.put({ id: "1", title: "one", until: clock.now() }, { expect: "absent" }),
      notes.put({ id: "2", title: "two" }, { expect: "absent" }),
    ]);
    await before.close();
    const mortal = defineCollection<Note>({ ...noteDefinition, expiresAt: (note) => note.until });
    const after = open(file);
    expect(await after.count(mortal, "inOrder", [])).toBe(1);
    await after.commit([mortal.put({ id: "3", title: "one" }, { expect: "absent" })]);
    expect(await after.get(mortal, ["1"])).toBeUndefined();
  });

  test("gives the entries of a new unique index to what has not expired", async () => {
    const file = join(givenDirectory(), "store.db");
    const { unique: _, ...withoutUnique } = noteDefinition;
    const plain = defineCollection<Note>(withoutUnique);
    const before = open(file);
    await before.commit([
      plain.put({ id: "1", title: "same", until: clock.now() }, { expect: "absent" }),
      plain.put({ id: "2", title: "same" }, { expect: "absent" }),
    ]);
    await before.close();
    const mortal = defineCollection<Note>({ ...noteDefinition, expiresAt: (note) => note.until });
    expect(await open(file).getUnique(mortal, "byTitle", ["same"])).toMatchObject({ id: "2" });
  });
});

function givenForeignDatabase(file: string, journal = "delete"): void {
  const database = new DatabaseSync(file);
  database.exec(
    `PRAGMA journal_mode = ${journal}; CREATE TABLE diary (entry TEXT); INSERT INTO diary VALUES ('Dear diary')`,
  );
  if (journal === "delete") database.close();
  else onTestFinished(() => database.close());
}

function readAll(directory: string): ReadonlyMap<string, string> {
  // The shared memory of a log is not contents: it belongs to whoever has the database open.
  const names = readdirSync(directory).filter((name) => !name.endsWith("-shm"));
  return new Map(names.map((name) => [name, readFileSync(join(directory, name)).toString("base64")]));
}
