import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/** Tells from which IPv4 or IPv6 address a request came; `undefined` where the connection is gone. */
export type CallerAddressReader = (request: Pick<IncomingMessage, "headers" | "socket">) => string | undefined;

/** An IPv4 address, as Node names it on a socket that takes both kinds. */
const MAPPED = "::ffff:";

function plain(address: string | undefined): string | undefined {
  return address?.startsWith(MAPPED) ? address.slice(MAPPED.length) : address;
}

/**
 * Reads the address off the connection, and out of X-Forwarded-For where a proxy is trusted to have set it. Of a chain
 * of proxies the first value, the one that the outermost proxy saw, counts.
 */
export function createCallerAddressReader({ trustProxy }: { readonly trustProxy: boolean }): CallerAddressReader {
  if (!trustProxy) return ({ socket }) => plain(socket.remoteAddress);
  return ({ headers, socket }) => {
    const header = headers["x-forwarded-for"];
    const forwarded = (typeof header === "string" ? header : header?.[0])?.split(",", 1)[0]?.trim() ?? "";
    return isIP(forwarded) === 0 ? plain(socket.remoteAddress) : plain(forwarded);
  };
}
