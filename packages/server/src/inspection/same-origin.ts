import type { IncomingMessage } from "node:http";
import type { BaseUrlReader } from "../http/base-url.ts";

/**
 * Whether a request may change the server's own state: it comes from a program, or from a page that this server served
 * itself. Any page in a developer's browser can send a POST to this port without a preflight, but it cannot keep the
 * browser from saying so (Fetch Metadata Request Headers, section 2.2; Fetch, "append a request Origin header").
 */
export function mayChangeState(
  request: Pick<IncomingMessage, "headers" | "socket">,
  readBaseUrl: BaseUrlReader,
): boolean {
  const { headers } = request;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  return headers.origin === undefined || headers.origin === readBaseUrl(request);
}
