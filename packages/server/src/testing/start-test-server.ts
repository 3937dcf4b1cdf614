import { mkdtempSync, openSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Cognito, type CognitoOptions, createCognito, createMemoryStore, createMovableClock } from "@cogmock/core";
import { onTestFinished } from "vitest";
import { createDelivery, type DeliveryOptions } from "../delivery/create-delivery.ts";
import { createDataKeys, type DataKeysOptions } from "../delivery/kms-data-keys.ts";
import { createLog, type LogOptions } from "../logging/log.ts";
import { createServer, type ServerOptions } from "../server.ts";

/** A server of a test's own on a free port, over a Cognito in memory; closed when the test ends. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly cognito: Cognito;
  /** Calls an operation as an SDK does. */
  call(operation: string, input: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Sends bytes as they stand, and answers with all that comes back until the server closes the connection. */
  sendRaw(text: string): Promise<string>;
  /** Stops it, and gives every line of its log. */
  readLog(): Promise<string>;
  /** Stops it before the test ends. */
  stop(): Promise<void>;
}

export type TestServerOptions = Partial<
  Pick<ServerOptions, "trustProxy"> &
    Pick<LogOptions, "level" | "format"> &
    Pick<CognitoOptions, "clock" | "strictSignatures" | "triggers" | "codes"> & {
      readonly delivery: DeliveryOptions & DataKeysOptions;
    }
>;

/** An empty folder for a test. */
export function emptyFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "cogmock-"));
}

/** The headers of an AWS JSON call. */
export function awsHeaders(operation: string): Record<string, string> {
  return {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
  };
}

/** The JSON of an answer, taken for what the test expects it to be. */
export async function readJson<Answer>(response: Response): Promise<Answer> {
  return JSON.parse(await response.text());
}

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const {
    level = "info",
    format = "json",
    clock = createMovableClock(),
    strictSignatures,
    triggers,
    codes,
    delivery = {},
    ...server
  } = options;
  const logFile = path.join(emptyFolder(), "log");
  const log = createLog({ level, format, fileDescriptor: openSync(logFile, "a") });
  const store = createMemoryStore({ clock });
  const cognito = createCognito({
    store,
    clock,
    strictSignatures,
    keyReserve: 0,
    messageDelivery: createDelivery(delivery, log.logger),
    dataKeys: createDataKeys(delivery, log.logger),
    ...(triggers && { triggers }),
    ...(codes && { codes }),
  });
  const app = createServer({ cognito, logger: log.logger, ...server });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  onTestFinished(async () => {
    await app.close();
    await cognito.close();
    await store.close();
  });
  const port = Number(new URL(url).port);
  return {
    url,
    port,
    cognito,
    call: (operation, input, headers) =>
      fetch(url, {
        method: "POST",
        headers: { ...awsHeaders(operation), ...headers },
        body: typeof input === "string" ? input : JSON.stringify(input),
      }),
    sendRaw: (text) => exchange(port, text),
    readLog: async () => {
      // A line is written after its answer, which a client may have before.
      await app.close();
      await log.flush();
      return readFileSync(logFile, "utf8");
    },
    stop: () => app.close(),
  };
}

function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let received = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk) => {
      received += chunk;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(received));
  });
}
