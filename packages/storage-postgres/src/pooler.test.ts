import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { systemClock } from "@cogmock/core/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { openPostgresStore } from "./postgres-store.ts";
import { givenStore, notes } from "./testing/given.ts";

/** Debian has it where only root looks for programs. */
const PGBOUNCER = ["pgbouncer", "/usr/sbin/pgbouncer"].find((program) => spawnSync(program, ["-V"]).status === 0);

/** What PgBouncer lets a client say at first; everything else ends the connection (its manual, `ignore_startup_parameters`). */
const KNOWN_PARAMETERS = [
  "user",
  "database",
  "application_name",
  "client_encoding",
  "DateStyle",
  "TimeZone",
  "standard_conforming_strings",
];

/** The names in a startup message (PostgreSQL's documentation, "Message Formats"): pairs behind its length and version. */
function parametersOf(message: Buffer): readonly string[] {
  return message
    .subarray(8)
    .toString()
    .split("\0")
    .filter((word, position) => position % 2 === 0 && word !== "");
}

/** Listens on a free port of this machine. @returns the port */
async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await listen(probe);
  probe.close();
  await once(probe, "close");
  return port;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** A PgBouncer in session mode, with its defaults, before the server of a database. @returns the database behind it */
async function givenPooler(target: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "cogmock-pgbouncer-"));
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const url = new URL(target);
  const port = await freePort();
  const file = path.join(folder, "pgbouncer.ini");
  writeFileSync(
    file,
    `[databases]
* = host=${url.hostname} port=${url.port} user=${url.username} password=${url.password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = session
`,
  );
  // It refuses to run as root.
  const asNobody = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
  const child = spawn(PGBOUNCER ?? "", [...asNobody, file], { stdio: ["ignore", "ignore", "pipe"] });
  onTestFinished(() => stop(child));
  let output = "";
  child.stderr.on("data", (text) => {
    output += String(text);
  });
  await expect.poll(() => output, { timeout: 5_000 }).toContain("process up");
  url.host = `127.0.0.1:${port}`;
  return url.href;
}

describe("a connection", () => {
  test("says nothing at first that a pooler would refuse", async () => {
    const heard: string[] = [];
    const server = createServer((socket) => {
      socket.once("data", (message) => {
        heard.push(...parametersOf(Buffer.from(message)));
        socket.destroy();
      });
      socket.on("error", () => {});
    });
    const port = await listen(server);
    onTestFinished(() => void server.close());
    await expect(
      openPostgresStore({ url: `postgres://ann:hunter2@127.0.0.1:${port}/x`, clock: systemClock }),
    ).rejects.toMatchObject({ problem: "unreachable" });
    expect(heard).toContain("user");
    expect(heard.filter((name) => !KNOWN_PARAMETERS.includes(name))).toEqual([]);
  });
});

describeOnPostgres("behind PgBouncer in session mode", () => {
  test.skipIf(PGBOUNCER === undefined)(
    `stores read and write as without it${PGBOUNCER === undefined ? " (not installed: Debian package pgbouncer)" : ""}`,
    async () => {
      const url = await givenPooler(await givenDatabase());
      const stores = await Promise.all([givenStore(url), givenStore(url, { poolSize: 5 })]);
      await Promise.all(
        Array.from({ length: 100 }, (_, n) =>
          stores[n % 2]?.commit([notes.put({ id: `n${n}`, title: `t${n}` }, { expect: "absent" })]),
        ),
      );
      for (const store of stores) expect(await store.count(notes, "all", [])).toBe(100);
      const [one, other] = stores;
      let read = 0;
      for await (const batch of one.readAll([notes])) read += batch.length;
      expect(read).toBe(100);
      await other.replaceAll([[{ collection: notes, document: { id: "a" } }]]);
      expect(await one.count(notes, "all", [])).toBe(1);
    },
  );
});
