import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { createDatabase, type DatabaseOptions } from "./create-database.ts";
import { findPostgres } from "./find-postgres.ts";
import { killWithChildren, POLL_MS, readLockFile, signal } from "./processes.ts";

/** How a server is started. */
export interface PostgresOptions {
  /** Whether it waits for the disk, as it does outside of tests. Default true; without, everything is faster. */
  readonly durable?: boolean;
  /** More settings, as in `postgresql.conf`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** How a server stops: `smart` waits for its clients, `fast` disconnects them, `immediate` does not tidy up. */
export type StopMode = "smart" | "fast" | "immediate";

/** A PostgreSQL of one's own. */
export interface PostgresServer {
  /** Of the database `postgres`, with a login that may do everything. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** Of the process that started all others; `NaN` while it does not run. */
  readonly pid: number;
  /** Makes an empty database. @returns its URL */
  createDatabase(options?: DatabaseOptions): Promise<string>;
  /** Runs it again after `stop` or `kill`: same port, same data. Resolves when it takes connections. */
  start(): Promise<void>;
  stop(mode?: StopMode): Promise<void>;
  /** Kills it with all its processes at once, as a machine that loses power does. */
  kill(): Promise<void>;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

/** Signals of postmaster, from PostgreSQL's documentation, "Shutting Down the Server". */
const STOP_SIGNALS = { smart: "SIGTERM", fast: "SIGINT", immediate: "SIGQUIT" } as const;

const USER = "cogmock";
const HOST = "127.0.0.1";
const START_TIMEOUT_MS = 60_000;
const PORT_ATTEMPTS = 5;

// Ends the server and removes its data when the pipe to it closes before it is told to let go: when its owner died.
const WATCHDOG = 'read -r word; [ "$word" = done ] || { kill -QUIT "$1" 2>/dev/null; rm -rf "$2"; }';

/**
 * Starts a PostgreSQL in a temporary directory, on a free port of this machine, with a password.
 *
 * @throws Error PostgreSQL is not installed, or does not start; the message has what it wrote
 */
export async function startPostgres({ durable = true, settings = {} }: PostgresOptions = {}): Promise<PostgresServer> {
  const programs = findPostgres();
  if (programs === undefined) throw new Error("PostgreSQL is not installed (Debian package postgresql)");
  const server = new TemporaryServer(programs, {
    fsync: durable ? "on" : "off",
    synchronous_commit: durable ? "on" : "off",
    full_page_writes: durable ? "on" : "off",
    max_connections: "200",
    listen_addresses: HOST,
    unix_socket_directories: "",
    ...settings,
  });
  try {
    await server.initialize();
    await server.start();
    return server;
  } catch (error) {
    await server.close();
    throw error;
  }
}

class TemporaryServer implements PostgresServer {
  readonly host: string = HOST;
  readonly #programs: string;
  readonly #settings: Readonly<Record<string, string>>;
  readonly #owner = ownerOfServer();
  readonly #directory: string;
  readonly #data: string;
  readonly #log: string;
  readonly #password = randomBytes(12).toString("hex");
  #port: number | undefined;
  #running: { readonly process: ChildProcess; readonly watchdog: ChildProcess } | undefined;

  constructor(programs: string, settings: Readonly<Record<string, string>>) {
    this.#programs = programs;
    this.#settings = settings;
    this.#directory = mkdtempSync(path.join(tmpdir(), "cogmock-postgres-"));
    this.#data = path.join(this.#directory, "data");
    this.#log = path.join(this.#directory, "log");
    if (this.#owner !== undefined) chownSync(this.#directory, this.#owner.uid, this.#owner.gid);
  }

  get port(): number {
    if (this.#port === undefined) throw new Error("the server was never started");
    return this.#port;
  }

  get url(): string {
    return `postgres://${USER}:${this.#password}@${HOST}:${this.port}/postgres`;
  }

  async initialize(): Promise<void> {
    const passwordFile = path.join(this.#directory, "password");
    writeFileSync(passwordFile, this.#password);
    const words = ["--pgdata", this.#data, "--username", USER, "--pwfile", passwordFile];
    const how = ["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync"];
    await promisify(execFile)(path.join(this.#programs, "initdb"), [...words, ...how], {
      cwd: this.#directory,
      ...this.#owner,
    });
  }

  get pid(): number {
    return this.#running?.process.pid ?? Number.NaN;
  }

  createDatabase(options?: DatabaseOptions): Promise<string> {
    return createDatabase(this.url, options);
  }

  async start(): Promise<void> {
    if (this.#running !== undefined) return;
    const isFirst = this.#port === undefined;
    for (let attempt = 1; ; attempt++) {
      this.#port = isFirst ? await freePort() : this.port;
      try {
        await this.#run();
        return;
      } catch (error) {
        // Between looking for a free port and taking it somebody else may have taken it.
        if (!isFirst || attempt === PORT_ATTEMPTS || !this.#readLog().includes("could not bind")) throw error;
      }
    }
  }

  async stop(mode: StopMode = "fast"): Promise<void> {
    if (this.#running === undefined) return;
    const { process } = this.#running;
    process.kill(STOP_SIGNALS[mode]);
    await exitOf(process);
    this.#letGo();
  }

  async kill(): Promise<void> {
    const pid = this.#running?.process.pid;
    if (this.#running === undefined || pid === undefined) return;
    const exited = exitOf(this.#running.process);
    await killWithChildren(pid);
    await exited;
    this.#letGo();
  }

  async close(): Promise<void> {
    await this.stop("immediate");
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #run(): Promise<void> {
    const lockFile = path.join(this.#data, "postmaster.pid");
    // Left by `kill`. PostgreSQL would mistake a new process of the same number for the old server.
    rmSync(lockFile, { force: true });
    const settings = Object.entries(this.#settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const words = ["-D", this.#data, "-p", String(this.port), ...settings];
    const log = openSync(this.#log, "w");
    const child = spawn(path.join(this.#programs, "postgres"), words, {
      cwd: this.#directory,
      stdio: ["ignore", log, log],
      ...this.#owner,
    });
    closeSync(log);
    const { pid } = child;
    if (pid === undefined) throw new Error(`cannot run ${this.#programs}/postgres`);
    const watchdog = spawn("/bin/sh", ["-c", WATCHDOG, "sh", String(pid), this.#directory], {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
    });
    watchdog.unref();
    this.#running = { process: child, watchdog };
    const deadline = performance.now() + START_TIMEOUT_MS;
    for (;;) {
      const lock = readLockFile(lockFile);
      if (lock?.pid === pid && lock.isReady) return;
      const hasEnded = child.exitCode !== null || child.signalCode !== null;
      if (hasEnded || performance.now() > deadline) {
        signal(pid, "SIGQUIT");
        await exitOf(child);
        this.#letGo();
        throw new Error(`PostgreSQL does not start:\n${this.#readLog()}`);
      }
      await setTimeout(POLL_MS);
    }
  }

  #letGo(): void {
    const stdin = this.#running?.watchdog.stdin;
    stdin?.on("error", () => {}); // it may have ended by itself
    stdin?.end("done\n");
    this.#running = undefined;
  }

  #readLog(): string {
    return readFileSync(this.#log, "utf8");
  }
}

/** Whom the server runs as: initdb and postgres refuse to run as root. */
function ownerOfServer(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (option: string): number => {
    const { status, stdout } = spawnSync("id", [option, "postgres"], { encoding: "utf8" });
    if (status !== 0) throw new Error("PostgreSQL does not run as root, and there is no user postgres");
    return Number(stdout);
  };
  return { uid: idOf("-u"), gid: idOf("-g") };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, HOST, () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === "string") reject(new Error("there is no free port"));
        else resolve(address.port);
      });
    });
  });
}

function exitOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
  });
}
