import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { type Store, systemClock } from "@cogmock/core/store";
import { expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "./sqlite-store.ts";
import { GROUPS, members, revisionOf, revisions } from "./testing/revisions.ts";

const ROUNDS = 50;
const WRITER = fileURLToPath(new URL("testing/crash-writer.ts", import.meta.url));

test("a process that is killed loses nothing that was acknowledged and leaves no commit half done", async () => {
  const directory = mkdtempSync(join(tmpdir(), "cogmock-crash-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, "store.db");
  const acknowledged = new Map(GROUPS.map((group) => [group, 0]));

  for (let round = 0; round < ROUNDS; round++) {
    await killWriterAfter(randomInt(1, 400), file, acknowledged);
    const store = openSqliteStore({ file, clock: systemClock });
    for (const [group, revision] of acknowledged) {
      const found = await revisionOf(store, group);
      expect(found, `round ${round}, group ${group}`).toBeGreaterThanOrEqual(revision);
      await expectWhole(store, group, found);
    }
    await store.close();
  }

  const database = new DatabaseSync(file, { readOnly: true });
  expect(database.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  database.close();
  expect(Math.min(...acknowledged.values())).toBeGreaterThan(ROUNDS);
});

/** Runs the writer until it has acknowledged so many commits, and keeps what it acknowledged until it was dead. */
async function killWriterAfter(commits: number, file: string, acknowledged: Map<string, number>): Promise<void> {
  const writer = spawn(process.execPath, ["--conditions=@cogmock/source", WRITER, file], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaints = "";
  writer.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    writer.on("close", (_code, signal) => resolve(signal));
  });
  let lines = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    const [group = "", revision] = line.split(" ");
    acknowledged.set(group, Number(revision));
    lines += 1;
    if (lines === commits) writer.kill("SIGKILL");
  }
  expect(await ended, complaints).toBe("SIGKILL");
}

/** The documents of a group, and its index entries, are those of one revision. */
async function expectWhole(store: Store, group: string, revision: number): Promise<void> {
  const { documents } = await store.find(revisions, "byGroup", [group], { limit: 100 });
  expect(documents.map(({ member }) => member)).toEqual([...members(revision)].toSorted());
  expect(new Set(documents.map((document) => document.revision)).size).toBe(1);
  for (const member of members(revision)) {
    expect(await store.getUnique(revisions, "byRevision", [group, revision, member])).toMatchObject({ member });
    expect(await store.getUnique(revisions, "byRevision", [group, revision - 1, member])).toBeUndefined();
  }
}
