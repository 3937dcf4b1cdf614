import { givenDatabase } from "@cogmock/postgres-server/vitest";
import { expect, onTestFinished, test, vi } from "vitest";
import { clientOf } from "../running/aws-client.ts";
import { startNginx } from "../running/nginx.ts";
import { startReplicas } from "../running/running-server.ts";
import { compareAccounts, compareLists } from "../workload/compare.ts";
import { isUnavailable } from "../workload/failures.ts";
import { createTestPool } from "../workload/test-pool.ts";
import { beginWorkload, write } from "../workload/writers.ts";

const WRITES_BEFORE = 200;
const WRITES_AFTER = 600;

test("behind nginx a server is killed under load: requests under way may fail, no other does, nothing is lost", async () => {
  const replicas = await startReplicas(2, await givenDatabase(), ["--trust-proxy", "--log-level", "warn"]);
  onTestFinished(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
  });
  const nginx = await startNginx(replicas.map(({ url }) => url));
  onTestFinished(() => nginx.stop());
  const aws = clientOf(nginx.url);
  const workload = beginWorkload(await createTestPool(aws));

  let failures = 0;
  const load = Promise.all(
    workload.accounts.map((_, writer) =>
      write(workload, writer, {
        aws,
        isOver: () => workload.acknowledged >= WRITES_BEFORE + WRITES_AFTER,
        onFailure: (error) => {
          if (!isUnavailable(error)) throw error;
          failures += 1;
          return true;
        },
      }),
    ),
  );
  const reached = vi.waitUntil(() => workload.acknowledged >= WRITES_BEFORE, { timeout: 30_000, interval: 5 });
  await Promise.race([load, reached]);
  expect(failures).toBe(0);
  await replicas[0]?.stop("SIGKILL");
  await load;

  // Each writer has one request under way at a time.
  expect(failures).toBeLessThanOrEqual(workload.accounts.length);
  expect(await compareAccounts(aws, workload, { everything: true })).toEqual([]);
  expect(await compareLists(aws, workload)).toEqual([]);
});
