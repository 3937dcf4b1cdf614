import { once } from "node:events";
import { Agent, createServer, request as httpRequest } from "node:http";
import { pipeline } from "node:stream";
import type { RunningServer } from "./running-server.ts";

/**
 * Starts a proxy that hands each request, not each connection, to the next server. It passes on what it gets as it
 * comes, headers (Host, too) and bodies alike; where a server is away it answers 502.
 */
export async function startRoundRobinProxy(servers: readonly string[]): Promise<RunningServer> {
  const agent = new Agent({ keepAlive: true });
  let turn = 0;
  const proxy = createServer((incoming, answer) => {
    const server = new URL(servers[turn++ % servers.length] ?? "");
    const outgoing = httpRequest({
      agent,
      host: server.hostname,
      port: server.port,
      method: incoming.method,
      path: incoming.url,
      headers: incoming.rawHeaders,
    });
    outgoing.on("response", (response) => {
      answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
      pipeline(response, answer, () => {});
    });
    outgoing.on("error", () => {
      if (answer.headersSent) answer.destroy();
      else answer.writeHead(502).end();
    });
    pipeline(incoming, outgoing, () => {});
  });
  proxy.listen(0, "localhost");
  await once(proxy, "listening");
  const address = proxy.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    url: `http://localhost:${address.port}`,
    async stop() {
      agent.destroy();
      proxy.closeAllConnections();
      proxy.close();
      await once(proxy, "close");
    },
  };
}
