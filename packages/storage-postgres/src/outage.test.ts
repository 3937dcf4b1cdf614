import { type PostgresServer, startPostgres } from "@cogmock/postgres-server";
import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { type Store, StoreUnavailable } from "@cogmock/core/store";
import type { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { givenClient, givenStore, notes } from "./testing/given.ts";
import { givenProxy } from "./testing/proxy.ts";

async function givenServer(): Promise<PostgresServer> {
  const server = await startPostgres();
  onTestFinished(() => server.close());
  return server;
}

/** What the log is told when a database is away. */
async function unavailability(use: Promise<unknown>): Promise<string> {
  const error = await use.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreUnavailable);
  return error instanceof Error ? error.message : "";
}

/** Every way to use a store. */
function uses(store: Store): (() => Promise<unknown>)[] {
  return [
    () => store.get(notes, ["a"]),
    () => store.getUnique(notes, "byTitle", ["a"]),
    () => store.find(notes, "all", [], { limit: 1 }),
    () => store.count(notes, "all", []),
    () => store.commit([notes.put({ id: "b" }, { expect: "any" })]),
    () => store.replaceAll([]),
    async () => {
      for await (const batch of store.readAll([notes])) expect(batch).toBeDefined();
    },
  ];
}

describeOnPostgres("a PostgreSQL that goes away", () => {
  test("makes every use fail as unavailable, without the password, until it is back", async () => {
    const server = await givenServer();
    const url = await server.createDatabase();
    const store = await givenStore(url);
    await store.commit([notes.put({ id: "a", title: "a" }, { expect: "absent" })]);
    await server.stop();
    for (const use of uses(store)) {
      const message = await unavailability(use());
      expect(message).toContain(`PostgreSQL at 127.0.0.1:${server.port}/`);
      expect(message).toContain("ECONNREFUSED");
      expect(message).not.toContain(new URL(url).password);
    }
    await server.start();
    expect(await store.get(notes, ["a"])).toMatchObject({ id: "a" });
    for (const use of uses(store)) await use();
  });

  test("says of a commit that could not be sent that it was not applied", async () => {
    const server = await givenServer();
    const store = await givenStore(await server.createDatabase());
    await store.count(notes, "all", []);
    await server.stop();
    const message = await unavailability(store.commit([notes.put({ id: "a" }, { expect: "absent" })]));
    expect(message).toMatch(/; the commit was not applied$/);
    await server.start();
    expect(await store.count(notes, "all", [])).toBe(0);
  });

  test("but only lacks connections serves everybody with those that it gives", async () => {
    const server = await startPostgres({ durable: false, settings: { max_connections: "8" } });
    onTestFinished(() => server.close());
    const store = await givenStore(await server.createDatabase(), { poolSize: 50 });
    await store.commit([notes.put({ id: "a" }, { expect: "absent" })]);
    const reads = await Promise.all(Array.from({ length: 200 }, () => store.get(notes, ["a"])));
    expect(reads.filter((note) => note?.id === "a")).toHaveLength(200);
    const commits = Array.from({ length: 200 }, (_, n) =>
      store.commit([notes.put({ id: `n${n}` }, { expect: "absent" })]),
    );
    await Promise.all(commits);
    expect(await store.count(notes, "all", [])).toBe(201);
  });

  test("and has no connection for a store when it is back makes every use fail as unavailable, until it has one", async () => {
    const server = await startPostgres({ durable: false, settings: { max_connections: "5" } });
    onTestFinished(() => server.close());
    const url = await server.createDatabase();
    const store = await givenStore(url);
    await store.commit([notes.put({ id: "a" }, { expect: "absent" })]);
    await server.stop();
    await server.start();
    const others: Client[] = [];
    for (let n = 0; n < 5; n++) others.push(await givenClient(url));
    for (const use of uses(store)) expect(await unavailability(use())).toContain("sorry, too many clients already");
    await others[0]?.end();
    await expect.poll(() => store.get(notes, ["a"]).catch(() => undefined)).toMatchObject({ id: "a" });
    const reads = await Promise.all(Array.from({ length: 50 }, () => store.get(notes, ["a"])));
    expect(reads.filter((note) => note?.id === "a")).toHaveLength(50);
  });

  test("under load loses nothing that was acknowledged, and everything goes on when it is back", async () => {
    const server = await givenServer();
    const store = await givenStore(await server.createDatabase());
    const acknowledged = new Set<string>();
    const failures: unknown[] = [];
    const load = { isOver: false };
    const write = async (writer: number): Promise<void> => {
      for (let n = 0; !load.isOver; n++) {
        const id = `${writer}-${n}`;
        try {
          await store.commit([notes.put({ id, title: id }, { expect: "absent" })]);
          acknowledged.add(id);
        } catch (error) {
          failures.push(error);
        }
      }
    };
    const writers = Array.from({ length: 8 }, (_, writer) => write(writer));
    for (const mode of ["fast", "immediate"] as const) {
      await expect.poll(() => acknowledged.size, { timeout: 10_000 }).toBeGreaterThan(100);
      await server.stop(mode);
      await server.start();
      const before = acknowledged.size;
      await expect.poll(() => acknowledged.size, { timeout: 10_000 }).toBeGreaterThan(before + 50);
    }
    load.isOver = true;
    await Promise.all(writers);
    for (const failure of failures) expect(failure).toBeInstanceOf(StoreUnavailable);
    const { documents } = await store.find(notes, "all", [], { limit: 1_000_000 });
    const there = new Set(documents.map(({ id }) => id));
    expect([...acknowledged].filter((id) => !there.has(id))).toEqual([]);
  });
});

describeOnPostgres("a connection that breaks", () => {
  test("while it is idle is no failure: reads and commits go on with another", async () => {
    const url = await givenDatabase();
    const store = await givenStore(url);
    const client = await givenClient(url);
    const terminateAll = async (): Promise<number | null> => {
      const { rowCount } = await client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cogmock' AND datname = current_database()",
      );
      return rowCount;
    };
    for (let round = 0; round < 5; round++) {
      await Promise.all(Array.from({ length: 20 }, () => store.get(notes, ["a"])));
      await terminateAll();
      expect(await store.count(notes, "all", [])).toBe(round);
      await expect.poll(terminateAll).toBe(0);
      await store.commit([notes.put({ id: `n${round}` }, { expect: "absent" })]);
    }
  });

  test("in the middle of reads is no failure of theirs where the next one holds", async () => {
    const proxy = await givenProxy(await givenDatabase());
    const store = await givenStore(proxy.url);
    await store.commit([notes.put({ id: "a" }, { expect: "absent" })]);
    proxy.loseNextAnswer();
    expect(await store.get(notes, ["a"])).toMatchObject({ id: "a" });
    const reads = Promise.all(Array.from({ length: 50 }, () => store.count(notes, "all", [])));
    proxy.cut();
    expect(new Set(await reads)).toEqual(new Set([1]));
  });

  test("before a commit is answered leaves it unknown whether it was applied, and it is not made twice", async () => {
    const url = await givenDatabase();
    const proxy = await givenProxy(url);
    const store = await givenStore(proxy.url);
    await store.commit([notes.put({ id: "a", count: 0 }, { expect: "absent" })]);
    const before = await store.get(notes, ["a"]);
    if (before === undefined) throw new Error("the note is not there");
    proxy.loseNextAnswer();
    const message = await unavailability(store.commit([notes.put({ ...before, count: 1 }, { expect: before })]));
    expect(message).toMatch(/; whether the commit was applied is not known$/);
    // PostgreSQL had it. Made again it would have been refused for its version.
    const other = await givenStore(url);
    await expect.poll(() => other.get(notes, ["a"])).toMatchObject({ count: 1 });
  });

  test("in the middle of a replacement leaves everything as it was", async () => {
    const url = await givenDatabase();
    const proxy = await givenProxy(url);
    const store = await givenStore(proxy.url);
    await store.commit([notes.put({ id: "a", title: "a" }, { expect: "absent" })]);
    const replaced = store.replaceAll(
      (async function* () {
        yield [{ collection: notes, document: { id: "b" } }];
        proxy.cut();
        yield [{ collection: notes, document: { id: "c" } }];
      })(),
    );
    await unavailability(replaced);
    expect(await store.count(notes, "all", [])).toBe(1);
    await store.commit([notes.put({ id: "d" }, { expect: "absent" })]);
  });

  test("in the middle of reading everything ends the reading in an error", async () => {
    const proxy = await givenProxy(await givenDatabase());
    const store = await givenStore(proxy.url);
    const ids = Array.from({ length: 2500 }, (_, n) => `n${n}`);
    await store.commit(ids.map((id) => notes.put({ id }, { expect: "absent" })));
    const reading = async (): Promise<void> => {
      for await (const batch of store.readAll([notes])) {
        expect(batch.length).toBeLessThan(ids.length);
        proxy.cut();
      }
    };
    await unavailability(reading());
    expect(await store.count(notes, "all", [])).toBe(ids.length);
  });

  test("as soon as it is made, behind a proxy that has lost its database, is unavailable at once", async () => {
    const proxy = await givenProxy(await givenDatabase());
    const store = await givenStore(proxy.url);
    await store.count(notes, "all", []);
    proxy.hangUp();
    proxy.cut();
    const messages = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const [message] = await Promise.all(uses(store).map((use) => unavailability(use())));
        return message;
      }),
    );
    expect(messages[0]).toMatch(/Connection terminated unexpectedly|ECONNRESET/);
  });

  test("without a word does not keep a store from being closed, nor callers waiting for a connection", async () => {
    const proxy = await givenProxy(await givenDatabase());
    const store = await givenStore(proxy.url, { poolSize: 2 });
    await store.count(notes, "all", []);
    const readers = [store.readAll([notes]), store.readAll([notes])];
    for (const reader of readers) for await (const batch of reader) expect(batch).toBeDefined();
    proxy.cut();
    proxy.stall();
    const began = performance.now();
    const messages = await Promise.all(Array.from({ length: 20 }, () => unavailability(store.get(notes, ["a"]))));
    expect(new Set(messages).size).toBe(1);
    expect(messages[0]).toContain("timeout expired");
    // Commits to one document take turns, but not at waiting.
    const put = notes.put({ id: "a" }, { expect: "any" });
    await Promise.all(Array.from({ length: 20 }, () => unavailability(store.commit([put]))));
    await store.close();
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});
