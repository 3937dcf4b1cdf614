import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import type { RunningServer } from "./running-server.ts";

/** Starts a proxy that hands each connection to the next server, whatever is spoken on it: HTTPS, which it cannot read. */
export async function startConnectionProxy(servers: readonly string[]): Promise<RunningServer> {
  const sockets = new Set<Socket>();
  let turn = 0;
  const proxy = createServer((client) => {
    const { hostname, port } = new URL(servers[turn++ % servers.length] ?? "");
    const server = connect({ host: hostname, port: Number(port) });
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on("error", () => {}); // it is closed then
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  proxy.listen(0, "localhost");
  await once(proxy, "listening");
  const address = proxy.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    url: `https://localhost:${address.port}`,
    async stop() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, "close");
    },
  };
}
