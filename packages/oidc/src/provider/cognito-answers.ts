import type { StoreUnavailable } from "@cogmock/core";
import type { KoaContextWithOIDC } from "oidc-provider";
import { NEVER_CACHED } from "../http/answer.ts";

/** The cookies of the library's interactions, which our pages do not have: all they need is in their address. */
const INTERACTION_COOKIE = /-(?:interaction|resume)(?:\.sig)?=/;

function withoutInteractions(ctx: KoaContextWithOIDC): void {
  const header = ctx.response.get("set-cookie");
  const cookies = typeof header === "string" ? [header].filter((cookie) => cookie !== "") : header;
  const kept = cookies.filter((cookie) => !INTERACTION_COOKIE.test(cookie));
  if (kept.length > 0) ctx.response.set("set-cookie", kept);
  else ctx.response.remove("set-cookie");
}

/** Requests whose answer is an error of our own, which may say more. */
export const saysWhy: WeakSet<object> = new WeakSet();

/** The bare error codes that AWS answers in place of the library's explanations. */
function bareError(ctx: KoaContextWithOIDC): void {
  const { body, status } = ctx;
  if (status < 400 || saysWhy.has(ctx.req) || typeof body !== "object" || body === null || !("error" in body)) return;
  const error = String(body.error);
  ctx.body = { error };
  // AWS answers 400 for a client that is not who it says, too, but for revocations. RFC 6749 would have 401.
  ctx.status = ctx.oidc?.route === "token" && status === 401 ? 400 : status;
  ctx.response.remove("www-authenticate");
}

/** Requests that the store did not answer for. The library would have them answered as defects of its own. */
export const storeFailures: WeakMap<object, StoreUnavailable> = new WeakMap();

/** Makes the library's answers those of Cognito. Runs when they are made, and before they are written. */
export async function answerAsCognito(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  if (storeFailures.has(ctx.req)) {
    // Whoever has handed the request over says so, as for every other failure of the store.
    ctx.respond = false;
    return;
  }
  ctx.set("cache-control", NEVER_CACHED);
  ctx.response.remove("vary");
  if (ctx.oidc?.route === "authorization") {
    withoutInteractions(ctx);
    ctx.status = ctx.status === 303 ? 302 : ctx.status;
    const { status } = ctx;
    ctx.body = "";
    ctx.status = status;
    ctx.response.remove("content-type");
    return;
  }
  bareError(ctx);
  ctx.set("access-control-allow-origin", "*");
  ctx.response.remove("access-control-expose-headers");
  if (typeof ctx.body === "object" && ctx.body !== null) ctx.set("content-type", "application/json;charset=UTF-8");
  else ctx.response.remove("content-type");
}
