import { randomInt } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { givenDatabase } from "@cogmock/postgres-server/vitest";
import { expect, onTestFinished, test } from "vitest";
import { clientOf } from "../running/aws-client.ts";
import { startServerProcess } from "../running/server-process.ts";
import { compareAccounts, compareLists } from "../workload/compare.ts";
import { extent } from "../workload/extent.ts";
import { isUnavailable } from "../workload/failures.ts";
import { beginLoad } from "../workload/load.ts";
import { createTestPool } from "../workload/test-pool.ts";
import { beginWorkload } from "../workload/writers.ts";
import { startTcpProxy } from "./tcp-proxy.ts";

const CUTS = extent({ short: 15, full: 150 });

test(`of ${CUTS} times that all connections to PostgreSQL are cut under load, nothing is lost and nothing is left half done`, {
  timeout: 60_000 + CUTS * 1_000,
}, async () => {
  const wire = await startTcpProxy(await givenDatabase());
  onTestFinished(() => wire.close());
  const server = await startServerProcess(["--data", wire.url, "--log-level", "warn"]);
  onTestFinished(() => server.stop());
  const aws = clientOf(server.url);
  const workload = beginWorkload(await createTestPool(aws));

  const load = beginLoad(workload, aws, isUnavailable);
  for (let cut = 0; cut < CUTS; cut++) {
    await load.progress(10);
    await setTimeout(randomInt(100, 300));
    wire.cut();
  }
  await load.progress(100);
  await load.stop();
  expect(load.failures).toBeGreaterThan(0);
  expect(await compareAccounts(aws, workload, { everything: true })).toEqual([]);
  expect(await compareLists(aws, workload)).toEqual([]);
  expect(server.output()).not.toMatch(/defect|InternalError/);
  process.stdout.write(`${CUTS} cuts: ${load.failures} writes refused, ${workload.acknowledged} acknowledged\n`);
});
