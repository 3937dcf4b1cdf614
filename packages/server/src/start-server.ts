import { type CognitoOptions, createCognito, createMovableClock, type MovableClock } from "@cogmock/core";
import type { FastifyInstance } from "fastify";
import type { Configuration } from "./configuration/configuration.ts";
import { createDelivery } from "./delivery/create-delivery.ts";
import { createDataKeys } from "./delivery/kms-data-keys.ts";
import { followClock } from "./follow-clock.ts";
import type { FunctionRunner } from "./functions/run-functions.ts";
import { createLog } from "./logging/log.ts";
import { openStore } from "./open-store.ts";
import { createServer } from "./server.ts";
import { StartError, systemCodeOf } from "./start-error.ts";

/** A server that listens. */
export interface RunningServer {
  /** Where it is reached from this machine, without a trailing slash. */
  readonly url: string;
  /** Takes no new connections, lets requests under way finish for a few seconds, then lets go of everything. */
  close(): Promise<void>;
}

/** What a program adds to a server that a command line cannot say. */
export interface StartOptions {
  /** The Lambda functions that user pools name as their triggers. Default: those that the configuration knows. */
  readonly triggers?: NonNullable<CognitoOptions["triggers"]>;
}

/** How long requests under way may take once the server is to stop. */
const GRACE_MS = 5_000;

/**
 * Starts a server: opens its store, makes a Cognito over it, and listens.
 *
 * @throws StartError the store cannot be opened, or the address not be listened on
 */
export async function startServer(
  configuration: Configuration,
  { triggers }: StartOptions = {},
): Promise<RunningServer> {
  const { region, account, issuer, codes, strictSignatures, credentials } = configuration;
  const clock = createMovableClock();
  const log = createLog({ level: configuration.logLevel, format: configuration.logFormat });
  const announce = (line: string): void => log.logger.warn(line);
  const store = await openStore(configuration, clock, announce).catch(async (error: unknown) => {
    await log.flush();
    throw error;
  });
  if (isMoved(clock)) announce(leftMoved(clock));
  const functions = await startFunctions(configuration);
  const runTriggers = triggers ?? functions?.invoke;
  const cognito = createCognito({
    store,
    clock,
    region,
    accountId: account,
    issuer,
    codes,
    messageDelivery: createDelivery(configuration, log.logger),
    dataKeys: createDataKeys(configuration, log.logger),
    ...(runTriggers && { triggers: runTriggers }),
    ...(strictSignatures && {
      strictSignatures: { findSecret: (accessKeyId: string) => credentials.get(accessKeyId) },
    }),
  });
  const app = createServer({
    cognito,
    logger: log.logger,
    trustProxy: configuration.trustProxy,
    showCodes: configuration.showCodes,
  });
  // The other storages have one process each.
  const stopFollowing = configuration.storage.kind === "postgres" ? followClock(cognito) : undefined;
  const release = async (): Promise<void> => {
    await stopFollowing?.();
    await cognito.close();
    functions?.close();
    await store.close();
    await log.flush();
  };
  try {
    const port = await listen(app, configuration);
    return {
      url: `http://${reachableName(configuration.host)}:${port}`,
      close: async () => {
        await closeWithin(app, GRACE_MS);
        await release();
      },
    };
  } catch (error) {
    await app.close();
    await release();
    throw error;
  }
}

function isMoved({ setting: { ahead, frozenAt } }: MovableClock): boolean {
  return ahead !== 0 || frozenAt !== undefined;
}

/** Whoever moved it may have forgotten by now. */
function leftMoved(clock: MovableClock): string {
  const standing = clock.setting.frozenAt === undefined ? "goes on from" : "is frozen at";
  return `the clock ${standing} ${new Date(clock.now()).toISOString()}, where it was left; cogmock clock reset brings it back`;
}

/** What runs functions; `undefined` where nothing at all is configured: triggers are not called then. */
async function startFunctions(configuration: Configuration): Promise<FunctionRunner | undefined> {
  const { functions, lambdaEndpoint } = configuration;
  if (Object.keys(functions).length === 0 && lambdaEndpoint === undefined) return undefined;
  const { createFunctionRunner } = await import("./functions/run-functions.ts");
  return createFunctionRunner(configuration);
}

async function listen(app: FastifyInstance, { host, port }: Configuration): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw new StartError(listenFailure(systemCodeOf(error), host, port), { cause: error });
  }
  const address = app.server.address();
  // A text is the path of a Unix socket, which this never listens on.
  if (address === null || typeof address === "string") throw new StartError(`cannot listen on ${host}:${port}`);
  return address.port;
}

function listenFailure(code: string | undefined, host: string, port: number): string {
  if (code === "EADDRINUSE")
    return `port ${port} is in use on ${host}; choose another with --port, or 0 for a free one`;
  if (code === "EACCES") return `no permission to listen on port ${port}; choose one above 1023 with --port`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return `${host} is no known host; choose another with --host`;
  if (code === "EADDRNOTAVAIL") return `${host} is no address of this machine; choose another with --host`;
  return `cannot listen on ${host}:${port} (${code})`;
}

/** The name under which a server on all networks is reached from here; IPv6 addresses in brackets, as URLs have them. */
function reachableName(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

async function closeWithin(app: FastifyInstance, milliseconds: number): Promise<void> {
  const force = setTimeout(() => app.server.closeAllConnections(), milliseconds);
  try {
    await app.close();
  } finally {
    clearTimeout(force);
  }
}
