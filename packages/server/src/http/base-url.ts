import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** `host` or `host:port` of RFC 3986, without user information and without anything that could end a URL's authority. */
const AUTHORITY = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;

/** Tells under which address a caller reached the server; `undefined` where the request names none that is valid. */
export type BaseUrlReader = (request: Pick<IncomingMessage, "headers" | "socket">) => string | undefined;

/**
 * Reads the base URL off the connection and out of Host, and out of X-Forwarded-Proto and X-Forwarded-Host where a proxy
 * is trusted to have set them. Of a chain of proxies the first value, the outermost proxy's, counts.
 */
export function createBaseUrlReader({ trustProxy }: { readonly trustProxy: boolean }): BaseUrlReader {
  // Almost every caller uses one address: remember the last, which spares building the same text anew.
  let lastHost = "";
  let lastScheme = "";
  let lastBaseUrl = "";
  const fromHost: BaseUrlReader = ({ headers: { host }, socket }) => {
    const scheme = schemeOf(socket);
    if (host === undefined || host === "") return undefined;
    if (host === lastHost && scheme === lastScheme) return lastBaseUrl;
    if (!AUTHORITY.test(host)) return undefined;
    lastHost = host;
    lastScheme = scheme;
    lastBaseUrl = `${scheme}://${host}`;
    return lastBaseUrl;
  };
  if (!trustProxy) return fromHost;
  return ({ headers, socket }) => {
    const scheme = firstOf(headers["x-forwarded-proto"]) ?? schemeOf(socket);
    const authority = firstOf(headers["x-forwarded-host"]) ?? headers.host ?? "";
    if ((scheme !== "http" && scheme !== "https") || !AUTHORITY.test(authority)) return undefined;
    return `${scheme}://${authority}`;
  };
}

/** Only sockets of TLS know `encrypted`. */
function schemeOf(socket: Socket): "http" | "https" {
  return "encrypted" in socket && socket.encrypted === true ? "https" : "http";
}

function firstOf(header: string | readonly string[] | undefined): string | undefined {
  const text = typeof header === "string" ? header : header?.[0];
  return text?.split(",", 1)[0]?.trim() || undefined;
}
