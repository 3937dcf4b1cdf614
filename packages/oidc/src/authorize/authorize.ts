import type { BegunHostedSession, HostedUi, IdentityProvider } from "@cogmock/core";
import { type ClientRequest, queryTextOf } from "../http/hosted-request.ts";
import { redirect } from "../http/answer.ts";
import { chosenProvider, onlyProvider } from "../federation/offered-providers.ts";
import { sendToProvider } from "../federation/send-to-provider.ts";
import { findSession, sessionRequest } from "../login/session-of-browser.ts";
import { messagePage } from "../pages/error-page.ts";
import { answerPage } from "../pages/page.ts";
import { putOnLook } from "../pages/put-on-look.ts";
import { freshRequest } from "../provider/hand-over.ts";
import { FIXED_PARAMETERS, type PoolProvider } from "../provider/provider-of-pool.ts";
import { authorizationFacts } from "../provider/request-facts.ts";
import { type AuthorizationRequest, checkAuthorizationRequest } from "./authorization-request.ts";
import { errorPageLocation, errorRedirect } from "./redirects.ts";

/**
 * The authorization request in an address, where it may go on. Otherwise whoever is to know has been told.
 *
 * @see "The authorize endpoint" in the Amazon Cognito Developer Guide
 */
export function requireAuthorizationRequest(request: ClientRequest): AuthorizationRequest | undefined {
  const { hosted, query, response, prefix } = request;
  const checked = checkAuthorizationRequest(hosted, query);
  if (checked.kind === "request") return checked.request;
  const location =
    checked.kind === "redirect"
      ? errorRedirect(checked.refusal)
      : errorPageLocation(prefix, checked.error, hosted.client.id);
  redirect(response, location);
  return undefined;
}

/** A sign-in that has just taken place. */
export interface FreshSignIn {
  /** The `Cookie` header that its session makes. */
  readonly cookie: string;
  readonly eventId: string | undefined;
  readonly session: BegunHostedSession;
}

/**
 * Has the library decide on an authorization request that may go on: by the browser's session or, right after a sign-in,
 * by the one that has just begun.
 */
export async function handToProvider(
  hostedUi: HostedUi,
  poolProvider: PoolProvider,
  request: ClientRequest,
  authorization: AuthorizationRequest,
  fresh?: FreshSignIn,
): Promise<void> {
  const { raw, response, prefix, hosted, call } = request;
  const parameters = new URLSearchParams({
    ...FIXED_PARAMETERS,
    client_id: hosted.client.id,
    redirect_uri: authorization.redirectUri,
  });
  if (authorization.codeChallenge !== undefined) {
    parameters.set("code_challenge", authorization.codeChallenge);
    parameters.set("code_challenge_method", "S256");
  }
  // `select_account` and `consent` have no effect on users of the pool itself.
  const prompt = authorization.prompts.find((name) => name === "none" || name === "login");
  if (prompt !== undefined && !fresh) parameters.set("prompt", prompt);
  const { cookie = fresh?.cookie, ...headers } = { ...raw.headers, ...(fresh && { cookie: fresh.cookie }) };
  const handed = { method: "GET", path: "/oauth2/authorize", query: parameters, prefix } as const;
  const withCookie = freshRequest(raw, { ...handed, headers: { ...headers, cookie } });
  const reused = fresh ? undefined : await findSession(hostedUi, poolProvider, request, withCookie, authorization);
  const session = fresh?.session ?? reused;
  const sub = session ? withCookie : freshRequest(raw, { ...handed, headers });
  authorizationFacts.set(sub, {
    hosted,
    call,
    request: authorization,
    loginLocation: `${prefix}/login?${queryTextOf(raw)}`,
    eventId: fresh?.eventId,
    sessionExpiresAt: session?.expiresAt,
    ssoSessionId: async () => (reused ? hostedUi.useSession(call, hosted, reused.id) : fresh?.session.sessionId),
  });
  await poolProvider.answer(sub, response);
}

/** The provider to which a request leads that names none: the client's only one, unless there is a session to go on with. */
async function unnamedProvider(
  hostedUi: HostedUi,
  poolProvider: PoolProvider,
  request: ClientRequest,
  authorization: AuthorizationRequest,
): Promise<IdentityProvider | undefined> {
  const provider = await onlyProvider(hostedUi, request);
  if (!provider || authorization.prompts.includes("login")) return provider;
  const bare = sessionRequest(request, "/oauth2/authorize");
  return (await findSession(hostedUi, poolProvider, request, bare, authorization)) ? undefined : provider;
}

/** `GET /oauth2/authorize`: to the application with a code or tokens, to an identity provider, or to the sign-in page. */
export async function authorize(hostedUi: HostedUi, poolProvider: PoolProvider, request: ClientRequest): Promise<void> {
  const { response, hosted, texts } = request;
  const authorization = requireAuthorizationRequest(request);
  if (!authorization) return;
  const chosen = await chosenProvider(hostedUi, request);
  if (chosen.kind === "unavailable") {
    await putOnLook(hostedUi, hosted, response);
    // unconfirmed: the status.
    answerPage(response, messagePage(400, texts.loginOptionMissing, texts));
    return;
  }
  // Nobody can be asked at a provider either.
  if (!authorization.prompts.includes("none")) {
    const provider =
      chosen.kind === "provider"
        ? chosen.provider
        : await unnamedProvider(hostedUi, poolProvider, request, authorization);
    if (provider) return sendToProvider(hostedUi, request, authorization, provider);
  }
  await handToProvider(hostedUi, poolProvider, request, authorization);
}
