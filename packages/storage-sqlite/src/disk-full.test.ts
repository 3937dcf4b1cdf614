import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CollectionDocument, type Store, StoreUnavailable, systemClock } from "@cogmock/core/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "./sqlite-store.ts";
import { StoreFileError } from "./store-file-error.ts";
import { writeFormat1 } from "./testing/format-1.ts";
import { aNote, createNotes, idsOfNotes, notes } from "./testing/notes.ts";
import { givenSmallDisk, whoMayMount } from "./testing/small-disk.ts";

const mounter = whoMayMount();

if (mounter === "this process") describe("a disk that is full", diskFullTests);
else if (mounter === "a child")
  test("a disk that is full: the tests pass in a namespace of their own", passInTheirOwnNamespace);
else test.skip("a disk that is full (left out: it takes Linux and the right to mount one)");

function diskFullTests(): void {
  test("refuses commits, of which nothing is applied, answers reads, and goes on when there is room", async () => {
    const { directory, fill, makeRoom } = givenSmallDisk(4096);
    const file = join(directory, "store.db");
    const store = open(file);
    await createNotes(store, aNote(0));
    fill(256);
    let created = 1;
    const refusal = await refusalOf(async () => {
      for (; ; created++) await createNotes(store, aNote(created));
    });
    expect(refusal.message).toBe("the database cannot be written (database or disk is full); nothing was applied");
    expect(created).toBeGreaterThan(10);
    const acknowledged = Array.from({ length: created }, (_, number) => `id ${number}`).toSorted();
    expect(await idsOfNotes(store)).toEqual(acknowledged);
    const large = { ...aNote(created), text: "x".repeat(500_000) };
    const group = [createNotes(store, aNote(created + 1), large), createNotes(store, aNote(created + 2))];
    const outcomes = await Promise.allSettled(group);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await idsOfNotes(store)).toEqual(acknowledged);

    makeRoom();
    await createNotes(store, large);
    const all = acknowledged.concat(large.id).toSorted();
    expect(await idsOfNotes(store)).toEqual(all);
    await store.close();
    expect(await idsOfNotes(open(file))).toEqual(all);
  });

  test("loses nothing when the process dies before there is room", async () => {
    const { directory, fill } = givenSmallDisk(4096);
    const file = join(directory, "store.db");
    const writer = fileURLToPath(new URL("testing/until-refused.ts", import.meta.url));
    fill(512);
    const { signal, stdout, stderr } = spawnSync(process.execPath, ["--conditions=@cogmock/source", writer, file]);
    expect(signal, stderr.toString()).toBe("SIGKILL");
    const acknowledged = stdout.toString().trim().split("\n");
    expect(acknowledged.length).toBeGreaterThan(10);
    expect(await idsOfNotes(open(file))).toEqual(acknowledged.toSorted());
  });

  test("is named when there is no room for a new file", () => {
    const { directory, fill, makeRoom } = givenSmallDisk(1024);
    const file = join(directory, "store.db");
    fill();
    expect(problemOf(file)).toEqual({
      problem: "full",
      message: `there is no room for ${file} on its disk; make room, or choose another file`,
    });
    makeRoom();
    open(file);
  });

  test("is named when there is no room to migrate a file, which stays as it was", async () => {
    const { directory, fill, makeRoom } = givenSmallDisk(1024);
    const file = join(directory, "store.db");
    writeFormat1(file);
    const original = readFileSync(file);
    fill();
    expect(problemOf(file).problem).toBe("full");
    expect(readFileSync(file).equals(original)).toBe(true);
    expect(readdirSync(directory)).toEqual(["filler", "store.db"]);
    makeRoom();
    await createNotes(open(file), aNote(1));
  });

  test("leaves everything as it was when it has no room for a replacement", async () => {
    const { directory, fill, makeRoom } = givenSmallDisk(4096);
    const file = join(directory, "store.db");
    const store = open(file);
    await createNotes(store, aNote(0));
    fill(512);
    const refusal = await refusalOf(() => store.replaceAll(endlessNotes()));
    expect(refusal.message).toContain("nothing was applied");
    expect(await idsOfNotes(store)).toEqual(["id 0"]);
    makeRoom();
    await store.replaceAll([[{ collection: notes, document: aNote(7) }]]);
    expect(await idsOfNotes(store)).toEqual(["id 7"]);
    await store.close();
    expect(await idsOfNotes(open(file))).toEqual(["id 7"]);
  });
}

function passInTheirOwnNamespace(): void {
  const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
  const argv = ["-rm", process.execPath, vitest, "run", fileURLToPath(import.meta.url)];
  const { status, stdout } = spawnSync("unshare", argv, { cwd: dirname(import.meta.dirname) });
  expect(status, stdout.toString()).toBe(0);
}

function open(file: string): Store {
  const store = openSqliteStore({ file, clock: systemClock });
  onTestFinished(() => store.close());
  return store;
}

async function refusalOf(work: () => Promise<void>): Promise<StoreUnavailable> {
  try {
    await work();
  } catch (error) {
    if (error instanceof StoreUnavailable) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

function problemOf(file: string): Pick<StoreFileError, "problem" | "message"> {
  try {
    open(file);
  } catch (error) {
    if (error instanceof StoreFileError) return { problem: error.problem, message: error.message };
    throw error;
  }
  throw new Error(`${file} could be opened`);
}

function* endlessNotes(): Generator<readonly CollectionDocument[]> {
  for (let number = 1; ; number++) yield [{ collection: notes, document: aNote(number) }];
}
