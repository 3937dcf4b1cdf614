import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { createServer, type Server } from "node:https";
import type { FastifyInstance } from "fastify";
import type { ServerCertificates } from "./server-certificates.ts";

/** Where HTTPS is served. */
export interface TlsListener {
  readonly port: number;
  /** Takes no new connections; resolves when the last request has been answered. */
  close(): Promise<void>;
  /** Cuts off requests that are still under way. */
  closeAllConnections(): void;
}

/**
 * Serves an application that listens for HTTP already over HTTPS, too: the same routes, limits and time limits.
 *
 * @throws Error the operating system's: the address cannot be listened on
 */
export async function listenTls(
  app: FastifyInstance,
  address: { readonly host: string; readonly port: number },
  certificates: ServerCertificates,
): Promise<TlsListener> {
  const { keepAliveTimeout, requestTimeout, headersTimeout } = app.server;
  const create = (): Server => {
    const server = createServer(
      {
        ...certificates.main,
        keepAliveTimeout,
        requestTimeout,
        headersTimeout,
        SNICallback: (name, done) => {
          certificates.find(name).then(
            (context) => done(null, context),
            (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
          );
        },
      },
      (request, response) => app.routing(request, response),
    );
    return server.on("clientError", (error, socket) => void app.server.emit("clientError", error, socket));
  };
  const [first, ...others] = await addressesOf(address.host);
  const main = create();
  const port = await listen(main, first, address.port);
  const servers = [main];
  for (const other of others) {
    const server = create();
    // As for HTTP: of the two addresses of localhost one is enough.
    if (await listen(server, other, port).catch(() => false)) servers.push(server);
  }
  return {
    port,
    closeAllConnections: () => {
      for (const server of servers) server.closeAllConnections();
    },
    close: async () => {
      await Promise.all(
        servers.map(async (server) => {
          const closed = once(server, "close");
          server.close();
          await closed;
        }),
      );
    },
  };
}

/** localhost has one for each version of IP. */
async function addressesOf(host: string): Promise<readonly [string, ...string[]]> {
  if (host !== "localhost") return [host];
  const [first, ...others] = (await lookup(host, { all: true })).map(({ address }) => address);
  return first === undefined ? [host] : [first, ...others];
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  const listening = once(server, "listening");
  server.listen({ host, port });
  await listening;
  const address = server.address();
  // A text is the path of a Unix socket, which this never listens on.
  return address === null || typeof address === "string" ? port : address.port;
}
