import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  AdminGetUserCommand,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
  ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { clientOf } from "../running/aws-client.ts";
import { startServerProcess } from "../running/server-process.ts";
import { compareAccounts, compareLists } from "../workload/compare.ts";
import { isUnavailable } from "../workload/failures.ts";
import { beginLoad } from "../workload/load.ts";
import { createTestPool } from "../workload/test-pool.ts";
import { beginWorkload } from "../workload/writers.ts";

const DISK_MB = 12;
const BALLAST_MB = 6;
const MB = 1024 * 1024;

/** A disk of its own, small; undefined where none can be mounted. */
function mountSmallDisk(): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), "cogmock-disk-"));
  if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${DISK_MB}m`, "tmpfs", folder]).status === 0) return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}

const disk = mountSmallDisk();
const reason = disk === undefined ? " (left out: only root can mount a small disk)" : "";

afterAll(() => {
  if (disk === undefined) return;
  spawnSync("umount", ["--lazy", disk]);
  rmSync(disk, { recursive: true, force: true });
});

/** Writes until nothing more fits. */
async function fillUp(file: string): Promise<void> {
  for (let size = MB; size >= 4096; size /= 2) {
    for (;;) {
      try {
        await writeFile(file, Buffer.alloc(size), { flag: "a" });
      } catch (error) {
        expect(error).toMatchObject({ code: "ENOSPC" });
        break;
      }
    }
  }
}

test.skipIf(disk === undefined)(
  `on a full disk writes are refused and reads go on, until there is room again${reason}`,
  {
    timeout: 120_000,
  },
  async () => {
    const folder = disk ?? "";
    const ballast = path.join(folder, "ballast");
    await writeFile(ballast, Buffer.alloc(BALLAST_MB * MB));
    const flags = ["--data", path.join(folder, "cogmock.sqlite"), "--log-level", "warn"];
    const server = await startServerProcess(flags);
    onTestFinished(() => server.stop());
    const aws = clientOf(server.url);
    const pool = await createTestPool(aws);
    const workload = beginWorkload(pool);

    const load = beginLoad(workload, aws, isUnavailable);
    await load.refusals(100, 60_000);
    const Username = workload.accounts.flat().find(({ outcomes }) => outcomes.length === 1 && outcomes[0])?.username;
    expect(await aws.send(new AdminGetUserCommand({ ...pool, Username }))).toHaveProperty("Username", Username);
    expect(await aws.send(new ListUsersCommand(pool))).toHaveProperty("Users.length", 60);
    await aws.send(new DescribeUserPoolCommand(pool));
    const { failures } = load;

    await rm(ballast);
    await load.progress(100);
    await load.stop();
    expect(await compareAccounts(aws, workload, { everything: true })).toEqual([]);
    expect(await compareLists(aws, workload)).toEqual([]);
    expect(server.output()).not.toMatch(/defect|InternalError/);
    expect(server.output()).toMatch(/full/);
    await server.stop();

    // What there is can still be read after a start; a file that would have to be made cannot.
    await fillUp(ballast);
    await expect(startServerProcess(["--data", path.join(folder, "another.sqlite")])).rejects.toThrow(
      /^the server ended with 1 before it listened:\ncogmock: there is no room for [^\n]*another.sqlite[^\n]*\n$/,
    );
    const again = await startServerProcess(flags);
    onTestFinished(() => again.stop());
    const client = clientOf(again.url);
    expect(await client.send(new AdminGetUserCommand({ ...pool, Username }))).toHaveProperty("Username", Username);
    await expect(client.send(new CreateUserPoolCommand({ PoolName: "too much" }))).rejects.toSatisfy(isUnavailable);
    await rm(ballast);
    await client.send(new CreateUserPoolCommand({ PoolName: "fits again" }));
    expect(await compareAccounts(client, workload, { everything: true })).toEqual([]);
    expect(await compareLists(client, workload)).toEqual([]);
    const { size } = await stat(path.join(folder, "cogmock.sqlite"));
    process.stdout.write(
      `${failures} writes refused on a full disk, ${workload.acknowledged} acknowledged, ${Math.round(size / 1024)} KiB\n`,
    );
  },
);
