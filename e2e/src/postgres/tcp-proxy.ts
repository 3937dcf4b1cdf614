import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A wire between a server and its database that can be cut, or fall silent. */
export interface TcpProxy {
  /** The database's URL, by way of this proxy. */
  readonly url: string;
  /** Resets all connections, in both directions, whatever is under way on them. */
  cut(): void;
  /** Holds back whatever is sent from now on, without a word to either side. */
  hold(): void;
  /** Lets through what was held back, and all that comes. */
  release(): void;
  close(): Promise<void>;
}

/** Starts a proxy on a free port in front of a database. */
export async function startTcpProxy(databaseUrl: string): Promise<TcpProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isHeld = false;
  const keep = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on("close", () => {
      sockets.delete(socket);
      other.destroy();
    });
    socket.on("error", () => {}); // it is closed then
    socket.on("data", (bytes) => void other.write(bytes));
    socket.on("end", () => other.end());
    if (isHeld) socket.pause();
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
    hold() {
      isHeld = true;
      for (const socket of sockets) socket.pause();
    },
    release() {
      isHeld = false;
      for (const socket of sockets) socket.resume();
    },
    async close() {
      proxy.close();
      cut();
      await once(proxy, "close");
    },
  };
}
