import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request to the Lambda API, as it came. */
export interface LambdaRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** Tells connections apart. */
  readonly connection: number;
}

/** What the server answers. */
export interface LambdaReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A server of a test's own on a free port; closed when the test ends. */
export interface LambdaServer {
  readonly url: string;
  readonly requests: readonly LambdaRequest[];
  close(): Promise<void>;
}

/** The name in the path of an invocation. */
export function functionIn({ url }: Pick<LambdaRequest, "url">): string | undefined {
  const [, name] = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?|$)/.exec(url) ?? [];
  return name === undefined ? undefined : decodeURIComponent(name);
}

/** What Lambda's API answers where a function failed. @see AWS Lambda API Reference, Invoke */
export function functionError(error: unknown): LambdaReply {
  const [errorType, errorMessage] = error instanceof Error ? [error.name, error.message] : ["Error", String(error)];
  return {
    headers: { "x-amz-function-error": "Unhandled" },
    body: JSON.stringify({ errorType, errorMessage, trace: [] }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

/** Starts a server that answers like this. */
export async function startLambdaServer(
  answer: (request: LambdaRequest, raw: { request: IncomingMessage; response: ServerResponse }) => Promise<LambdaReply>,
): Promise<LambdaServer> {
  const requests: LambdaRequest[] = [];
  let connections = 0;
  const numbers = new WeakMap<object, number>();
  const server = createServer((request, response) => {
    void (async () => {
      const received = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: await bodyOf(request),
        connection: numbers.get(request.socket) ?? 0,
      };
      requests.push(received);
      const { status = 200, headers = {}, body = "" } = await answer(received, { request, response });
      if (response.destroyed) return;
      response.writeHead(status, { "content-type": "application/json", "x-amzn-requestid": randomUUID(), ...headers });
      response.end(body);
    })();
  });
  server.on("connection", (socket) => {
    connections += 1;
    numbers.set(socket, connections);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  };
  onTestFinished(close);
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, requests, close };
}
