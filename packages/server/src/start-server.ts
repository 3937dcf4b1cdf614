import { type CognitoOptions, createCognito, createMovableClock, type MovableClock, type Store } from "@cogmock/core";
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
import type { TlsListener } from "./tls/listen-tls.ts";
import type { Tls } from "./tls/prepare-tls.ts";

/** A server that listens. */
export interface RunningServer {
  /** Where it is reached from this machine, without a trailing slash. */
  readonly url: string;
  /** As `url`, for HTTPS; absent where only HTTP is served. */
  readonly httpsUrl?: string;
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
  const tls = await startTls(configuration, store, clock).catch(async (error: unknown) => {
    await store.close();
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
    authorityCertificate: tls?.authorityCertificate,
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
    const listener = await tls?.listen(app).catch((error: unknown) => {
      throw listenFailure(error, configuration.host, configuration.tlsPort, "--tls-port");
    });
    const name = reachableName(configuration.host);
    return {
      url: `http://${name}:${port}`,
      ...(listener && { httpsUrl: `https://${name}:${listener.port}` }),
      close: async () => {
        await closeWithin(app, listener, GRACE_MS);
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

/** `undefined` where HTTPS is not asked for. */
async function startTls(configuration: Configuration, store: Store, clock: MovableClock): Promise<Tls | undefined> {
  if (!configuration.tls) return undefined;
  // Loaded only where it is used: it brings what writes certificates.
  const { prepareTls } = await import("./tls/prepare-tls.ts");
  const { host, tlsPort } = configuration;
  return prepareTls({ store, realClock: clock.real, host, tlsPort });
}

async function listen(app: FastifyInstance, { host, port }: Configuration): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw listenFailure(error, host, port, "--port");
  }
  const address = app.server.address();
  // A text is the path of a Unix socket, which this never listens on.
  if (address === null || typeof address === "string") throw new StartError(`cannot listen on ${host}:${port}`);
  return address.port;
}

/** @param flag what chooses another port */
function listenFailure(error: unknown, host: string, port: number, flag: string): StartError {
  return new StartError(listenProblem(systemCodeOf(error), host, port, flag), { cause: error });
}

function listenProblem(code: string | undefined, host: string, port: number, flag: string): string {
  if (code === "EADDRINUSE")
    return `port ${port} is in use on ${host}; choose another with ${flag}, or 0 for a free one`;
  if (code === "EACCES") return `no permission to listen on port ${port}; choose one above 1023 with ${flag}`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return `${host} is no known host; choose another with --host`;
  if (code === "EADDRNOTAVAIL") return `${host} is no address of this machine; choose another with --host`;
  return `cannot listen on ${host}:${port} (${code})`;
}

/** The name under which a server on all networks is reached from here; IPv6 addresses in brackets, as URLs have them. */
function reachableName(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

async function closeWithin(
  app: FastifyInstance,
  listener: TlsListener | undefined,
  milliseconds: number,
): Promise<void> {
  const force = setTimeout(() => {
    app.server.closeAllConnections();
    listener?.closeAllConnections();
  }, milliseconds);
  try {
    await Promise.all([app.close(), listener?.close()]);
  } finally {
    clearTimeout(force);
  }
}
