import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const APPS = path.resolve(import.meta.dirname, "../../apps");

/** An application that is built, and not running yet. */
export interface NextApplication {
  /** `http://localhost:<port>`, where nobody listens yet: the client must know it before. */
  readonly origin: string;
  /** Starts it. @param settings variables of its environment */
  start(settings: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("there is no free port");
  return address.port;
}

/**
 * Builds one of the applications in `apps/` for production.
 *
 * @throws Error Next.js refuses it; the message has what it printed
 */
export async function buildNextApplication(name: string): Promise<NextApplication> {
  const cwd = path.join(APPS, name);
  const next = path.join(cwd, "node_modules/next/dist/bin/next");
  const environment = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;
  await promisify(execFile)(process.execPath, [next, "build"], { cwd, env: environment });
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  let stop = async (): Promise<void> => {};
  return {
    origin,
    async start(settings) {
      const child = spawn(process.execPath, [next, "start", "--hostname", "localhost", "--port", String(port)], {
        cwd,
        env: { ...environment, ...settings },
        stdio: ["ignore", "pipe", "inherit"],
      });
      const kill = (): void => void child.kill("SIGKILL");
      process.once("exit", kill);
      stop = async () => {
        process.off("exit", kill);
        if (child.exitCode !== null || child.signalCode !== null) return;
        const gone = once(child, "exit");
        child.kill();
        await gone;
      };
      await new Promise<void>((resolve, reject) => {
        createInterface({ input: child.stdout }).on("line", (line) => {
          if (line.includes("Ready")) resolve();
        });
        child.once("exit", (code) => reject(new Error(`${name} ended with ${code}`)));
      });
    },
    stop: () => stop(),
  };
}
