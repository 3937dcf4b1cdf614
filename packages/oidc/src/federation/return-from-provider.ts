import type { FederationRequest, HostedSignIn, HostedUi, IdentityProvider } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";
import type { AuthorizationRequest } from "../authorize/authorization-request.ts";
import { requireAuthorizationRequest } from "../authorize/authorize.ts";
import { errorRedirect } from "../authorize/redirects.ts";
import { redirect } from "../http/answer.ts";
import type { ClientRequest, HostedRequest } from "../http/hosted-request.ts";
import { completeLogin } from "../login/complete-login.ts";
import { errorPage, messagePage } from "../pages/error-page.ts";
import { answerPage, type Page } from "../pages/page.ts";
import type { PoolProvider } from "../provider/provider-of-pool.ts";
import { askProvider, failureIn, nameIn } from "./ask-provider.ts";
import { isBoundBrowser } from "./browser-binding.ts";
import { NO_SUCH_PROVIDER } from "./offered-providers.ts";
import { ProviderFailure } from "./provider-failure.ts";
import { returnAddress } from "./send-to-provider.ts";
import { isSameIssuer } from "./verify-id-token.ts";

/** Recorded from AWS. */
const INVALID_STATE = "Invalid State";

/** What a browser goes on with that a provider has sent back; or the page that it gets instead. */
export type TakenReturn =
  | { readonly kind: "request"; readonly kept: FederationRequest }
  | { readonly kind: "page"; readonly page: Page };

/**
 * Takes up what was kept for a browser that comes back: by its `state`, once, at the address that it was to come back to,
 * within five minutes, and by the browser that was sent away.
 */
export async function takeReturn(
  hostedUi: HostedUi,
  { raw, baseUrl, prefix, texts }: Pick<HostedRequest, "raw" | "baseUrl" | "prefix" | "texts">,
  query: URLSearchParams,
): Promise<TakenReturn> {
  const taken = await hostedUi.takeFederation(query.get("state") ?? "");
  if (!taken || taken.request.redirectUri !== returnAddress(baseUrl, prefix)) {
    return { kind: "page", page: errorPage(INVALID_STATE, texts) };
  }
  // unconfirmed: AWS's status.
  if (!taken.isInTime || !isBoundBrowser(raw, taken.request.browserHash)) {
    return { kind: "page", page: messagePage(400, texts.somethingWrong, texts) };
  }
  return { kind: "request", kept: taken.request };
}

/** What a provider may send back with a browser. */
const ANSWER: readonly string[] = ["code", "state", "iss", "error", "error_description", "user"];

/** Of a longer address browsers and servers want nothing. */
const MAX_ADDRESS_LENGTH = 8000;

/**
 * Leads a browser that a provider has sent back with a form (OAuth 2.0 Form Post Response Mode) to the same address, where
 * it brings the cookie that it is known by. With a form from elsewhere it does not.
 */
export function returnByAddress({
  prefix,
  form,
  response,
  texts,
}: Pick<HostedRequest, "prefix" | "form" | "response" | "texts">): void {
  const answer = new URLSearchParams([...form].filter(([name]) => ANSWER.includes(name)));
  const address = `${returnAddress("", prefix)}?${answer.toString()}`;
  if (address.length > MAX_ADDRESS_LENGTH) answerPage(response, errorPage(INVALID_STATE, texts));
  else redirect(response, address);
}

/** AWS's descriptions that are made of its own errors end in a space, those that are no sentences do not. */
function descriptionOf({ message }: ServiceException): string {
  return /[.\n]$/.test(message) ? `${message} ` : message;
}

/**
 * Checks that it is the provider to which the browser was sent that has sent it back, where the answer says who that was.
 *
 * @throws ProviderFailure it was another one. unconfirmed: that AWS looks at it
 * @see RFC 9207; RFC 9700, section 4.4
 */
function assertSentBy({ details }: IdentityProvider, answer: URLSearchParams): void {
  const issuer = answer.get("iss");
  if (issuer === null || details["oidc_issuer"] === undefined || isSameIssuer(issuer, details["oidc_issuer"])) return;
  throw new ProviderFailure(`Bad issuer ${issuer}`);
}

/** @throws ProviderFailure the sign-in has come to nothing */
async function signInAtProvider(
  hostedUi: HostedUi,
  { hosted, call, callProvider }: ClientRequest,
  kept: FederationRequest,
  answer: URLSearchParams,
): Promise<HostedSignIn> {
  const provider = (await hostedUi.findIdentityProviders(hosted)).find(({ name }) => name === kept.providerName);
  if (!provider) throw new ProviderFailure(NO_SUCH_PROVIDER);
  assertSentBy(provider, answer);
  const code = answer.get("code");
  if (code === null || answer.has("error")) throw failureIn(answer);
  const { nonce, redirectUri } = kept;
  const assertion = await askProvider(callProvider, { provider, code, redirectUri, nonce, now: hostedUi.now() });
  const userInfo = provider.type === "SignInWithApple" ? nameIn(answer) : assertion.userInfo;
  try {
    return await hostedUi.signInFederated(call, hosted, provider, { ...assertion, userInfo });
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    throw new ProviderFailure(descriptionOf(error), { cause: error });
  }
}

/**
 * `GET /oauth2/idpresponse`: ends a sign-in at a provider, and leads to the application with what it asked for.
 *
 * @param request the application's, as it was when the browser was sent away
 * @param answer what the provider has sent back with the browser
 */
export async function returnFromProvider(
  hostedUi: HostedUi,
  poolProvider: PoolProvider,
  request: ClientRequest,
  kept: FederationRequest,
  answer: URLSearchParams,
): Promise<void> {
  const authorization = requireAuthorizationRequest(request);
  if (!authorization) return;
  let signIn: HostedSignIn;
  try {
    signIn = await signInAtProvider(hostedUi, request, kept, answer);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    redirect(request.response, errorRedirect({ ...authorization, error: error.error, description: error.description }));
    return;
  }
  await completeLogin(hostedUi, poolProvider, request, withNonce(authorization, kept), signIn);
}

/** The ID token of a federated sign-in has a nonce, also where the application has not asked for one (AWS documents). */
function withNonce(authorization: AuthorizationRequest, { nonce }: FederationRequest): AuthorizationRequest {
  return { ...authorization, nonce: authorization.nonce ?? nonce };
}
