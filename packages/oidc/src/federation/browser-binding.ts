import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { constantTimeEquals, sha256Base64Url } from "@cogmock/crypto";
import { cookieOf, setCookie } from "../http/cookies.ts";
import type { ClientRequest } from "../http/hosted-request.ts";

/** As AWS has it. Here it stays, so that a browser can be at providers in several tabs. */
const COOKIE = "csrf-state";

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Marks a browser that is sent to a provider. @returns the hash by which it is known again */
export function bindBrowser({ raw, response, call }: Pick<ClientRequest, "raw" | "response" | "call">): string {
  const known = cookieOf(raw, COOKIE);
  const mark = known !== undefined && UUID.test(known) ? known : randomUUID();
  setCookie(response, COOKIE, mark, call.baseUrl.startsWith("https:"));
  return sha256Base64Url(mark);
}

/** Whether it is the browser that was sent to the provider: nobody signs somebody else's browser in. */
export function isBoundBrowser(raw: IncomingMessage, browserHash: string): boolean {
  const mark = cookieOf(raw, COOKIE);
  return mark !== undefined && constantTimeEquals(sha256Base64Url(mark), browserHash);
}
