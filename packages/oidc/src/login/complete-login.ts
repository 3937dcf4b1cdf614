import type { HostedSignIn, HostedUi } from "@cogmock/core";
import type { AuthorizationRequest } from "../authorize/authorization-request.ts";
import { handToProvider } from "../authorize/authorize.ts";
import { setCookiesOf } from "../http/cookies.ts";
import type { ClientRequest } from "../http/hosted-request.ts";
import { freshRequest } from "../provider/hand-over.ts";
import type { PoolProvider } from "../provider/provider-of-pool.ts";

/**
 * Ends a sign-in: a new session of single sign-on, and what the application asked for, in one answer. A session from
 * before stays as it is, in whatever browser holds it.
 */
export async function completeLogin(
  hostedUi: HostedUi,
  poolProvider: PoolProvider,
  request: ClientRequest,
  authorization: AuthorizationRequest,
  signIn: HostedSignIn,
): Promise<void> {
  const { raw, response, prefix } = request;
  const { provider, sessionCookie } = poolProvider;
  const { sub, authenticatedAt, proofs, acr, identityProvider } = signIn;
  const { kind, jti, uid } = new provider.Session();
  const loginTs = Math.floor(authenticatedAt / 1000);
  const payload = { kind, jti, uid, accountId: sub, loginTs, amr: [...proofs], acr };
  const { call, hosted } = request;
  const session = await hostedUi.beginSession(call, hosted, {
    id: jti,
    sub,
    authenticatedAt,
    identityProvider,
    payload,
  });
  const bare = freshRequest(raw, { method: "GET", path: "/login", prefix, headers: raw.headers });
  const before = setCookiesOf(response);
  const { cookies } = provider.createContext(bare, response);
  cookies.set(sessionCookie, jti, { httpOnly: true, sameSite: "lax", path: "/", signed: true });
  const pairs = setCookiesOf(response).flatMap((cookie) => (before.includes(cookie) ? [] : cookie.split(";", 1)));
  // The library sets them again, with their expiry.
  response.setHeader("set-cookie", [...before]);
  await handToProvider(hostedUi, poolProvider, request, authorization, {
    cookie: pairs.join("; "),
    eventId: signIn.eventId,
    session,
  });
}
