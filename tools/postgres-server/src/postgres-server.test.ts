import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { findPostgres } from "./find-postgres.ts";
import { type PostgresServer, startPostgres } from "./postgres-server.ts";
import { describeOnPostgres, givenDatabase } from "./vitest.ts";

async function given(): Promise<PostgresServer> {
  const server = await startPostgres();
  onTestFinished(() => server.close());
  return server;
}

async function query(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describeOnPostgres("a temporary PostgreSQL", () => {
  test("makes empty databases, each its own, in UTF-8 and an order that is not bytewise", async () => {
    const [one, other] = [await givenDatabase(), await givenDatabase()];
    await query(one, "CREATE TABLE t (n int)");
    expect(await query(other, "SELECT to_regclass('t') AS t")).toEqual([{ t: null }]);
    expect(await query(one, "SHOW server_encoding")).toEqual([{ server_encoding: "UTF8" }]);
    expect(await query(one, "SELECT 'a' < 'Z' AS as_in_dictionaries")).toEqual([{ as_in_dictionaries: true }]);
  });

  test("has what was committed when it is stopped or killed and started again, on the same port", async () => {
    const server = await given();
    const url = await server.createDatabase();
    await query(url, "CREATE TABLE t (n int)");
    await server.stop();
    await expect(query(url, "SELECT 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await server.start();
    await query(url, "INSERT INTO t VALUES (1)");
    await server.kill();
    await expect(query(url, "SELECT 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await server.start();
    expect(await query(url, "SELECT n FROM t")).toEqual([{ n: 1 }]);
    expect(await query(url, "SHOW fsync")).toEqual([{ fsync: "on" }]);
  });

  test("is found where COGMOCK_POSTGRES_BIN says", () => {
    process.env["COGMOCK_POSTGRES_BIN"] = "/somewhere/bin";
    onTestFinished(() => void delete process.env["COGMOCK_POSTGRES_BIN"]);
    expect(findPostgres()).toBe("/somewhere/bin");
  });
});
