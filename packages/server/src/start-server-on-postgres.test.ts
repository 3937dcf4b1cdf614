import { randomUUID } from "node:crypto";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { createMovableClock, type Message } from "@cogmock/core";
import { type PostgresServer, startPostgres } from "@cogmock/postgres-server";
import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { defineCollection } from "@cogmock/core/store";
import { openPostgresStore } from "@cogmock/storage-postgres";
import { expect, onTestFinished, test } from "vitest";
import { readConfiguration } from "./configuration/configuration.ts";
import { createLog } from "./logging/log.ts";
import { openStore } from "./open-store.ts";
import { StartError } from "./start-error.ts";
import { type RunningServer, startServer } from "./start-server.ts";
import { ask, authorityOf, httpsUrlOf } from "./testing/https.ts";
import { awsHeaders, emptyFolder, readJson } from "./testing/start-test-server.ts";

async function started(url: string, ...flags: string[]): Promise<RunningServer> {
  const argv = ["--log-level", "silent", "--port", "0", "--data", url, ...flags];
  const server = await startServer(readConfiguration({ argv, environment: {}, directory: emptyFolder() }));
  onTestFinished(() => server.close());
  return server;
}

async function givenPostgres(settings?: Readonly<Record<string, string>>): Promise<PostgresServer> {
  const server = await startPostgres(settings && { settings });
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

/** Following takes less than a second, on a machine that has nothing else to do. */
const PATIENCE = { timeout: 5_000 };

/** What a start says to its user when it fails. */
async function startErrorOf(url: string): Promise<string> {
  const log = createLog({ level: "silent", format: "json" });
  try {
    const store = await openStore(
      { storage: { kind: "postgres", url }, durability: "normal" },
      createMovableClock(),
      (line) => log.logger.warn(line),
    );
    await store.close();
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
  throw new Error("the store was expected not to open");
}

const things = defineCollection<{ id: string }>({ name: "things", key: ({ id }) => [id] });

/** Takes every connection that a database has to give, as a server with a large pool does. @returns lets them go */
async function takeAllConnections(url: string): Promise<() => Promise<void>> {
  const store = await openPostgresStore({ url, poolSize: 50, clock: { now: () => 0 } });
  for (let burst = 0; burst < 3; burst++)
    await Promise.all(Array.from({ length: 200 }, () => store.get(things, ["a"])));
  return () => store.close();
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

  test("has one authority for HTTPS, so that who trusts one server trusts all, also after a restart of all", async () => {
    const url = await givenDatabase();
    const servers = await Promise.all([1, 2, 3].map(() => started(url, "--tls", "--tls-port", "0")));
    const [ca = ""] = await Promise.all(servers.map(authorityOf));
    for (const server of servers) expect((await ask(httpsUrlOf(server), { ca })).status).toBe(200);
    await Promise.all(servers.map((server) => server.close()));
    const later = await started(url, "--tls", "--tls-port", "0");
    expect((await ask(httpsUrlOf(later), { ca })).status).toBe(200);
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

  test("goes by the clock that any server on the same database was told to, within a second, also after a restart", async () => {
    const url = await givenDatabase();
    const [one, other] = await Promise.all([started(url), started(url)]);
    const turn = (change: object) =>
      fetch(`${one.url}/_cogmock/clock`, { method: "POST", body: JSON.stringify(change) });
    // Asked in this way, and not at /_cogmock/clock, the other server has to have found out by itself.
    const timeAtOther = async () => {
      const created = await call(other, "CreateGroup", { UserPoolId, GroupName: randomUUID() });
      const { Group } = await readJson<{ Group: { CreationDate: number } }>(created);
      return new Date(Group.CreationDate * 1_000).toISOString();
    };
    const created = await call(one, "CreateUserPool", { PoolName: "people" });
    const { UserPool } = await readJson<{ UserPool: { Id: string } }>(created);
    const UserPoolId = UserPool.Id;

    await turn({ freeze: true });
    await turn({ set: "2042-01-01T00:00:00Z" });
    await expect.poll(timeAtOther, PATIENCE).toBe("2042-01-01T00:00:00.000Z");
    await turn({ advance: "90s" });
    await expect.poll(timeAtOther, PATIENCE).toBe("2042-01-01T00:01:30.000Z");
    const late = await started(url);
    const shown = await fetch(`${late.url}/_cogmock/clock`);
    expect(await shown.json()).toMatchObject({ now: "2042-01-01T00:01:30.000Z", frozen: true });
    await fetch(`${late.url}/_cogmock/reset`, { method: "POST" });
    await expect
      .poll(async () => (await fetch(`${other.url}/_cogmock/clock`)).json())
      .toMatchObject({ offsetSeconds: 0, frozen: false });
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

  test("answers ServiceUnavailable while others have all connections of the database, and recovers when they let go", async () => {
    const postgres = await givenPostgres({ max_connections: "5" });
    const url = await postgres.createDatabase();
    const server = await started(url);
    let letGo = async (): Promise<void> => {};
    // The server looks at the clock in the background, and may be quicker to take a connection again: then once more.
    const withoutConnection = async () => {
      await letGo();
      await postgres.stop();
      await postgres.start();
      letGo = await takeAllConnections(url);
      return readiness(server);
    };
    await expect.poll(withoutConnection, { timeout: 60_000 }).toEqual([503, { status: "unavailable" }]);
    const refused = await call(server, "ListUserPools", { MaxResults: 1 });
    expect([refused.status, refused.headers.get("x-amzn-errortype")]).toEqual([503, "ServiceUnavailable:"]);
    expect(await refused.json()).toMatchObject({ __type: "ServiceUnavailable" });
    await letGo();
    await expect.poll(() => readiness(server)).toEqual([200, { status: "ready" }]);
    expect((await call(server, "ListUserPools", { MaxResults: 1 })).status).toBe(200);
  }, 90_000);

  test("waits ten seconds for a database that does not answer, or has no connection to spare; then it says so", async () => {
    const postgres = await givenPostgres({ max_connections: "5" });
    const url = await postgres.createDatabase();
    const letGo = await takeAllConnections(url);
    const begun = performance.now();
    const messages = ["postgres://ann:hunter2@127.0.0.1:1/x", url].map(async (each) => {
      const message = await startErrorOf(each);
      expect(performance.now() - begun).toBeGreaterThan(10_000);
      return message;
    });
    const [unreachable, full] = await Promise.all(messages);
    await letGo();
    expect(unreachable).toBe(
      "PostgreSQL at 127.0.0.1:1/x (schema cogmock) does not answer (connect ECONNREFUSED 127.0.0.1:1); start it, or correct host and port (--data or DATABASE_URL)",
    );
    const { host, pathname } = new URL(url);
    expect(full).toBe(
      `PostgreSQL at ${host}${pathname} (schema cogmock) has no connection to spare (sorry, too many clients already); raise its max_connections, or lower pool_size (--data or DATABASE_URL)`,
    );
  }, 60_000);

  test("waits for a database that is only just starting, and says so once without the password", async () => {
    const postgres = await givenPostgres();
    const url = await postgres.createDatabase();
    await postgres.stop();
    const file = path.join(emptyFolder(), "log");
    const descriptor = openSync(file, "a");
    const log = createLog({ level: "info", format: "text", fileDescriptor: descriptor });
    const opening = openStore(
      { storage: { kind: "postgres", url }, durability: "normal" },
      createMovableClock(),
      (line) => log.logger.warn(line),
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
