import type { IdentityProvider, ProviderAssertion } from "@cogmock/core";
import { asObject, type CallProvider, objectIn } from "./call-provider.ts";
import { endpointsOf } from "./provider-endpoints.ts";
import { requireKind } from "./provider-kinds.ts";
import { ProviderFailure, refusedByProvider, UNREACHABLE } from "./provider-failure.ts";
import { verifyIdToken } from "./verify-id-token.ts";

/** A code that a provider has given to a browser for us. */
export interface ProviderCode {
  readonly provider: IdentityProvider;
  readonly code: string;
  /** Where the code came to. */
  readonly redirectUri: string;
  readonly nonce: string;
  /** By Cognito's clock, in milliseconds. */
  readonly now: number;
}

type Claims = Readonly<Record<string, unknown>>;

/** @see "Managed login and federation error responses" in the Amazon Cognito Developer Guide */
const TOKEN_TIMEOUT = { ...UNREACHABLE, timeout: "Timeout occurred in calling IdP token endpoint" };
/** That the name of the parameter is part of the text is AWS's. */
const JWKS_TIMEOUT = { ...UNREACHABLE, timeout: "error_description=Timeout in calling jwks uri" };

const NO_TOKENS = "error getting token";
/** unconfirmed: both texts. */
const NO_KEYS = "error getting keys";
const NO_USER_INFO = "error getting user info";

function textIn(claims: Claims | undefined, name: string): string | undefined {
  const value = claims?.[name];
  return typeof value === "string" ? value : undefined;
}

/**
 * Redeems the code: with the client's secret in the form, as AWS always does, or in the address, as Facebook has it.
 *
 * @throws ProviderFailure there is no token
 */
async function tokensOf(callProvider: CallProvider, tokenUrl: string, asked: ProviderCode): Promise<Claims> {
  const { provider, code, redirectUri } = asked;
  const { client_id: clientId = "", token_request_method: method } = provider.details;
  const { isOpenId, clientSecret } = requireKind(provider);
  const secret = await clientSecret(provider.details);
  const parameters = new URLSearchParams({
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
    client_id: clientId,
    ...(secret && { client_secret: secret }),
  });
  const headers = { accept: "application/json" };
  const { status, isSuccess, text } =
    method === "GET"
      ? await callProvider(`${tokenUrl}?${parameters.toString()}`, { headers }, TOKEN_TIMEOUT)
      : await callProvider(tokenUrl, { method: "POST", body: parameters, headers }, TOKEN_TIMEOUT);
  const answer = objectIn(text);
  if (isSuccess && answer && textIn(answer, isOpenId ? "id_token" : "access_token") !== undefined) return answer;
  // RFC 6749, section 5.2
  const reason = [textIn(answer, "error"), textIn(answer, "error_description")].filter((part) => part !== undefined);
  throw refusedByProvider(provider.name, status, reason.length > 0 ? reason.join(" ") : NO_TOKENS);
}

/** The keys of a provider, fetched anew for every token, as AWS does. */
async function keysAt(callProvider: CallProvider, url: string, { provider }: ProviderCode): Promise<Claims> {
  const { status, isSuccess, text } = await callProvider(
    url,
    { headers: { accept: "application/json" } },
    JWKS_TIMEOUT,
  );
  const keys = isSuccess ? objectIn(text) : undefined;
  if (!keys) throw refusedByProvider(provider.name, status, NO_KEYS);
  return keys;
}

/** What userInfo says of whoever the ID token is about, where there is one. @throws ProviderFailure it is about somebody else */
async function userInfoAt(
  callProvider: CallProvider,
  url: string,
  { provider }: ProviderCode,
  accessToken: string,
  idToken: Claims | undefined,
): Promise<Claims> {
  const method = provider.details["attributes_request_method"] === "POST" ? "POST" : "GET";
  const headers = { authorization: `Bearer ${accessToken}`, accept: "application/json" };
  const { status, isSuccess, text } = await callProvider(url, { method, headers }, UNREACHABLE);
  const userInfo = isSuccess ? objectIn(text) : undefined;
  // OpenID Connect Core 1.0, section 5.3.2
  if (!userInfo || (idToken && userInfo["sub"] !== idToken["sub"]))
    throw refusedByProvider(provider.name, status, NO_USER_INFO);
  return userInfo;
}

/** The claims of the ID token. @throws ProviderFailure it is not for this sign-in */
async function idTokenOf(
  callProvider: CallProvider,
  jwks: string,
  asked: ProviderCode,
  tokenResponse: Claims,
): Promise<Claims> {
  const { provider, nonce, now } = asked;
  const { oidc_issuer: issuer = "", client_id: clientId = "", client_secret: clientSecret } = provider.details;
  const keys = await keysAt(callProvider, jwks, asked);
  const expected = { issuer, clientId, clientSecret: clientSecret || undefined, nonce, keys, now };
  return verifyIdToken(textIn(tokenResponse, "id_token") ?? "", expected);
}

/**
 * What a provider says of somebody who has signed in there, for the code that the browser brought from it.
 *
 * @throws ProviderFailure
 * @see "OIDC user pool IdP authentication flow" in the Amazon Cognito Developer Guide
 */
export async function askProvider(callProvider: CallProvider, asked: ProviderCode): Promise<ProviderAssertion> {
  const endpoints = await endpointsOf(callProvider, asked.provider);
  const tokenResponse = await tokensOf(callProvider, endpoints.token, asked);
  const idToken =
    endpoints.jwks === undefined ? undefined : await idTokenOf(callProvider, endpoints.jwks, asked, tokenResponse);
  const accessToken = textIn(tokenResponse, "access_token");
  const userInfo =
    endpoints.userInfo === undefined || accessToken === undefined
      ? undefined
      : await userInfoAt(callProvider, endpoints.userInfo, asked, accessToken, idToken);
  return { idToken, tokenResponse, userInfo };
}

/** What a provider sends back with the browser in place of a code (RFC 6749, section 4.1.2.1). unconfirmed: what AWS makes of it */
export function failureIn(query: URLSearchParams): ProviderFailure {
  const error = query.get("error");
  const isCode = error !== null && /^[\w.-]{1,64}$/.test(error);
  return new ProviderFailure(query.get("error_description") ?? undefined, isCode ? { error } : {});
}

/**
 * What Apple sends with the browser when somebody signs in for the first time: their name. It comes by way of the browser,
 * and is not signed; the address, which would come, too, is the ID token's to say.
 *
 * @see "Configuring your webpage for Sign in with Apple" in Apple's documentation
 */
export function nameIn(answer: URLSearchParams): Claims | undefined {
  const name = asObject(objectIn(answer.get("user") ?? "")?.["name"]);
  const [firstName, lastName] = [textIn(name, "firstName"), textIn(name, "lastName")];
  return firstName === undefined && lastName === undefined ? undefined : { firstName, lastName };
}
