import { setTimeout } from "node:timers/promises";
import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { startPostgres } from "@cogmock/postgres-server";
import { expect, onTestFinished, test } from "vitest";
import { clientOf } from "../running/aws-client.ts";
import { startServerProcess } from "../running/server-process.ts";
import { compareAccounts, compareLists } from "../workload/compare.ts";
import { extent } from "../workload/extent.ts";
import { isUnavailable } from "../workload/failures.ts";
import { beginLoad } from "../workload/load.ts";
import { createTestPool } from "../workload/test-pool.ts";
import { beginWorkload } from "../workload/writers.ts";

const OUTAGE_MS = extent({ short: 2_500, full: 10_000 });
/** Far below the time after which a silent connection is given up; far above what a busy machine takes. */
const SLOWEST_MS = 25_000;

test(`while PostgreSQL is away for ${OUTAGE_MS / 1000} s every request is told so at once; then all is as before, without a restart`, {
  timeout: 180_000,
}, async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.close());
  const database = await postgres.createDatabase();
  const server = await startServerProcess(["--data", database, "--log-level", "warn"]);
  onTestFinished(() => server.stop());
  const [aws, visitor] = [clientOf(server.url), clientOf(server.url)];
  const pool = await createTestPool(aws);
  const workload = beginWorkload(pool);
  const statusOf = async (path: string): Promise<number> => (await fetch(`${server.url}/${path}`)).status;

  const load = beginLoad(workload, aws, isUnavailable);
  await load.progress(100);
  expect(load.failures).toBe(0);

  const banner = server.output().length;
  await postgres.stop();
  const { UserPoolId, ClientId } = pool;
  for (const command of [
    new DescribeUserPoolCommand({ UserPoolId }),
    new AdminGetUserCommand({ UserPoolId, Username: "user-0-0" }),
    new ListUsersCommand({ UserPoolId, Filter: 'username ^= "user"' }),
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "user-0-0", PASSWORD: "Secret-1" },
    }),
    new SignUpCommand({ ClientId, Username: "newcomer", Password: "Secret-1!" }),
  ]) {
    const begun = performance.now();
    // oxlint-disable-next-line typescript/no-explicit-any -- the SDK has no type for any of its commands
    await expect(visitor.send(command as any)).rejects.toMatchObject({
      name: "ServiceUnavailable",
      message: "The request has failed due to a temporary failure of the server.",
      $metadata: { httpStatusCode: 503 },
    });
    expect(performance.now() - begun).toBeLessThan(SLOWEST_MS);
  }
  expect(await statusOf("_cogmock/health")).toBe(200);
  expect(await statusOf("_cogmock/ready")).toBe(503);
  expect(await statusOf("_cogmock/messages")).toBe(503);
  const { acknowledged } = workload;
  await setTimeout(OUTAGE_MS);
  expect(workload.acknowledged).toBe(acknowledged);

  const persistent = new CognitoIdentityProviderClient({
    endpoint: server.url,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 20,
  });
  const answer = persistent.send(new DescribeUserPoolCommand({ UserPoolId }));
  await postgres.start();
  expect((await answer).$metadata.attempts).toBeGreaterThan(1);
  await load.progress(200, SLOWEST_MS);
  await load.stop();
  expect(load.slowestMs).toBeLessThan(SLOWEST_MS);
  expect(await statusOf("_cogmock/ready")).toBe(200);
  expect(await compareAccounts(aws, workload, { everything: true })).toEqual([]);
  expect(await compareLists(aws, workload)).toEqual([]);

  const { password, host, pathname } = new URL(database);
  const lines = server.output().slice(banner).trim().split("\n");
  const isAboutOutage = (line: string): boolean =>
    line.includes("503") && line.includes(`PostgreSQL at ${host}${pathname}`) && line.includes("is not available: ");
  expect(lines.filter((line) => !isAboutOutage(line))).toEqual([]);
  expect(server.output()).not.toContain(password);
  process.stdout.write(
    `away for ${OUTAGE_MS} ms: ${load.failures} writes refused, ${workload.acknowledged} acknowledged, slowest ${Math.round(load.slowestMs)} ms\n`,
  );
});
