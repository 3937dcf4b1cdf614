import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

const MAIN = path.resolve(import.meta.dirname, "../../../apps/server/src/main.ts");

/** The product, running in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** With `--tls`. */
  readonly httpsUrl?: string;
  /** Everything it has printed so far. */
  output(): string;
  /** Sends it a signal that does not end it, `SIGSTOP` for instance. */
  signal(name: NodeJS.Signals): void;
  /** Ends it: politely, or with another signal; resolves when it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/**
 * Starts the server on a free port, and waits until it listens.
 *
 * @param program what to run in its place: a program that is told the same flags
 * @throws Error it ended before; the message has what it printed
 */
export async function startServerProcess(flags: readonly string[], program = MAIN): Promise<ServerProcess> {
  const child = spawn(process.execPath, ["--conditions=@cogmock/source", program, "--port", "0", ...flags], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  let output = "";
  const schemes = flags.includes("--tls") ? ["http", "https"] : ["http"];
  const [url = "", httpsUrl] = await new Promise<readonly string[]>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        output += `${line}\n`;
        const addresses = schemes.flatMap((scheme) => firstAddress(scheme, output) ?? []);
        if (addresses.length === schemes.length) resolve(addresses);
      });
    }
    child.once("close", (code) => reject(new Error(`the server ended with ${code} before it listened:\n${output}`)));
  });
  return {
    url,
    ...(httpsUrl !== undefined && { httpsUrl }),
    output: () => output,
    signal: (name) => void child.kill(name),
    async stop(signal = "SIGTERM") {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    },
  };
}

function firstAddress(scheme: string, text: string): string | undefined {
  return new RegExp(`${scheme}://[\\w.[\\]:]+:\\d+`).exec(text)?.[0];
}
