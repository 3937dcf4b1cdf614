import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { clientOf } from "../running/aws-client.ts";
import { type ServerProcess, startServerProcess } from "../running/server-process.ts";
import { compareAccounts, compareLists } from "../workload/compare.ts";
import { isUnanswered } from "../workload/failures.ts";
import { createTestPool } from "../workload/test-pool.ts";
import { writeUntilKilled } from "../workload/until-killed.ts";
import { beginWorkload, type Workload } from "../workload/writers.ts";

const FILE = "cogmock.sqlite";

async function givenFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "cogmock-backup-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function givenServer(folder: string): Promise<ServerProcess> {
  const server = await startServerProcess(["--data", path.join(folder, FILE), "--log-level", "warn"]);
  onTestFinished(() => server.stop("SIGKILL"));
  return server;
}

async function expectEverything(server: ServerProcess, workload: Workload): Promise<void> {
  const aws = clientOf(server.url);
  expect(await compareAccounts(aws, workload, { everything: true })).toEqual([]);
  expect(await compareLists(aws, workload)).toEqual([]);
}

test("a backup of a file is a copy of it and its log at one moment of writes, or of it alone when its server has stopped", async () => {
  const [folder, copies, copyAlone] = [await givenFolder(), await givenFolder(), await givenFolder()];
  const server = await givenServer(folder);
  const aws = clientOf(server.url);
  const workload = beginWorkload(await createTestPool(aws));
  await writeUntilKilled(workload, {
    victims: [aws],
    isExpected: isUnanswered,
    kill: async () => {
      // What a snapshot of a file system does: all files at one moment. Whatever was acknowledged was before it.
      server.signal("SIGSTOP");
      for (const name of await readdir(folder)) await copyFile(path.join(folder, name), path.join(copies, name));
      await server.stop("SIGKILL");
    },
  });
  expect((await readdir(copies)).toSorted()).toEqual([FILE, `${FILE}-wal`]);
  const onCopies = await givenServer(copies);
  await expectEverything(onCopies, workload);
  await onCopies.stop();
  await copyFile(path.join(copies, FILE), path.join(copyAlone, FILE));
  await expectEverything(await givenServer(copyAlone), workload);
});
