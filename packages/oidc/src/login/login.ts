import type { HostedSignIn, HostedUi } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";
import type { AuthorizationRequest } from "../authorize/authorization-request.ts";
import { handToProvider, requireAuthorizationRequest } from "../authorize/authorize.ts";
import { setCookiesOf } from "../http/cookies.ts";
import { isOwnForm } from "../http/csrf.ts";
import { type ClientRequest, queryTextOf } from "../http/hosted-request.ts";
import { messagePage } from "../pages/error-page.ts";
import { loginPage } from "../pages/login-page.ts";
import { answerPage } from "../pages/page.ts";
import { freshRequest } from "../provider/hand-over.ts";
import { secondsLeft } from "./session-lifetime.ts";
import type { PoolProvider } from "../provider/provider-of-pool.ts";

/** unconfirmed: AWS's text and status for a form without its token. */
const FOREIGN_FORM = "Something went wrong. Please try again.";

function showLogin(request: ClientRequest, username: string, error?: string): void {
  const { csrf } = request;
  const action = `${request.prefix}/login?${queryTextOf(request.raw)}`;
  answerPage(request.response, loginPage({ action, csrf, username, error }));
}

/**
 * Ends a sign-in: a new session of single sign-on, and what the application asked for, in one answer. A session from
 * before stays as it is, in whatever browser holds it.
 */
async function completeLogin(
  hostedUi: HostedUi,
  poolProvider: PoolProvider,
  request: ClientRequest,
  authorization: AuthorizationRequest,
  signIn: HostedSignIn,
): Promise<void> {
  const { raw, response, prefix } = request;
  const { provider, sessionCookie } = poolProvider;
  const loginTs = Math.floor(signIn.authenticatedAt / 1000);
  const session = new provider.Session();
  session.loginAccount({
    accountId: signIn.sub,
    loginTs,
    amr: [...signIn.proofs],
    acr: signIn.acr,
  });
  await session.save(secondsLeft(hostedUi.now(), loginTs, request.hosted.client));
  const bare = freshRequest(raw, { method: "GET", path: "/login", prefix, headers: raw.headers });
  const before = setCookiesOf(response);
  const { cookies } = provider.createContext(bare, response);
  cookies.set(sessionCookie, session.jti, { httpOnly: true, sameSite: "lax", path: "/", signed: true });
  const pairs = setCookiesOf(response).flatMap((cookie) => (before.includes(cookie) ? [] : cookie.split(";", 1)));
  // The library sets them again, with their expiry.
  response.setHeader("set-cookie", [...before]);
  await handToProvider(hostedUi, poolProvider, request, authorization, {
    cookie: pairs.join("; "),
    eventId: signIn.eventId,
  });
}

/**
 * `/login`: the page, and its form. The answer to the right password leads straight to the application.
 *
 * @see "The managed login sign-in endpoint" in the Amazon Cognito Developer Guide
 */
export async function login(hostedUi: HostedUi, poolProvider: PoolProvider, request: ClientRequest): Promise<void> {
  const { raw, response, form, call, hosted } = request;
  const authorization = requireAuthorizationRequest(request);
  if (!authorization) return;
  if (raw.method !== "POST") {
    showLogin(request, authorization.loginHint ?? "");
    return;
  }
  if (!isOwnForm(raw, form)) {
    answerPage(response, messagePage(403, FOREIGN_FORM));
    return;
  }
  const username = (form.get("username") ?? "").trim();
  const password = form.get("password") ?? "";
  try {
    const step = await hostedUi.signIn(call, hosted, { username, password, acrValues: authorization.acrValues });
    if (step.kind === "signedIn") await completeLogin(hostedUi, poolProvider, request, authorization, step.signIn);
    else answerPage(response, messagePage(501, `This sign-in asks for ${step.name}, for which there is no page yet.`));
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    showLogin(request, username, error.message);
  }
}
