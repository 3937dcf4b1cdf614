import { type HostedClient, requestedScopes } from "@cogmock/core";

/** An authorization request that may go on. */
export interface AuthorizationRequest {
  readonly redirectUri: string;
  /** `response_type=token`: the answer goes into the fragment. */
  readonly isImplicit: boolean;
  readonly state: string | undefined;
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  readonly codeChallenge: string | undefined;
  readonly resource: string | undefined;
  readonly prompts: readonly string[];
  /** In seconds. */
  readonly maxAge: number | undefined;
  readonly acrValues: string | undefined;
  readonly loginHint: string | undefined;
}

/** What goes back to the application where a request is refused: RFC 6749, section 4.1.2.1. */
export interface RedirectedError {
  readonly redirectUri: string;
  readonly isImplicit: boolean;
  readonly state: string | undefined;
  readonly error: string;
  readonly description?: string | undefined;
}

/** What becomes of a request: it goes on, or the application is told, or, where nobody knows who that is, the user. */
export type CheckedRequest =
  | { readonly kind: "request"; readonly request: AuthorizationRequest }
  | { readonly kind: "redirect"; readonly refusal: RedirectedError }
  /** To `/error`. */
  | { readonly kind: "errorPage"; readonly error: string };

/** What `/error` says of a parameter that is not there. */
export const MISSING_PARAMETERS = "Required parameters missing";

/** What is looked at. A parameter that comes twice is no request (RFC 6749, section 3.1). */
const PARAMETERS = [
  "response_type",
  "client_id",
  "redirect_uri",
  "state",
  "scope",
  "code_challenge",
  "code_challenge_method",
  "nonce",
  "prompt",
  "max_age",
  "acr_values",
  "login_hint",
  "resource",
  "identity_provider",
  "idp_identifier",
];

/** RFC 7636, section 4.2 */
const CODE_CHALLENGE = /^[\w.~-]{43,128}$/;

/** @see "The authorize endpoint" in the Amazon Cognito Developer Guide, `resource` */
function isResource(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol !== "http:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

function redirectUriOf({ client: { settings } }: HostedClient, query: URLSearchParams): string | undefined {
  const named = query.get("redirect_uri");
  if (named) return named;
  return settings.SupportedIdentityProviders?.length === 1 ? settings.DefaultRedirectURI : undefined;
}

/** "Below the Essentials plan it is ignored": step-up authentication, Amazon Cognito Developer Guide */
function stepsUp({ pool }: HostedClient): boolean {
  return pool.settings.UserPoolTier !== "LITE";
}

/** An error with its description: AWS describes faults of scope and flow by the codes that OAuth 2.0 has for them. */
type Fault = readonly [error: string, description?: string];

const INVALID: Fault = ["invalid_request"];

/** What is wrong with the parameters, in the order in which AWS looks at them (unconfirmed beyond the first three). */
function faultOf(hosted: HostedClient, query: URLSearchParams): Fault | undefined {
  const { client } = hosted;
  const { AllowedOAuthFlowsUserPoolClient, AllowedOAuthFlows = [] } = client.settings;
  const responseType = query.get("response_type");
  if (responseType !== "code" && responseType !== "token") return INVALID;
  if (!AllowedOAuthFlowsUserPoolClient) return ["invalid_request", "Client is not enabled for OAuth2.0 flows "];
  if (!AllowedOAuthFlows.includes(responseType === "code" ? "code" : "implicit")) {
    return ["invalid_request", "unauthorized_client"];
  }
  if (requestedScopes(client, query.get("scope") ?? undefined) === undefined)
    return ["invalid_request", "invalid_scope"];
  if (PARAMETERS.some((name) => query.getAll(name).length > 1)) return INVALID;
  const method = query.get("code_challenge_method");
  const challenge = query.get("code_challenge");
  if ((method === null) !== (challenge === null) || (method !== null && method !== "S256")) return INVALID;
  if (challenge !== null && !CODE_CHALLENGE.test(challenge)) return INVALID;
  const resource = query.get("resource");
  if (resource !== null && !isResource(resource)) return INVALID;
  const maxAge = query.get("max_age");
  return maxAge !== null && stepsUp(hosted) && !/^\d{1,9}$/.test(maxAge) ? INVALID : undefined;
}

/**
 * Checks an authorization request of a known client: the redirect URI first, for it decides who is told of the rest.
 *
 * @see "The authorize endpoint" in the Amazon Cognito Developer Guide; RFC 6749, section 4.1.2.1
 */
export function checkAuthorizationRequest(hosted: HostedClient, query: URLSearchParams): CheckedRequest {
  const { client } = hosted;
  const redirectUri = redirectUriOf(hosted, query);
  if (redirectUri === undefined) return { kind: "errorPage", error: MISSING_PARAMETERS };
  if (!client.settings.CallbackURLs?.includes(redirectUri) || query.getAll("redirect_uri").length > 1) {
    return { kind: "errorPage", error: "redirect_mismatch" };
  }
  const isImplicit = query.get("response_type") === "token";
  const state = query.get("state") ?? undefined;
  const fault = faultOf(hosted, query);
  if (fault) {
    const [error, description] = fault;
    return { kind: "redirect", refusal: { redirectUri, isImplicit, state, error, description } };
  }
  const maxAge = query.get("max_age");
  return {
    kind: "request",
    request: {
      redirectUri,
      isImplicit,
      state,
      scopes: requestedScopes(client, query.get("scope") ?? undefined) ?? [],
      nonce: query.get("nonce") ?? undefined,
      codeChallenge: query.get("code_challenge") ?? undefined,
      resource: query.get("resource") ?? undefined,
      prompts: (query.get("prompt") ?? "").split(" "),
      maxAge: maxAge === null || !stepsUp(hosted) ? undefined : Number(maxAge),
      acrValues: query.get("acr_values") ?? undefined,
      loginHint: query.get("login_hint") ?? undefined,
    },
  };
}
