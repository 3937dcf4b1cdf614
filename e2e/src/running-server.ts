import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

const MAIN = path.resolve(import.meta.dirname, "../../apps/server/src/main.ts");

/** The product, running in a process of its own. */
export interface RunningServer {
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  /** Ends it: politely, or with another signal; resolves when it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts the server on a free port, in this working directory, and waits until it listens. */
export async function startServer(
  flags: readonly string[],
  {
    cwd = import.meta.dirname,
    env = {},
  }: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<RunningServer> {
  const child = spawn(process.execPath, ["--conditions=@cogmock/source", MAIN, "--port", "0", ...flags], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        output += `${line}\n`;
        const address = /https?:\/\/[\w.[\]:]+:\d+/.exec(line);
        if (address) resolve(address[0]);
      });
    }
    child.once("exit", (code) => reject(new Error(`the server ended with ${code} before it listened:\n${output}`)));
  });
  return {
    url,
    process: child,
    output: () => output,
    async stop(signal = "SIGTERM") {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    },
  };
}
