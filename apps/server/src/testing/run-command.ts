import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** How a process ended, and what it wrote. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process under way. */
export interface Command {
  readonly process: ChildProcess;
  /** Resolves with everything written so far once that contains a text; rejects where the process ends without. */
  printed(text: string): Promise<string>;
  readonly ended: Promise<Ended>;
}

export interface CommandOptions {
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

export function emptyFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "cogmock-app-"));
}

/** Runs what `npm start --` runs, in an empty folder unless said otherwise; killed when the test ends. */
export function runMain(
  argv: readonly string[],
  { directory = emptyFolder(), environment = {} }: CommandOptions = {},
): Command {
  const child = spawn(process.execPath, ["--conditions=@cogmock/source", MAIN, ...argv], {
    cwd: directory,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
  return {
    process: child,
    ended,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (stdout.includes(text)) resolve(stdout);
        };
        look();
        child.stdout.on("data", look);
        void ended.then(() => reject(new Error(`ended without ${JSON.stringify(text)}:\n${stdout}${stderr}`)));
      }),
  };
}

/** The address in a start banner. */
export function endpointIn(banner: string): string {
  const url = /endpoint +(\S+)/.exec(banner)?.[1];
  if (url === undefined) throw new Error(`no endpoint in:\n${banner}`);
  return url;
}
