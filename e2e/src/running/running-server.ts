import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { givenDatabase } from "@cogmock/postgres-server/vitest";
import { inject } from "vitest";
import { startConnectionProxy } from "./connection-proxy.ts";
import { startNginx } from "./nginx.ts";
import { startRoundRobinProxy } from "./round-robin-proxy.ts";
import { type ServerProcess, startServerProcess } from "./server-process.ts";

/**
 * What a project of `vitest.config.ts` runs the product on. `replicas` are two processes over one PostgreSQL behind a proxy
 * of our own, `nginx` the same behind nginx.
 */
export type Storage = "memory" | "sqlite" | "postgres" | "replicas" | "nginx";

declare module "vitest" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only an interface can be added to
  interface ProvidedContext {
    readonly storage: Storage;
    /** What does not run on this machine, and why. */
    readonly leftOut: string;
  }
}

/** The product as a client sees it: an address, whatever is behind it. */
export interface RunningServer {
  readonly url: string;
  /** With `--tls`. */
  readonly httpsUrl?: string;
  stop(): Promise<void>;
}

/**
 * Starts the product, empty, on the storage of this project.
 *
 * @param flags what else matters to the test
 * @param program see `startServerProcess`
 */
export function startServer(flags: readonly string[] = [], program?: string): Promise<RunningServer> {
  return START_ON[inject("storage")](flags, program);
}

type Start = (flags: readonly string[], program: string | undefined) => Promise<RunningServer>;

const START_ON: Readonly<Record<Storage, Start>> = {
  memory: (flags, program) => startServerProcess(["--memory", ...flags], program),

  sqlite: async (flags, program) => {
    const folder = await mkdtemp(path.join(tmpdir(), "cogmock-e2e-"));
    const server = await startServerProcess(["--data", path.join(folder, "cogmock.sqlite"), ...flags], program);
    return {
      ...server,
      async stop() {
        await server.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  },

  postgres: async (flags, program) => startServerProcess(["--data", await givenDatabase(), ...flags], program),

  replicas: (flags, program) => startBehind(startRoundRobinProxy, flags, program),

  nginx: (flags, program) => startBehind(startNginx, [...flags, "--trust-proxy"], program),
};

async function startBehind(
  startProxy: (servers: readonly string[]) => Promise<RunningServer>,
  flags: readonly string[],
  program: string | undefined,
): Promise<RunningServer> {
  const replicas = await startReplicas(2, await givenDatabase(), flags, program);
  const proxy = await startProxy(replicas.map(({ url }) => url));
  const secure = replicas.flatMap(({ httpsUrl }) => httpsUrl ?? []);
  const secureProxy = secure.length > 0 ? await startConnectionProxy(secure) : undefined;
  return {
    url: proxy.url,
    ...(secureProxy && { httpsUrl: secureProxy.url }),
    async stop() {
      await Promise.all([proxy.stop(), secureProxy?.stop()]);
      await Promise.all(replicas.map((replica) => replica.stop()));
    },
  };
}

/**
 * Starts several servers over one database, all at once.
 *
 * @throws Error one of them did not start; then none is left
 */
export async function startReplicas(
  count: number,
  database: string,
  flags: readonly string[] = [],
  program?: string,
): Promise<readonly ServerProcess[]> {
  const starting = Array.from({ length: count }, () => startServerProcess(["--data", database, ...flags], program));
  try {
    return await Promise.all(starting);
  } catch (error) {
    const started = (await Promise.allSettled(starting)).filter((each) => each.status === "fulfilled");
    await Promise.all(started.map(({ value }) => value.stop("SIGKILL")));
    throw error;
  }
}
