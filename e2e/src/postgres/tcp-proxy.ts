import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A wire between a server and its database that can be cut. */
export interface TcpProxy {
  /** The database's URL, by way of this proxy. */
  readonly url: string;
  /** Resets all connections, in both directions, whatever is under way on them. */
  cut(): void;
  close(): Promise<void>;
}

/** Starts a proxy on a free port in front of a database. */
export async function startTcpProxy(databaseUrl: string): Promise<TcpProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on("close", () => {
      sockets.delete(socket);
      other.destroy();
    });
    socket.on("error", () => {}); // it is closed then
    socket.pipe(other);
  };
  const proxy = createServer((client) => {
    const database = connect({ host: target.hostname, port: Number(target.port) });
    keep(client, database);
    keep(database, client);
  });
  proxy.listen(0, target.hostname);
  await once(proxy, "listening");
  const address = proxy.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  const url = new URL(databaseUrl);
  url.port = String(address.port);
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: url.href,
    cut,
    async close() {
      proxy.close();
      cut();
      await once(proxy, "close");
    },
  };
}
