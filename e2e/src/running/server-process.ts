import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

const MAIN = path.resolve(import.meta.dirname, "../../../apps/server/src/main.ts");

/** The product, running in a process of its own. */
export interface ServerProcess {
  readonly url: string;
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
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        output += `${line}\n`;
        const address = /https?:\/\/[\w.[\]:]+:\d+/.exec(line);
        if (address) resolve(address[0]);
      });
    }
    child.once("close", (code) => reject(new Error(`the server ended with ${code} before it listened:\n${output}`)));
  });
  return {
    url,
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
