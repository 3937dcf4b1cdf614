import type { IncomingMessage, ServerResponse } from "node:http";

/** The value of a cookie in a request (RFC 6265, section 5.4). */
export function cookieOf({ headers }: IncomingMessage, name: string): string | undefined {
  for (const pair of (headers.cookie ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** The cookies that a response sets so far, whole. */
export function setCookiesOf(response: ServerResponse): readonly string[] {
  const header = response.getHeader("set-cookie");
  // A copy: the library adds to the array that it finds.
  return Array.isArray(header) ? [...header] : header === undefined ? [] : [String(header)];
}

function addCookie(response: ServerResponse, pair: string, isSecure: boolean, more = ""): void {
  const cookie = `${pair}; Path=/; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}${more}`;
  response.setHeader("set-cookie", [...setCookiesOf(response), cookie]);
}

/** Sets a cookie of the host, for its pages alone, until the browser is closed. */
export function setCookie(response: ServerResponse, name: string, value: string, isSecure: boolean): void {
  addCookie(response, `${name}=${value}`, isSecure);
}

/** Takes a cookie of the host away. */
export function clearCookie(response: ServerResponse, name: string, isSecure: boolean): void {
  addCookie(response, `${name}=`, isSecure, "; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
}
