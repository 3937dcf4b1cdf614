import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Message } from "@cogmock/core";
import { type PostgresServer, startPostgres } from "@cogmock/postgres-server";
import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { expect, onTestFinished, test } from "vitest";
import { readConfiguration } from "./configuration/configuration.ts";
import { createLog } from "./logging/log.ts";
import { openStore } from "./open-store.ts";
import { StartError } from "./start-error.ts";
import { type RunningServer, startServer } from "./start-server.ts";
import { awsHeaders, emptyFolder, readJson } from "./testing/start-test-server.ts";

async function started(url: string): Promise<RunningServer> {
  const argv = ["--log-level", "silent", "--port", "0", "--data", url];
  const server = await startServer(readConfiguration({ argv, environment: {}, directory: emptyFolder() }));
  onTestFinished(() => server.close());
  return server;
}

async function givenPostgres(): Promise<PostgresServer> {
  const server = await startPostgres();
  onTestFinished(() => server.close());
  return server;
}

async function call(server: RunningServer, operation: string, input: unknown): Promise<Response> {
  return fetch(server.url, { method: "POST", headers: awsHeaders(operation), body: JSON.stringify(input) });
}

async function readiness(server: RunningServer): Promise<unknown> {
  const response = await fetch(`${server.url}/_cogmock/ready`);
  return [response.status, await response.json()];
}

/** What a start says to its user when it fails. */
async function startErrorOf(url: string): Promise<string> {
  const log = createLog({ level: "silent", format: "json" });
  try {
    const store = await openStore(
      { storage: { kind: "postgres", url }, durability: "normal" },
      { now: () => 0 },
      (line) => log.logger.warn(line),
    );
    await store.close();
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
  throw new Error("the store was expected not to open");
}

describeOnPostgres("startServer on PostgreSQL", () => {
  test("shares everything with every other server on the same database", async () => {
    const url = await givenDatabase();
    const [one, other] = await Promise.all([started(url), started(url)]);
    const created = await call(one, "CreateUserPool", { PoolName: "people" });
    const { UserPool } = await readJson<{ UserPool: { Id: string } }>(created);
    expect((await call(other, "DescribeUserPool", { UserPoolId: UserPool.Id })).status).toBe(200);
    await fetch(`${other.url}/_cogmock/reset`, { method: "POST" });
    expect((await call(one, "DescribeUserPool", { UserPoolId: UserPool.Id })).status).toBe(400);
  });

  test("answers who waits at one server for the message that another one sends", async () => {
    const url = await givenDatabase();
    const [one, other] = await Promise.all([started(url), started(url)]);
    const created = await call(one, "CreateUserPool", { PoolName: "people" });
    const { UserPool } = await readJson<{ UserPool: { Id: string } }>(created);
    const invite = (server: RunningServer, Username: string) =>
      call(server, "AdminCreateUser", {
        UserPoolId: UserPool.Id,
        Username,
        UserAttributes: [{ Name: "email", Value: `${Username}@example.com` }],
        DesiredDeliveryMediums: ["EMAIL"],
      });
    await invite(one, "ann");
    const [ann] = await readJson<Message[]>(await fetch(`${other.url}/_cogmock/messages`));
    const next = fetch(`${other.url}/_cogmock/messages?wait=60&after=${ann?.id}`);
    await invite(one, "bob");
    expect(await readJson<Message[]>(await next)).toMatchObject([{ username: "bob", to: "bob@example.com" }]);
  });

  test("is ready while the database answers, answers ServiceUnavailable while it does not, and recovers", async () => {
    const postgres = await givenPostgres();
    const server = await started(await postgres.createDatabase());
    expect(await readiness(server)).toEqual([200, { status: "ready" }]);
    await postgres.stop();
    expect(await readiness(server)).toEqual([503, { status: "unavailable" }]);
    expect((await fetch(`${server.url}/_cogmock/health`)).status).toBe(200);
    const refused = await call(server, "ListUserPools", { MaxResults: 1 });
    expect([refused.status, refused.headers.get("x-amzn-errortype")]).toEqual([503, "ServiceUnavailable:"]);
    await postgres.start();
    expect(await readiness(server)).toEqual([200, { status: "ready" }]);
    expect((await call(server, "ListUserPools", { MaxResults: 1 })).status).toBe(200);
  });

  test("waits for a database that is only just starting, and says so once without the password", async () => {
    const postgres = await givenPostgres();
    const url = await postgres.createDatabase();
    await postgres.stop();
    const file = path.join(emptyFolder(), "log");
    const descriptor = openSync(file, "a");
    const log = createLog({ level: "info", format: "text", fileDescriptor: descriptor });
    const opening = openStore({ storage: { kind: "postgres", url }, durability: "normal" }, { now: () => 0 }, (line) =>
      log.logger.warn(line),
    );
    await expect.poll(() => log.flush().then(() => readFileSync(file, "utf8"))).toContain("waiting");
    await postgres.start();
    await (await opening).close();
    await log.flush();
    closeSync(descriptor);
    const { username, host, pathname } = new URL(url);
    expect(readFileSync(file, "utf8").trim().split(" ").slice(1).join(" ")).toBe(
      `WARN postgres://${username}@${host}${pathname} does not answer yet; waiting for it`,
    );
  });

  test("says in one line why a database cannot be used, at once and without the password", async () => {
    const url = await givenDatabase();
    const wrongPassword = new URL(url);
    wrongPassword.password = "hunter2";
    const message = await startErrorOf(wrongPassword.href);
    expect(message).toBe(
      `PostgreSQL at ${wrongPassword.host}${wrongPassword.pathname} (schema cogmock) refuses the login (password authentication failed for user "cogmock"); correct user and password (--data or DATABASE_URL)`,
    );
    expect(await startErrorOf(`${url}?schema=Not%20a%20name`)).toBe(
      "a schema's name is lower-case letters, digits and _, up to 63 of them, not Not a name (--data or DATABASE_URL)",
    );
  });
});
