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

/** Sets a cookie of the host, for its pages alone, until the browser is closed. */
export function setCookie(response: ServerResponse, name: string, value: string, isSecure: boolean): void {
  const cookie = `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
  response.setHeader("set-cookie", [...setCookiesOf(response), cookie]);
}

/** Takes a cookie of the host away. */
export function clearCookie(response: ServerResponse, name: string): void {
  const cookie = `${name}=; Path=/; HttpOnly; SameSite=Lax; Expires=Thu, 01 Jan 1970 00:00:00 GMT`;
  response.setHeader("set-cookie", [...setCookiesOf(response), cookie]);
}
