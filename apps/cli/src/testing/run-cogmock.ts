import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** How the command ended, and what it wrote. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the command is run. */
export interface RunOptions {
  /** An empty folder where omitted. */
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What it gets on standard input. */
  readonly input?: string;
}

/** By then a command that should have ended is stuck. */
const TIMEOUT_MS = 50_000;

const COMMAND = ["--conditions=@cogmock/source", fileURLToPath(new URL("../cogmock.ts", import.meta.url))];

export function emptyFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "cogmock-cli-"));
}

/** Runs the command until it ends. */
export async function runCogmock(
  argv: readonly string[],
  { directory = emptyFolder(), environment = {}, input = "" }: RunOptions = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [...COMMAND, ...argv], {
    cwd: directory,
    env: { PATH: process.env.PATH, ...environment },
    timeout: TIMEOUT_MS,
    killSignal: "SIGKILL",
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  // The command may end without reading what it is given.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise((resolve) => {
    child.on("close", (exitCode) => resolve({ exitCode: exitCode ?? -1, stdout, stderr }));
  });
}

/** A server that the command started. */
export interface StartedServer {
  readonly url: string;
  /** Calls an operation, and answers with its output. */
  call(operation: string, input: object): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

/** `cogmock start` on a free port; stopped when the test ends. */
export async function startCogmock(
  flags: readonly string[],
  directory: string = emptyFolder(),
): Promise<StartedServer> {
  const child = spawn(process.execPath, [...COMMAND, "start", "--port", "0", ...flags], {
    cwd: directory,
    env: { PATH: process.env.PATH },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const gone = new Promise<void>((resolve) => {
    child.on("exit", () => resolve());
  });
  let printed = "";
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      const address = /endpoint +(\S+)\n/.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    });
    void gone.then(() => reject(new Error(`the server ended before it listened:\n${printed}`)));
  });
  return {
    url,
    async call(operation, input) {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
        },
        body: JSON.stringify(input),
      });
      const text = await response.text();
      if (response.status !== 200) throw new Error(`${operation} was answered ${text}`);
      return text === "" ? {} : JSON.parse(text);
    },
    async stop() {
      child.kill("SIGTERM");
      await gone;
    },
  };
}
