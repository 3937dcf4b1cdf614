import { randomInt } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { givenDatabase } from "@cogmock/postgres-server/vitest";
import { expect, onTestFinished, test } from "vitest";
import { clientOf } from "../running/aws-client.ts";
import { startServerProcess } from "../running/server-process.ts";
import { compareAccounts, compareLists } from "../workload/compare.ts";
import { extent } from "../workload/extent.ts";
import { isUnavailable } from "../workload/failures.ts";
import { beginLoad, type Load } from "../workload/load.ts";
import { createTestPool } from "../workload/test-pool.ts";
import { beginWorkload, type Workload } from "../workload/writers.ts";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

const CUTS = extent({ short: 15, full: 150 });
const SILENCE_MS = extent({ short: 4_000, full: 10_000 });
/** What a request may take longer than the silence. */
const PATIENCE_MS = 5_000;

async function givenLoad(): Promise<{
  readonly wire: TcpProxy;
  readonly load: Load;
  readonly settle: () => Promise<Workload>;
}> {
  const wire = await startTcpProxy(await givenDatabase());
  onTestFinished(() => wire.close());
  const server = await startServerProcess(["--data", wire.url, "--log-level", "warn"]);
  onTestFinished(() => server.stop());
  const aws = clientOf(server.url);
  const workload = beginWorkload(await createTestPool(aws));
  const load = beginLoad(workload, aws, isUnavailable);
  return {
    wire,
    load,
    async settle() {
      await load.progress(100);
      await load.stop();
      expect(await compareAccounts(aws, workload, { everything: true })).toEqual([]);
      expect(await compareLists(aws, workload)).toEqual([]);
      expect(server.output()).not.toMatch(/defect|InternalError/);
      return workload;
    },
  };
}

test(`of ${CUTS} times that all connections to PostgreSQL are cut under load, nothing is lost and nothing is left half done`, {
  timeout: 60_000 + CUTS * 1_000,
}, async () => {
  const { wire, load, settle } = await givenLoad();
  for (let cut = 0; cut < CUTS; cut++) {
    await load.progress(10);
    await setTimeout(randomInt(100, 300));
    wire.cut();
  }
  const { acknowledged } = await settle();
  expect(load.failures).toBeGreaterThan(0);
  process.stdout.write(`${CUTS} cuts: ${load.failures} writes refused, ${acknowledged} acknowledged\n`);
});

test(`when PostgreSQL says nothing for ${SILENCE_MS / 1000} s requests wait for it, or are told so, and all goes on afterwards`, {
  timeout: 120_000,
}, async () => {
  const { wire, load, settle } = await givenLoad();
  await load.progress(100);
  wire.hold();
  await setTimeout(SILENCE_MS);
  wire.release();
  const { acknowledged } = await settle();
  expect(load.slowestMs).toBeLessThan(SILENCE_MS + PATIENCE_MS);
  process.stdout.write(
    `silent for ${SILENCE_MS} ms: ${load.failures} writes refused, ${acknowledged} acknowledged, slowest ${Math.round(load.slowestMs)} ms\n`,
  );
});
