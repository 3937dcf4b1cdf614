import { createHmac } from "node:crypto";
import { constantTimeEquals } from "@cogmock/crypto";
import type { PoolProvider } from "../provider/provider-of-pool.ts";
import { clearCookie, cookieOf, setCookie } from "./cookies.ts";
import type { ClientRequest } from "./hosted-request.ts";

/** What this browser's user waits for a code to do, from the page that had it sent to the page that asks for it. */
export interface PageData {
  readonly purpose: "SignUp" | "ForgotPassword";
  readonly clientId: string;
  /** As it was typed. */
  readonly username: string;
  /** Where the code went, masked. */
  readonly destination?: string | undefined;
  /** By which a sign-up ends signed in. */
  readonly session?: string | undefined;
}

/** AWS's cookie, whose content is its own affair. On a host that pools share, each has another. */
function nameOf({ isOnDomain, pool }: ClientRequest): string {
  return isOnDomain ? "page-data" : `page-data-${pool.id}`;
}

function signature({ cookieKey }: PoolProvider, text: string): string {
  return createHmac("sha256", cookieKey).update(`page-data\n${text}`).digest("base64url");
}

/** Keeps in the browser, signed, what the next page is to know. */
export function keepPageData(provider: PoolProvider, request: ClientRequest, data: Omit<PageData, "clientId">): void {
  const { hosted, response, baseUrl } = request;
  const whole: PageData = { ...data, clientId: hosted.client.id };
  const text = Buffer.from(JSON.stringify(whole)).toString("base64url");
  setCookie(response, nameOf(request), `${text}.${signature(provider, text)}`, baseUrl.startsWith("https:"));
}

/** What a page of the same client, for the same purpose, has kept in this browser. */
export function pageDataOf(
  provider: PoolProvider,
  request: ClientRequest,
  purpose: PageData["purpose"],
): PageData | undefined {
  const [text = "", signed = ""] = (cookieOf(request.raw, nameOf(request)) ?? "").split(".");
  if (!constantTimeEquals(signature(provider, text), signed)) return undefined;
  const data: PageData = JSON.parse(Buffer.from(text, "base64url").toString());
  return data.purpose === purpose && data.clientId === request.hosted.client.id ? data : undefined;
}

/** Forgets it: what it was for is done. */
export function forgetPageData(request: ClientRequest): void {
  clearCookie(request.response, nameOf(request), request.baseUrl.startsWith("https:"));
}
