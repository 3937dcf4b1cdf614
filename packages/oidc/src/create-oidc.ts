import { randomUUID } from "node:crypto";
import { type Cognito, type HostedClient, type HostedUi, StoreUnavailable, type UserPool } from "@cogmock/core";
import { answerChallengeForm } from "./challenges/challenges.ts";
import { registerMfa } from "./challenges/register-mfa.ts";
import { giveFeedback } from "./feedback/give-feedback.ts";
import { confirmForgotPassword, forgotPassword } from "./forgot-password/forgot-password.ts";
import { confirmByLink } from "./sign-up/confirm-by-link.ts";
import { confirmSignUp, resendCode } from "./sign-up/confirm-sign-up.ts";
import { signUp } from "./sign-up/sign-up.ts";
import { authorize } from "./authorize/authorize.ts";
import { errorPageLocation } from "./authorize/redirects.ts";
import { createProviderCaller } from "./federation/call-provider.ts";
import { returnByAddress, returnFromProvider, takeReturn } from "./federation/return-from-provider.ts";
import { ANY_ORIGIN, answer, answerJson, answerMethodNotAllowed, redirect, setCommonHeaders } from "./http/answer.ts";
import { basicClientIdOf } from "./http/basic-client-id.ts";
import { csrfTokenFor, isOwnForm } from "./http/csrf.ts";
import {
  type ClientRequest,
  type HostedRequest,
  type IncomingHostedRequest,
  queryTextOf,
} from "./http/hosted-request.ts";
import { login } from "./login/login.ts";
import { endSession, logout } from "./login/logout.ts";
import { errorPage, foreignFormPage, messagePage } from "./pages/error-page.ts";
import { answerPage } from "./pages/page.ts";
import { putOnLook } from "./pages/put-on-look.ts";
import { CLIENT_PATHS, type HostedPath, MISSING_PATHS, type PAGE_PATHS } from "./paths.ts";
import { addPasskey } from "./passkeys/add-passkey.ts";
import { textsFor } from "./texts/texts-for.ts";
import { freshRequest } from "./provider/hand-over.ts";
import type { Texts } from "./texts/texts.ts";
import { createPoolProvider, type PoolProvider } from "./provider/provider-of-pool.ts";
import { answerRevoke, answerToken } from "./token/client-endpoints.ts";
import { answerUserInfo, bearerTokenOf, refuseUnknownToken } from "./token/user-info.ts";

/** What the OAuth 2.0 endpoints and pages are made of. */
export interface OidcOptions {
  readonly cognito: Pick<Cognito, "confirmSignUpByLink" | "giveFeedbackByLink" | "hostedUi" | "userPools">;
  /** Whether X-Forwarded-Proto is believed. */
  readonly trustProxy: boolean;
  /**
   * Whether pages that ask for a code show it, and the page that refuses an address those that would do: for a developer's
   * machine.
   */
  readonly showCodes: boolean;
  /** For how long identity providers are waited for; by default as long as on AWS. */
  readonly providerTimeLimitMilliseconds?: number;
  /** Is told of what went wrong that should not have. */
  readonly onDefect: (error: unknown) => void;
}

/** The OAuth 2.0 endpoints and pages of all user pools. */
export interface Oidc {
  /** Answers a request. Never rejects. */
  handle(request: IncomingHostedRequest): Promise<void>;
}

const GET = ["GET", "HEAD"];

/** The methods of paths; pages with a form have `GET`, `HEAD` and `POST`. */
const METHODS: Readonly<Partial<Record<HostedPath, readonly string[]>>> = {
  "/oauth2/authorize": GET,
  "/authorize": GET,
  // What comes back from a provider is good once: nothing is to ask for it beforehand.
  "/oauth2/idpresponse": ["GET", "POST"],
  "/logout": GET,
  "/error": GET,
  // A mail scanner that asks with HEAD whether a link is good must not use it up.
  "/confirmUser": ["GET"],
  "/event/feedback": ["GET"],
  "/oauth2/userInfo": GET,
  "/oauth2/token": ["POST"],
  "/oauth2/revoke": ["POST"],
};

/** What redirects, as a rule: the look that is seldom needed is not looked up. */
const WITHOUT_LOOK: ReadonlySet<HostedPath> = new Set(["/oauth2/authorize", "/authorize", "/logout"]);

const PAGE_METHODS = ["GET", "HEAD", "POST"];

/** Answers a browser. */
type Page = (hostedUi: HostedUi, provider: PoolProvider, request: ClientRequest) => Promise<void>;

/** What answers each path that browsers go to. */
const PAGES: Readonly<
  Record<
    Exclude<(typeof PAGE_PATHS)[number], "/confirmUser" | "/event/feedback" | "/error" | "/oauth2/idpresponse">,
    Page
  >
> = {
  "/oauth2/authorize": authorize,
  "/authorize": authorize,
  "/login": login,
  "/login/continue": login,
  "/logout": async (_, __, request) => logout(request),
  "/login/passkey": answerChallengeForm,
  "/selectChallenge": answerChallengeForm,
  "/changePassword": answerChallengeForm,
  "/mfa": answerChallengeForm,
  "/mfa/options": answerChallengeForm,
  "/mfa/register": registerMfa,
  "/passkeys/add": addPasskey,
  "/signup": signUp,
  "/confirm": confirmSignUp,
  "/resendcode": (_, provider, request) => resendCode(provider, request),
  "/forgotPassword": (_, provider, request) => forgotPassword(provider, request),
  "/confirmForgotPassword": (_, provider, request) => confirmForgotPassword(provider, request),
};

const FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/** An answer of a SAML provider, the longest form that there is, has 100,000 characters before it is encoded. */
const MAX_FORM_BYTES = 256 * 1024;

/** unconfirmed: AWS's limit, and what it answers. */
function refuseLongForm({ path, response }: IncomingHostedRequest, texts: Texts): void {
  if (isClientPath(path)) answerJson(response, 400, { error: "invalid_request" }, ANY_ORIGIN);
  else answerPage(response, messagePage(413, "The form is too long.", texts));
}

/** Spring's text, recorded from AWS. */
const NO_CLIENT = "Required String parameter 'client_id' is not present";

/** A local domain: what is before `localhost` leads to the same server. */
const LOCAL_DOMAIN = /^(https?:\/\/)[a-z0-9-]+\.auth(?:\.[a-z0-9-]+)?\.(localhost(?::\d+)?)$/i;

/** What issuers are below: not the domain, but where discovery and keys are. */
function issuerBase(baseUrl: string): string {
  return baseUrl.replace(LOCAL_DOMAIN, "$1$2");
}

function isMissing(path: HostedPath): path is (typeof MISSING_PATHS)[number] {
  return MISSING_PATHS.some((candidate) => candidate === path);
}

function isClientPath(path: HostedPath): path is (typeof CLIENT_PATHS)[number] {
  return CLIENT_PATHS.some((candidate) => candidate === path);
}

/** In the language of the browser's user. */
function textsOf({ raw, response, baseUrl }: IncomingHostedRequest, query: URLSearchParams): Promise<Texts> {
  return textsFor(raw, response, { lang: query.get("lang"), isSecure: baseUrl.startsWith("https:") });
}

/** How many pools' providers are kept, some 50 KB each; making one anew takes less than a millisecond. */
const MAX_PROVIDERS = 200;

/** Makes what answers the requests of browsers and clients to the domains of user pools. */
export function createOidc(options: OidcOptions): Oidc {
  const { cognito, trustProxy, showCodes, onDefect } = options;
  const { hostedUi, userPools } = cognito;
  const callProvider = createProviderCaller(options.providerTimeLimitMilliseconds);
  const readSentCode: HostedUi["findSentCode"] = (hosted, awaited) => hostedUi.findSentCode(hosted, awaited);
  const providers = new Map<string, Promise<PoolProvider>>();

  function providerOf({ pool, isOnDomain }: HostedRequest): Promise<PoolProvider> {
    // On a host of its own a pool has AWS's cookie; on one that pools share, each has another.
    const sessionCookie = isOnDomain ? "cognito" : `cognito-${pool.id}`;
    const key = [pool.id, pool.createdAt, sessionCookie].join(" ");
    const known = providers.get(key);
    if (known) return known;
    const made = createPoolProvider({ hostedUi, pool, sessionCookie, trustProxy, onDefect });
    providers.set(key, made);
    const [oldest] = providers.keys();
    if (oldest !== undefined && providers.size > MAX_PROVIDERS) providers.delete(oldest);
    made.catch(() => providers.delete(key));
    return made;
  }

  /** The client that a request names, whatever its pool. */
  async function clientNamed(clientId: string | null | undefined): Promise<HostedClient | undefined> {
    return clientId === null || clientId === undefined ? undefined : hostedUi.findClient(clientId);
  }

  /**
   * The pool that a request is for, as its path, its client or its token says.
   *
   * @param named the client, where it was read already
   */
  async function poolOf(
    { userPoolId, raw }: IncomingHostedRequest,
    clientId: string | undefined,
    named: HostedClient | undefined,
  ): Promise<UserPool | undefined> {
    if (userPoolId !== undefined) return named?.pool.id === userPoolId ? named.pool : hostedUi.findPool(userPoolId);
    if (clientId !== undefined) return (named ?? (await clientNamed(clientId)))?.pool;
    const token = bearerTokenOf(raw.headers.authorization);
    const ofToken = token === undefined ? undefined : hostedUi.userPoolIdOf(token);
    return ofToken === undefined ? undefined : hostedUi.findPool(ofToken);
  }

  function refuseWithoutPool(request: IncomingHostedRequest, clientId: string | undefined, texts: Texts): void {
    const { path, response } = request;
    if (path === "/oauth2/userInfo") refuseUnknownToken(request);
    else if (isClientPath(path)) {
      const error = clientId === undefined ? "invalid_request" : "invalid_client";
      const status = path === "/oauth2/revoke" && error === "invalid_client" ? 401 : 400;
      answerJson(response, status, { error }, ANY_ORIGIN);
    } else if (clientId === undefined) answerPage(response, errorPage(NO_CLIENT, texts));
    // What stands before the path is not the id of a pool: no browser is to be led there.
    else if (request.prefix !== "") answerPage(response, errorPage("invalid_request", texts));
    else redirect(response, errorPageLocation(request.prefix, "invalid_request", clientId));
  }

  async function answerClientCall(request: HostedRequest): Promise<void> {
    const { path, isForm, response } = request;
    if (path === "/oauth2/userInfo") return answerUserInfo(hostedUi, request);
    if (!isForm) return answerJson(response, 400, { error: "invalid_request" }, ANY_ORIGIN);
    const provider = await providerOf(request);
    return path === "/oauth2/token" ? answerToken(provider, request) : answerRevoke(provider, request);
  }

  async function answerBrowser(
    request: HostedRequest,
    path: keyof typeof PAGES,
    clientId: string | undefined,
    named: HostedClient | undefined,
  ): Promise<void> {
    const { pool, response, prefix, texts } = request;
    // Whatever is wrong with the rest of the request.
    if (path === "/logout") await endSession(await providerOf(request), request);
    if (clientId === undefined) return answerPage(response, errorPage(NO_CLIENT, texts));
    const hosted = named?.pool.id === pool.id ? named : undefined;
    if (!hosted) return redirect(response, errorPageLocation(prefix, "invalid_request", clientId));
    if (!WITHOUT_LOOK.has(path)) await putOnLook(hostedUi, hosted, response);
    // No page takes a form that none of ours has sent.
    if (request.raw.method === "POST" && !isOwnForm(request.raw, request.form)) {
      return answerPage(response, foreignFormPage(texts));
    }
    const provider = await providerOf(request);
    return PAGES[path](hostedUi, provider, { ...request, hosted });
  }

  /** Goes on with the request for which a browser was sent to an identity provider. */
  async function answerReturn(bare: Omit<HostedRequest, "pool">): Promise<void> {
    const { userPoolId } = bare;
    // What stands before the path is not the id of a pool: no browser is to be led there.
    if (userPoolId !== undefined && !(await hostedUi.findPool(userPoolId))) {
      return answerPage(bare.response, errorPage("invalid_request", bare.texts));
    }
    if (bare.raw.method === "POST") return returnByAddress(bare);
    const taken = await takeReturn(hostedUi, bare, bare.query);
    if (taken.kind === "page") return answerPage(bare.response, taken.page);
    const { kept } = taken;
    const hosted = await hostedUi.findClient(kept.clientId);
    // Both may have been deleted meanwhile.
    if (hosted?.pool.id !== kept.userPoolId) return answerPage(bare.response, errorPage("invalid_request", bare.texts));
    const { prefix } = kept;
    const query = new URLSearchParams(kept.query);
    const { headers } = bare.raw;
    const raw = freshRequest(bare.raw, { method: "GET", path: "/oauth2/authorize", query, prefix, headers });
    const request = { ...bare, raw, query, prefix, pool: hosted.pool, hosted };
    return returnFromProvider(hostedUi, await providerOf(request), request, kept, bare.query);
  }

  async function handle(incoming: IncomingHostedRequest): Promise<void> {
    const { raw, response, path, body, baseUrl, remoteAddress } = incoming;
    const { method = "GET", headers } = raw;
    setCommonHeaders(response, randomUUID());
    if (method === "OPTIONS" && isClientPath(path)) return answerPreflight(incoming);
    const query = new URLSearchParams(queryTextOf(raw));
    const csrf = csrfTokenFor(raw, response, baseUrl.startsWith("https:"));
    const texts = await textsOf(incoming, query);
    if (isMissing(path)) return answerPage(response, messagePage(501, `There is no ${path} yet.`, texts));
    const allowed = METHODS[path] ?? PAGE_METHODS;
    if (!allowed.includes(method)) return answerMethodNotAllowed(response, allowed);
    if (body.length > MAX_FORM_BYTES) return refuseLongForm(incoming, texts);
    const call = {
      baseUrl: issuerBase(baseUrl),
      caller: { userAgent: headers["user-agent"], ipAddress: remoteAddress },
    };
    const { hostname } = new URL(baseUrl);
    const poolOfHost = incoming.userPoolId === undefined ? await hostedUi.findPoolByDomain(hostname) : undefined;
    if (path === "/error" || path === "/confirmUser" || path === "/event/feedback") {
      // Pages that are shown without a client, too. One of another pool than the address names does not lend its look.
      const userPoolId = poolOfHost?.id ?? incoming.userPoolId;
      const named = await clientNamed(query.get("client_id"));
      const hosted = userPoolId === undefined || userPoolId === named?.pool.id ? named : undefined;
      if (hosted) await putOnLook(hostedUi, hosted, response);
      const reason = query.get("error") ?? undefined;
      if (path === "/error") return answerPage(response, errorPage(reason, texts, showCodes ? hosted : undefined));
      const opened = { call, query, userPoolId, texts };
      const answered = path === "/confirmUser" ? confirmByLink(cognito, opened) : giveFeedback(cognito, opened);
      return answerPage(response, await answered);
    }
    const isForm = FORM.test(headers["content-type"] ?? "");
    const form = new URLSearchParams(isForm ? Buffer.from(body).toString() : "");
    const clientId =
      (isClientPath(path)
        ? (basicClientIdOf(headers.authorization) ?? form.get("client_id"))
        : query.get("client_id")) || undefined;
    const bare = {
      ...incoming,
      query,
      form,
      isForm,
      call,
      csrf,
      isOnDomain: poolOfHost !== undefined,
      userPools,
      callProvider,
      findSentCode: showCodes ? readSentCode : undefined,
      texts,
    };
    if (path === "/oauth2/idpresponse") return answerReturn(bare);
    // For pages alone: of what clients call, the library reads them.
    const named = isClientPath(path) ? undefined : await clientNamed(clientId);
    const pool = poolOfHost ?? (await poolOf(incoming, clientId, named));
    if (!pool) return refuseWithoutPool(incoming, clientId, texts);
    const request = { ...bare, pool };
    return isClientPath(path) ? answerClientCall(request) : answerBrowser(request, path, clientId, named);
  }

  function answerPreflight({ response, raw }: IncomingHostedRequest): void {
    const asked = raw.headers["access-control-request-headers"];
    answer(response, 200, {
      ...ANY_ORIGIN,
      "access-control-allow-methods": "GET, POST",
      ...(asked !== undefined && { "access-control-allow-headers": asked }),
    });
  }

  return {
    async handle(request) {
      try {
        await handle(request);
      } catch (error) {
        onDefect(error);
        const status = error instanceof StoreUnavailable ? 503 : 500;
        if (request.response.headersSent) request.response.destroy();
        else if (isClientPath(request.path))
          answerJson(request.response, status, { error: "server_error" }, ANY_ORIGIN);
        else {
          const texts = await textsOf(request, new URLSearchParams(queryTextOf(request.raw)));
          answerPage(request.response, messagePage(status, texts.somethingWrong, texts));
        }
      }
    },
  };
}
