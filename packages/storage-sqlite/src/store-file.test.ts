import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { type Store, storedVersion } from "@cogmock/core/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { FORMAT } from "./migrations.ts";
import { openSqliteStore } from "./sqlite-store.ts";
import { StoreFileError, type StoreFileProblem } from "./store-file-error.ts";
import { everythingIn } from "./testing/everything-in.ts";
import { givenDirectory } from "./testing/given-directory.ts";
import { aNote, createNotes, idsOfNotes, notes } from "./testing/notes.ts";

const clock = { now: () => Date.UTC(2026, 0, 1) };

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

  test.each(["idle", "in a transaction"])(
    "is for one process, and for the next as soon as that was killed: %s",
    async (how) => {
      const file = join(givenDirectory(), "store.db");
      const holder = spawn(
        process.execPath,
        ["--conditions=@cogmock/source", fileURLToPath(new URL("testing/holder.ts", import.meta.url)), file, how],
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
      const store = open(file);
      expect(await idsOfNotes(store)).toEqual(["id 0"]);
      await createNotes(store, aNote(1));
    },
  );

  test("is for one store of a process, and the second attempt leaves the first its lock", async () => {
    const file = join(givenDirectory(), "store.db");
    const first = open(file);
    expect(problemOf(file).problem).toBe("in use");
    expect(problemOf(file).problem).toBe("in use");
    await first.commit([notes.put({ id: "1", title: "one" }, { expect: "absent" })]);
  });

  test("may lie behind a symbolic link, and has its log beside itself", async () => {
    const [linked, directory] = [givenDirectory(), givenDirectory()];
    symlinkSync(join(directory, "store.db"), join(linked, "link.db"));
    const store = open(join(linked, "link.db"));
    await createNotes(store, aNote(0));
    expect(readdirSync(linked)).toEqual(["link.db"]);
    expect(readdirSync(directory)).toEqual(["store.db", "store.db-wal"]);
    expect(problemOf(join(directory, "store.db")).problem).toBe("in use");
    await store.close();
    expect(await idsOfNotes(open(join(directory, "store.db")))).toEqual(["id 0"]);
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
    const contents = contentsOf(directory);
    expect(problemOf(file)).toEqual({
      problem: "foreign",
      message: `${file} is not a cogmock database; choose another file`,
    });
    expect(contentsOf(directory)).toEqual(contents);
  });

  test("is refused and left as it was when a newer version wrote it", async () => {
    const directory = givenDirectory();
    const file = join(directory, "store.db");
    await open(file).close();
    const database = new DatabaseSync(file);
    database.exec("PRAGMA user_version = 7");
    database.close();
    const contents = contentsOf(directory);
    expect(problemOf(file)).toEqual({
      problem: "newer",
      message: `${file} was written by a newer cogmock (format 7, and this one knows ${FORMAT}); upgrade, or choose another file`,
    });
    expect(contentsOf(directory)).toEqual(contents);
  });
});

describe("a place that cannot be written", () => {
  // Windows knows no such modes.
  test.skipIf(process.platform === "win32")("is named in one line: a file without permission", async () => {
    const directory = givenDirectory();
    const file = join(directory, "store.db");
    const store = open(file);
    await createNotes(store, aNote(0));
    await store.close();
    chmodSync(directory, 0o777);
    chmodSync(file, 0o444);
    const before = everythingIn(directory);
    const { problem, message } = withoutPrivileges(() => problemOf(file));
    expect(problem).toBe("unwritable");
    expect(message).toMatch(/^cannot write to .*store\.db \(.*\); make it writable, or choose another file$/);
    expect(everythingIn(directory)).toEqual(before);
  });

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

function givenForeignDatabase(file: string, journal = "delete"): void {
  const database = new DatabaseSync(file);
  database.exec(
    `PRAGMA journal_mode = ${journal}; CREATE TABLE diary (entry TEXT); INSERT INTO diary VALUES ('Dear diary')`,
  );
  if (journal === "delete") database.close();
  else onTestFinished(() => database.close());
}

function contentsOf(directory: string): ReadonlyMap<string, string> {
  // The shared memory of a log is not contents: it belongs to whoever has the database open.
  return new Map([...everythingIn(directory)].filter(([name]) => !name.endsWith("-shm")));
}
