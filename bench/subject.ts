import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

/** A server in a process of its own. */
export interface Subject {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** See the bare server. */
export type BareWork = "text" | "json" | "sign1" | "sign2" | "code" | "echo";

const BUNDLE = path.join(import.meta.dirname, "../apps/cli/dist/cogmock.js");
const BARE_SERVER = path.join(import.meta.dirname, "bare-server.ts");
const EMBEDDED_SERVER = path.join(import.meta.dirname, "embedded-server.ts");
const START_LIMIT_MS = 15_000;
const STOP_LIMIT_MS = 5_000;

const running = new Set<ChildProcess>();
let folder: string | undefined;
let databases = 0;

/** Starts the product as it is shipped, on a new SQLite file, in memory, or on what `--data` is to say. */
export function startProduct(
  storage: "sqlite" | "memory" | { readonly data: string },
  flags: readonly string[] = [],
): Promise<Subject> {
  const where = storage === "memory" ? ["--memory"] : ["--data", storage === "sqlite" ? newFile() : storage.data];
  return startSubject([BUNDLE, "start", "--port", "0", "--log-level", "warn", ...where, ...flags]);
}

/** A path where nothing is yet; what comes to be there is removed in the end. */
export function newFile(): string {
  folder ??= mkdtempSync(path.join(tmpdir(), "cogmock-bench-"));
  databases += 1;
  return path.join(folder, `${databases}.db`);
}

/** Starts the bare server. See there what work and answer are. */
export function startBareServer(work: BareWork, answer: string): Promise<Subject> {
  return startSubject([BARE_SERVER, work, answer]);
}

/** Starts the product inside of a program that hands it a function. See there. */
export function startEmbedded(): Promise<Subject> {
  return startSubject(["--conditions=@cogmock/source", EMBEDDED_SERVER, newFile()]);
}

/** Ends what still runs, at once, and removes the databases. */
export function clearAway(): void {
  for (const child of running) child.kill("SIGKILL");
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

async function startSubject(argv: readonly string[]): Promise<Subject> {
  const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "inherit"] });
  running.add(child);
  child.once("exit", () => running.delete(child));
  const url = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${argv[0]} did not start`)), START_LIMIT_MS);
    child.once("exit", (code) => reject(new Error(`${argv[0]} ended with ${code}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = /http:\/\/[\w.]+:\d+/.exec(line)?.[0];
      if (address === undefined) return;
      clearTimeout(late);
      resolve(address.replace("localhost", "127.0.0.1"));
    });
  });
  return {
    url,
    pid: child.pid ?? Number.NaN,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
      await gone;
      clearTimeout(late);
    },
  };
}

/** Resident memory of a process in MiB; only Linux tells. */
export function residentMebibytes({ pid }: Subject): number {
  const kibibytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kibibytes) / 1024;
}

/** A tick of the times in /proc, on every Linux that Node runs on. */
const TICK_MS = 10;

/** The processor time that a process has used, all its threads together, in milliseconds; 0 where nobody tells. */
export function processorMilliseconds({ pid }: Pick<Subject, "pid">): number {
  if (process.platform !== "linux") return 0;
  const fields = processFields(pid);
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** As `processorMilliseconds`, of a process and its children, those that have ended included. */
export function familyMilliseconds({ pid }: Pick<Subject, "pid">): number {
  if (process.platform !== "linux") return 0;
  const fields = processFields(pid);
  const ended = (Number(fields[13]) + Number(fields[14])) * TICK_MS;
  const children = readdirSync("/proc")
    .map(Number)
    .filter((each) => each > 0 && parentOf(each) === pid);
  return children.reduce(
    (sum, child) => sum + processorMilliseconds({ pid: child }),
    processorMilliseconds({ pid }) + ended,
  );
}

// The name of the program stands in parentheses and may hold spaces. Behind it are: state, parent, …; user and system
// time are the 12th and 13th, those of ended children the 14th and 15th.
function processFields(pid: number): readonly string[] {
  return readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(processFields(pid)[1]);
  } catch {
    return undefined; // It has ended since the list was made.
  }
}
