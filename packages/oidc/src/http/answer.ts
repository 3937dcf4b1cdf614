import type { ServerResponse } from "node:http";

/** Header names in lower case, and their values. */
export type AnswerHeaders = Readonly<Record<string, string | string[]>>;

/** As AWS has it. */
export const NEVER_CACHED = "no-cache, no-store, max-age=0, must-revalidate";

/** What AWS sends with every answer of the domain. @see "The token issuer endpoint", Amazon Cognito Developer Guide */
const COMMON: AnswerHeaders = {
  "cache-control": NEVER_CACHED,
  expires: "0",
  pragma: "no-cache",
  server: "Server",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "x-xss-protection": "1; mode=block",
};

/** Lets scripts of any origin read an answer, without cookies. */
export const ANY_ORIGIN: AnswerHeaders = { "access-control-allow-origin": "*" };

/** Sets what is common to all answers. HSTS would bind a whole host of this machine: AWS sends it, we do not. */
export function setCommonHeaders(response: ServerResponse, requestId: string): void {
  for (const [name, value] of Object.entries(COMMON)) response.setHeader(name, value);
  response.setHeader("x-amz-cognito-request-id", requestId);
}

/** Ends a response. Cookies that were set on it go with it. */
export function answer(response: ServerResponse, status: number, headers: AnswerHeaders = {}, body = ""): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
}

/** @param members in the order in which they are to be written; those that are `undefined` are left out */
export function answerJson(
  response: ServerResponse,
  status: number,
  members: object,
  headers: AnswerHeaders = {},
): void {
  answer(response, status, { "content-type": "application/json;charset=UTF-8", ...headers }, JSON.stringify(members));
}

/** @param location as it is to be followed: nothing is normalised */
export function redirect(response: ServerResponse, location: string): void {
  answer(response, 302, { location });
}

/** The body is empty, as AWS's is. */
export function answerMethodNotAllowed(response: ServerResponse, allowed: readonly string[]): void {
  answer(response, 405, { allow: allowed.join(", ") });
}
