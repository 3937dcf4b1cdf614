import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { RunningServer } from "./running-server.ts";

/** What the operations guide tells people to use. */
const CONFIGURATION = path.resolve(import.meta.dirname, "../../../docs/operations/nginx.conf");
const TEMPORARY_PATHS = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
const START_TIMEOUT_MS = 10_000;
const POLL_MS = 20;

/** nginx's program; undefined where it is not installed. Debian has it where only root looks for programs. */
export function findNginx(): string | undefined {
  return ["nginx", "/usr/sbin/nginx"].find((program) => spawnSync(program, ["-v"]).status === 0);
}

/** Runs nginx as the operations guide has it, with these servers in the place of the guide's. */
export async function startNginx(servers: readonly string[]): Promise<RunningServer> {
  const program = findNginx();
  if (program === undefined) throw new Error("nginx is not installed (Debian package nginx-light)");
  const folder = await mkdtemp(path.join(tmpdir(), "cogmock-nginx-"));
  const port = await freePort();
  const file = path.join(folder, "nginx.conf");
  await writeFile(file, await adapted(servers, port, folder));
  const asRoot = process.getuid?.() === 0 ? "user root;" : "";
  const child = spawn(program, ["-p", folder, "-c", file, "-g", `daemon off; pid ${folder}/pid; ${asRoot}`], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let output = "";
  child.stderr.on("data", (text) => {
    output += String(text);
  });
  const onExit = (): void => void child.kill("SIGTERM");
  process.on("exit", onExit);
  const url = `http://localhost:${port}`;
  const stop = async (): Promise<void> => {
    process.off("exit", onExit);
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    }
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop();
      throw new Error(`nginx does not start:\n${output}`);
    }
    await setTimeout(POLL_MS);
  }
  return { url, stop };
}

/** The guide's configuration with other addresses, and with all files of its own in one folder. */
async function adapted(servers: readonly string[], port: number, folder: string): Promise<string> {
  let text = await readFile(CONFIGURATION, "utf8");
  const replace = (what: string, by: string): void => {
    if (!text.includes(what)) throw new Error(`docs/operations/nginx.conf has no ${JSON.stringify(what)}`);
    text = text.replace(what, by);
  };
  for (const [index, url] of servers.entries()) replace(`cogmock-${index + 1}:4566`, new URL(url).host);
  replace("listen 4566;", `listen 127.0.0.1:${port};`);
  const temporary = TEMPORARY_PATHS.map((name) => `${name}_temp_path ${folder}/${name};`);
  replace("http {", ["http {", "access_log off;", "error_log stderr warn;", ...temporary].join("\n"));
  return text;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/_cogmock/health`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("there is no free port");
  return address.port;
}
