import { randomBytes } from "node:crypto";
import type { HostedUi, IdentityProvider } from "@cogmock/core";
import type { AuthorizationRequest } from "../authorize/authorization-request.ts";
import { errorRedirect } from "../authorize/redirects.ts";
import { redirect } from "../http/answer.ts";
import { type ClientRequest, queryTextOf } from "../http/hosted-request.ts";
import { messagePage } from "../pages/error-page.ts";
import { answerPage } from "../pages/page.ts";
import { putOnLook } from "../pages/put-on-look.ts";
import { bindBrowser } from "./browser-binding.ts";
import { endpointsOf } from "./provider-endpoints.ts";
import { PROVIDER_KINDS, type ProviderKind } from "./provider-kinds.ts";
import { ProviderFailure } from "./provider-failure.ts";

/** Where providers send browsers back to. */
const RETURN_PATH = "/oauth2/idpresponse";

/** Where a provider sends a browser back to that has been sent to it by a request for this address. */
export function returnAddress(baseUrl: string, prefix: string): string {
  return `${baseUrl}${prefix}${RETURN_PATH}`;
}

/** The values that a provider has for the levels that are asked for, in their order. */
function acrValuesFor({ acrMapping = {} }: IdentityProvider, levels: readonly number[]): string | undefined {
  const values = levels.map((level) => acrMapping[`Level${level}`]).filter((value) => value !== undefined);
  return values.length > 0 ? values.join(" ") : undefined;
}

/** The provider's own authorization request (OpenID Connect Core 1.0, section 3.1.2.1). */
function locationAt(
  endpoint: string,
  { details }: IdentityProvider,
  kind: ProviderKind,
  parameters: Readonly<Record<string, string | undefined>>,
  { prompts, loginHint }: AuthorizationRequest,
): string {
  // `none` is never forwarded, and hints go to OpenID Connect providers only (AWS documents).
  const prompt = prompts.filter((name) => name !== "none" && name !== "").join(" ");
  const all = Object.entries({
    client_id: details["client_id"],
    scope: details["authorize_scopes"],
    response_type: "code",
    ...kind.parameters,
    ...parameters,
    login_hint: kind.takesLoginHint ? loginHint : undefined,
    prompt: prompt || undefined,
  }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const query = new URLSearchParams(all);
  return `${endpoint}${endpoint.includes("?") ? "&" : "?"}${query.toString()}`;
}

/**
 * Sends a browser to an identity provider, and keeps what it is to go on with.
 *
 * @see "OIDC user pool IdP authentication flow" in the Amazon Cognito Developer Guide
 */
export async function sendToProvider(
  hostedUi: HostedUi,
  request: ClientRequest,
  authorization: AuthorizationRequest,
  provider: IdentityProvider,
): Promise<void> {
  const { response, raw, hosted, prefix, baseUrl, callProvider, texts } = request;
  const kind = PROVIDER_KINDS[provider.type];
  if (!kind) {
    await putOnLook(hostedUi, hosted, response);
    answerPage(
      response,
      messagePage(501, `There is no sign-in through providers of type ${provider.type} yet.`, texts),
    );
    return;
  }
  try {
    const { authorization: endpoint } = await endpointsOf(callProvider, provider);
    const state = randomBytes(32).toString("base64url");
    const nonce = randomBytes(16).toString("base64url");
    const redirectUri = returnAddress(baseUrl, prefix);
    const location = locationAt(
      endpoint,
      provider,
      kind,
      {
        redirect_uri: redirectUri,
        state,
        nonce: kind.isOpenId ? nonce : undefined,
        acr_values: acrValuesFor(provider, hostedUi.requestedLevels(hosted, authorization.acrValues)),
      },
      authorization,
    );
    await hostedUi.keepFederation(state, {
      userPoolId: hosted.pool.id,
      clientId: hosted.client.id,
      providerName: provider.name,
      query: queryTextOf(raw),
      prefix,
      redirectUri,
      nonce,
      browserHash: bindBrowser(request),
    });
    redirect(response, location);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    redirect(response, errorRedirect({ ...authorization, error: error.error, description: error.description }));
  }
}
