import { type PostgresServer, startPostgres } from "@cogmock/postgres-server";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { DescribeUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { clientOf } from "../running/aws-client.ts";
import { startReplicas } from "../running/running-server.ts";
import { type ServerProcess, startServerProcess } from "../running/server-process.ts";
import { compareAccounts, compareLists } from "../workload/compare.ts";
import { compareContents } from "../workload/compare-contents.ts";
import { extent } from "../workload/extent.ts";
import { isUnanswered, isUnavailable } from "../workload/failures.ts";
import { createTestPool } from "../workload/test-pool.ts";
import { writeUntilKilled } from "../workload/until-killed.ts";
import { beginWorkload } from "../workload/writers.ts";

const SERVER_ROUNDS = extent({ short: 5, full: 50 });
const POSTGRES_ROUNDS = extent({ short: 3, full: 20 });
const LISTS_EVERY = 10;
const FLAGS = ["--log-level", "warn"];

let postgres: PostgresServer;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.close();
});

describe("Two servers on one PostgreSQL", () => {
  test(`lose nothing and leave nothing half done when one of them is killed, ${SERVER_ROUNDS} times, and the other carries on`, {
    timeout: 60_000 + SERVER_ROUNDS * 15_000,
  }, async () => {
    const database = await postgres.createDatabase();
    const replicas = [...(await startReplicas(2, database, FLAGS))];
    onTestFinished(() => stopAll(replicas));
    const workload = beginWorkload(await createTestPool(clientOf(urlOf(replicas[0]))));

    for (let round = 1; round <= SERVER_ROUNDS; round++) {
      const killed = round % 2;
      const [victim, survivor] = [replicas[killed], replicas[1 - killed]];
      const [aws, others] = [clientOf(urlOf(victim)), clientOf(urlOf(survivor))];
      await writeUntilKilled(workload, {
        kill: async () => victim?.stop("SIGKILL"),
        victims: [aws],
        isExpected: isUnanswered,
        bystanders: [others],
      });
      expect(await compareAccounts(others, workload)).toEqual([]);
      expect(survivor?.output()).not.toMatch(/error|warn|defect/i);

      const restarted = await startServerProcess(["--data", database, ...FLAGS]);
      replicas[killed] = restarted;
      const again = clientOf(restarted.url);
      const everything = round === SERVER_ROUNDS;
      expect(await compareAccounts(again, workload, { everything })).toEqual([]);
      if (everything || round % LISTS_EVERY === 0) {
        expect(await compareLists(again, workload)).toEqual([]);
        expect(await compareContents(restarted.url, workload)).toEqual([]);
      }
      for (const client of [aws, others, again]) client.destroy();
    }
    process.stdout.write(`${SERVER_ROUNDS} servers killed, ${workload.acknowledged} writes acknowledged\n`);
  });

  test(`lose nothing and leave nothing half done when PostgreSQL is killed, ${POSTGRES_ROUNDS} times, and serve again once it is back`, {
    timeout: 60_000 + POSTGRES_ROUNDS * 20_000,
  }, async () => {
    const replicas = await startReplicas(2, await postgres.createDatabase(), FLAGS);
    onTestFinished(() => stopAll(replicas));
    const clients = replicas.map(({ url }) => clientOf(url));
    const [aws = clientOf("")] = clients;
    const workload = beginWorkload(await createTestPool(aws));

    for (let round = 1; round <= POSTGRES_ROUNDS; round++) {
      await writeUntilKilled(workload, { kill: () => postgres.kill(), victims: clients, isExpected: isUnavailable });
      await postgres.start();
      for (const client of clients)
        await vi.waitFor(() => client.send(new DescribeUserPoolCommand(workload.pool)), { timeout: 10_000 });
      const everything = round === POSTGRES_ROUNDS;
      expect(await compareAccounts(aws, workload, { everything })).toEqual([]);
      if (everything || round % LISTS_EVERY === 0) {
        expect(await compareLists(aws, workload)).toEqual([]);
        expect(await compareContents(urlOf(replicas[1]), workload)).toEqual([]);
      }
    }
    for (const replica of replicas) expect(replica.output()).not.toMatch(/error|defect/i);
    process.stdout.write(`PostgreSQL killed ${POSTGRES_ROUNDS} times, ${workload.acknowledged} writes acknowledged\n`);
  });
});

function urlOf(server: ServerProcess | undefined): string {
  if (server === undefined) throw new Error("there is no such server");
  return server.url;
}

async function stopAll(servers: readonly ServerProcess[]): Promise<void> {
  await Promise.all(servers.map((server) => server.stop("SIGKILL")));
}
