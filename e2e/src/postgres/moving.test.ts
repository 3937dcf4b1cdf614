import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { givenDatabase } from "@cogmock/postgres-server/vitest";
import { expect, onTestFinished, test } from "vitest";
import { clientOf } from "../running/aws-client.ts";
import { type ServerProcess, startServerProcess } from "../running/server-process.ts";
import { compareAccounts, compareLists } from "../workload/compare.ts";
import { beginLoad } from "../workload/load.ts";
import { createTestPool } from "../workload/test-pool.ts";
import { beginWorkload } from "../workload/writers.ts";

async function givenServer(...flags: readonly string[]): Promise<ServerProcess> {
  const server = await startServerProcess([...flags, "--log-level", "warn"]);
  onTestFinished(() => server.stop());
  return server;
}

/** Moves everything as `curl … /export | curl … /import` does. */
async function move(from: ServerProcess, to: ServerProcess): Promise<void> {
  const { status, body } = await fetch(`${from.url}/_cogmock/export`);
  expect(status).toBe(200);
  const answer = await fetch(`${to.url}/_cogmock/import`, { method: "POST", body, duplex: "half" });
  expect(answer.status, await answer.text()).toBe(200);
}

test("everything moves from SQLite to PostgreSQL to memory, and all users, aliases, groups and passwords are there", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "cogmock-e2e-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const onSqlite = await givenServer("--data", path.join(folder, "cogmock.sqlite"));
  const onPostgres = await givenServer("--data", await givenDatabase());
  const inMemory = await givenServer("--memory");

  const aws = clientOf(onSqlite.url);
  const workload = beginWorkload(await createTestPool(aws));
  const load = beginLoad(workload, aws, () => false);
  await load.progress(400);
  await load.stop();

  await move(onSqlite, onPostgres);
  await move(onPostgres, inMemory);
  for (const { url } of [onPostgres, inMemory]) {
    const client = clientOf(url);
    expect(await compareAccounts(client, workload, { everything: true })).toEqual([]);
    expect(await compareLists(client, workload)).toEqual([]);
  }
});
