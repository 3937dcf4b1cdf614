import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { clientOf } from "../running/aws-client.ts";
import { startServerProcess } from "../running/server-process.ts";
import { compareAccounts, compareLists } from "../workload/compare.ts";
import { compareContents } from "../workload/compare-contents.ts";
import { extent } from "../workload/extent.ts";
import { isUnanswered } from "../workload/failures.ts";
import { createTestPool } from "../workload/test-pool.ts";
import { writeUntilKilled } from "../workload/until-killed.ts";
import { beginWorkload, type Workload } from "../workload/writers.ts";

const ROUNDS = extent({ short: 10, full: 200 });
const LISTS_EVERY = 20;

test(`a server on SQLite that is killed ${ROUNDS} times loses nothing it acknowledged and leaves nothing half done`, {
  timeout: 60_000 + ROUNDS * 10_000,
}, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "cogmock-crash-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  let workload: Workload | undefined;

  for (let round = 0; round <= ROUNDS; round++) {
    const server = await startServerProcess(["--data", path.join(folder, "cogmock.sqlite"), "--log-level", "warn"]);
    onTestFinished(() => server.stop("SIGKILL"));
    const aws = clientOf(server.url);
    workload ??= beginWorkload(await createTestPool(aws));
    const isLast = round === ROUNDS;
    expect(await compareAccounts(aws, workload, { everything: isLast })).toEqual([]);
    if (isLast || round % LISTS_EVERY === 0) {
      expect(await compareLists(aws, workload)).toEqual([]);
      expect(await compareContents(server.url, workload)).toEqual([]);
    }
    if (!isLast)
      await writeUntilKilled(workload, {
        victims: [aws],
        isExpected: isUnanswered,
        kill: () => server.stop("SIGKILL"),
      });
    await server.stop();
    expect(server.output()).not.toMatch(/error|defect/i);
    aws.destroy();
  }
  process.stdout.write(`${ROUNDS} kills, ${workload?.acknowledged} writes acknowledged\n`);
});
