import { createDatabase, startPostgres } from "@cogmock/postgres-server";
import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { systemClock } from "@cogmock/core/store";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { openPostgresStore } from "./postgres-store.ts";
import { PostgresStoreError } from "./postgres-store-error.ts";
import { givenClient, givenStore, notes } from "./testing/given.ts";
import { givenProxy } from "./testing/proxy.ts";

/** Opens what cannot be opened. */
async function refusalOf(url: string): Promise<{ readonly problem: string; readonly message: string }> {
  try {
    const store = await openPostgresStore({ url, clock: systemClock });
    await store.close();
  } catch (error) {
    if (!(error instanceof PostgresStoreError)) throw error;
    return { problem: error.problem, message: error.message };
  }
  throw new Error("the store was expected not to open");
}

/** Everything in a schema, for comparison. */
async function schemaOf(url: string, schema: string): Promise<readonly unknown[]> {
  const client = await givenClient(url);
  const { rows } = await client.query(
    "SELECT c.relname, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 ORDER BY 1",
    [schema],
  );
  return rows;
}

/** The place that messages name. */
function placeOf(url: string, schema = "cogmock"): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname} (schema ${schema})`;
}

describeOnPostgres("opening a store", () => {
  test("makes the tables once, however many open it at once, and all see each other's documents", async () => {
    const url = await givenDatabase();
    const stores = await Promise.all(Array.from({ length: 10 }, () => givenStore(url)));
    await Promise.all(stores.map((store, n) => store.commit([notes.put({ id: `n${n}` }, { expect: "absent" })])));
    for (const store of stores) expect(await store.count(notes, "all", [])).toBe(10);
    const client = await givenClient(url);
    expect((await client.query("SELECT * FROM cogmock.meta")).rows).toEqual([
      { product: "cogmock", format: 1, catalog: 1 },
    ]);
  });

  test("finds what was there before", async () => {
    const url = await givenDatabase();
    const before = await openPostgresStore({ url, clock: systemClock });
    await before.commit([notes.put({ id: "a", title: "one" }, { expect: "absent" })]);
    await before.close();
    expect(await (await givenStore(url)).getUnique(notes, "byTitle", ["one"])).toMatchObject({ id: "a" });
  });

  test("that breaks off at any moment leaves all or nothing made, and can be done again", async () => {
    const url = await givenDatabase();
    const proxy = await givenProxy(url);
    await givenStore(url, { schema: "whole" });
    const whole = await schemaOf(url, "whole");
    let broken = 0;
    for (;;) {
      const schema = `attempt_${broken}`;
      proxy.loseNextAnswer(broken);
      const opening = openPostgresStore({ url: proxy.url, schema, clock: systemClock });
      const [{ status }] = await Promise.allSettled([opening]);
      if (status === "fulfilled") {
        await (await opening).close();
        break;
      }
      await expect(opening).rejects.toMatchObject({ problem: "unreachable" });
      broken += 1;
      expect([[], whole]).toContainEqual(await schemaOf(url, schema));
      const store = await givenStore(url, { schema });
      await store.commit([notes.put({ id: "a" }, { expect: "absent" })]);
      expect(await schemaOf(url, schema)).toEqual(whole);
    }
    expect(broken).toBeGreaterThan(8);
  });

  test("keeps schemas of one database apart, by option and by URL", async () => {
    const url = await givenDatabase();
    const stores = [
      await givenStore(url),
      await givenStore(url, { schema: "one" }),
      await givenStore(`${url}?schema=two`),
      await givenStore(`${url}?schema=two`, { schema: "three" }),
    ];
    for (const [n, store] of stores.entries()) await store.commit([notes.put({ id: `n${n}` }, { expect: "absent" })]);
    for (const store of stores) expect(await store.count(notes, "all", [])).toBe(1);
    for (const schema of ["cogmock", "one", "two", "three"])
      expect(await schemaOf(url, schema), schema).not.toEqual([]);
  });

  test("uses an empty schema that somebody else made, as a user who may not make any", async () => {
    const url = await givenDatabase();
    const client = await givenClient(url);
    const role = `modest_${Date.now()}`;
    await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'modest'; CREATE SCHEMA cogmock AUTHORIZATION ${role}`);
    onTestFinished(async () => {
      await client.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    });
    const modest = new URL(url);
    [modest.username, modest.password] = [role, "modest"];
    const store = await openPostgresStore({ url: modest.href, clock: systemClock });
    await store.commit([notes.put({ id: "a" }, { expect: "absent" })]);
    await store.close();
    expect(await refusalOf(`${modest.href}?schema=another`)).toMatchObject({
      problem: "denied",
      message: expect.stringContaining("give the rights to create and use the schema"),
    });
  });

  test("keeps no more connections than it is told, and has one more while it reads or replaces everything", async () => {
    const url = await givenDatabase();
    const store = await givenStore(`${url}?pool_size=3`);
    await Promise.all(
      Array.from({ length: 50 }, (_, n) => store.commit([notes.put({ id: `n${n}` }, { expect: "absent" })])),
    );
    const client = await givenClient(url);
    const open = async (): Promise<unknown> => {
      const { rows } = await client.query(
        "SELECT count(*)::int AS open FROM pg_stat_activity WHERE application_name = 'cogmock' AND datname = current_database()",
      );
      return rows[0]?.open;
    };
    await expect.poll(open).toBe(3);
    for await (const batch of store.readAll([notes])) expect([batch.length, await open()]).toEqual([50, 4]);
    await expect.poll(open).toBe(3);
    await store.replaceAll(
      (async function* () {
        yield [{ collection: notes, document: { id: "a" } }];
        expect(await open()).toBe(4);
      })(),
    );
    await expect.poll(open).toBe(3);
  });
});

describeOnPostgres("a database that cannot be used", () => {
  test("is not touched when its schema holds something else", async () => {
    const url = await givenDatabase();
    const client = await givenClient(url);
    await client.query("CREATE SCHEMA cogmock; CREATE TABLE cogmock.diary (entry text)");
    const before = await schemaOf(url, "cogmock");
    expect(await refusalOf(url)).toEqual({
      problem: "foreign",
      message: `${placeOf(url)} holds something that is not cogmock's; choose another schema with ?schema=name`,
    });
    expect(await schemaOf(url, "cogmock")).toEqual(before);
    await client.query(
      "CREATE TABLE cogmock.meta (product text, format int, catalog int); INSERT INTO cogmock.meta VALUES ('diary', 1, 1)",
    );
    expect(await refusalOf(url)).toMatchObject({ problem: "foreign" });
  });

  test("is not touched when a newer cogmock made it", async () => {
    const url = await givenDatabase();
    await (await openPostgresStore({ url, clock: systemClock })).close();
    const client = await givenClient(url);
    await client.query("UPDATE cogmock.meta SET format = 99; DROP FUNCTION cogmock.commit_writes");
    const before = await schemaOf(url, "cogmock");
    expect(await refusalOf(url)).toEqual({
      problem: "newer",
      message: `${placeOf(url)} was written by a newer cogmock (format 99, and this one knows 1); upgrade, or choose another schema`,
    });
    expect(await schemaOf(url, "cogmock")).toEqual(before);
  });

  test("is named when it is not in UTF-8", async () => {
    const url = await givenDatabase({ encoding: "SQL_ASCII" });
    expect(await refusalOf(url)).toEqual({
      problem: "encoding",
      message: `the database ${placeOf(url)} is not in UTF-8 (it is in SQL_ASCII); create one with ENCODING 'UTF8' TEMPLATE template0`,
    });
    expect(await schemaOf(url, "cogmock")).toEqual([]);
  });

  test("is named when it has no connection to spare", async () => {
    const postgres = await startPostgres({ durable: false, settings: { max_connections: "5" } });
    onTestFinished(() => postgres.close());
    const url = await postgres.createDatabase();
    const administrator = await givenClient(url);
    await administrator.query("CREATE ROLE modest LOGIN PASSWORD 'modest'");
    const modest = new URL(url);
    [modest.username, modest.password] = ["modest", "modest"];
    await givenClient(url);
    // The other three are kept for superusers (`superuser_reserved_connections`).
    expect(await refusalOf(modest.href)).toMatchObject({
      problem: "full",
      message: expect.stringContaining("has no connection to spare (remaining connection slots are reserved for "),
    });
    for (let n = 0; n < 3; n++) await givenClient(url);
    expect(await refusalOf(url)).toEqual({
      problem: "full",
      message: `PostgreSQL at ${placeOf(url)} has no connection to spare (sorry, too many clients already); raise its max_connections, or lower pool_size`,
    });
  });

  test("is named when it is not there, or refuses the login, or nobody answers, never with the password", async () => {
    const server = new URL(inject("postgresUrl") ?? "");
    server.pathname = "/nowhere";
    expect(await refusalOf(server.href)).toEqual({
      problem: "missing",
      message: `PostgreSQL has no database ${placeOf(server.href)} (database "nowhere" does not exist); create it, or choose another`,
    });
    const stranger = new URL(await createDatabase(inject("postgresUrl") ?? ""));
    stranger.password = "hunter2";
    expect(await refusalOf(stranger.href)).toEqual({
      problem: "refused",
      message: `PostgreSQL at ${placeOf(stranger.href)} refuses the login (password authentication failed for user "cogmock"); correct user and password`,
    });
    expect(await refusalOf("postgres://ann:hunter2@127.0.0.1:1/x")).toEqual({
      problem: "unreachable",
      message:
        "PostgreSQL at 127.0.0.1:1/x (schema cogmock) does not answer (connect ECONNREFUSED 127.0.0.1:1); start it, or correct host and port",
    });
  });
});

describe("an address", () => {
  test.each([
    ["mysql://ann:hunter2@db/x", "a PostgreSQL URL is expected: postgres://user:password@host:port/database"],
    ["hunter2", "a PostgreSQL URL is expected: postgres://user:password@host:port/database"],
    ["postgres://db/x?schema=pg-1", "a schema's name is lower-case letters, digits and _, up to 63 of them, not pg-1"],
    ["postgres://db/x?pool_size=0", "pool_size is how many connections to keep: an integer from 1 on"],
    ["postgres://db/x?pool_size=many", "pool_size is how many connections to keep: an integer from 1 on"],
  ])("like %s is refused before anybody is asked", async (url, message) => {
    expect(await refusalOf(url)).toEqual({ problem: "address", message });
  });
});
