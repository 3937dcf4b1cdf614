import { spawnSync } from "node:child_process";
import path from "node:path";
import { findPostgres } from "@cogmock/postgres-server";
import { givenDatabase } from "@cogmock/postgres-server/vitest";
import { expect, onTestFinished, test } from "vitest";
import { clientOf } from "../running/aws-client.ts";
import { type ServerProcess, startServerProcess } from "../running/server-process.ts";
import { compareAccounts, compareLists } from "../workload/compare.ts";
import { beginLoad } from "../workload/load.ts";
import { createTestPool } from "../workload/test-pool.ts";
import { beginWorkload } from "../workload/writers.ts";

/** Runs one of PostgreSQL's programs. @returns what it printed */
function run(program: string, words: readonly string[], input = ""): string {
  const { status, stdout, stderr } = spawnSync(path.join(findPostgres() ?? "", program), words, {
    input,
    encoding: "utf8",
    maxBuffer: 100 * 1024 * 1024,
  });
  expect([status, stderr]).toEqual([0, ""]);
  return stdout;
}

async function givenServer(database: string): Promise<ServerProcess> {
  const server = await startServerProcess(["--data", database, "--log-level", "warn"]);
  onTestFinished(() => server.stop());
  return server;
}

test("a dump of the schema that pg_dump makes while a server runs is a backup, on which another goes on writing", async () => {
  const database = await givenDatabase();
  const server = await givenServer(database);
  const aws = clientOf(server.url);
  const workload = beginWorkload(await createTestPool(aws));
  const load = beginLoad(workload, aws, () => false);
  await load.progress(200);
  await load.stop();
  const dump = run("pg_dump", ["--schema=cogmock", database]);

  const restored = await givenDatabase();
  run("psql", ["--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", restored], dump);
  const other = clientOf((await givenServer(restored)).url);
  expect(await compareAccounts(other, workload, { everything: true })).toEqual([]);
  const more = beginLoad(workload, other, () => false);
  await more.progress(200);
  await more.stop();
  expect(await compareAccounts(other, workload, { everything: true })).toEqual([]);
  expect(await compareLists(other, workload)).toEqual([]);
});
