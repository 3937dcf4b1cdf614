import { requestedScopes } from "@cogmock/core";
import { MISSING_PARAMETERS } from "../authorize/authorization-request.ts";
import { errorPageLocation } from "../authorize/redirects.ts";
import { redirect } from "../http/answer.ts";
import type { ClientRequest, HostedRequest } from "../http/hosted-request.ts";
import { sessionRequest } from "./session-of-browser.ts";
import type { PoolProvider } from "../provider/provider-of-pool.ts";

/** What does not go on to the sign-in page. */
const NOT_CARRIED_OVER = ["identity_provider", "idp_identifier", "logout_uri"];

/** Ends the browser's session of single sign-on. */
export async function endSession({ provider, sessionCookie }: PoolProvider, request: HostedRequest): Promise<void> {
  const context = provider.createContext(sessionRequest(request, "/logout"), request.response);
  const session = await provider.Session.get(context);
  if (session.accountId === undefined) return;
  await session.destroy();
  context.cookies.set(sessionCookie, null, { httpOnly: true, sameSite: "lax", path: "/", signed: true });
}

function locationAfter({ hosted, query, prefix }: ClientRequest): string {
  const { client } = hosted;
  const { LogoutURLs = [], CallbackURLs = [] } = client.settings;
  const logoutUri = query.get("logout_uri");
  if (logoutUri !== null) {
    // unconfirmed: where AWS leads to with an address that is not the client's.
    return LogoutURLs.includes(logoutUri) ? logoutUri : errorPageLocation(prefix, "redirect_mismatch", client.id);
  }
  const redirectUri = query.get("redirect_uri");
  if (redirectUri === null || !query.has("response_type")) {
    return errorPageLocation(prefix, MISSING_PARAMETERS, client.id);
  }
  if (!CallbackURLs.includes(redirectUri)) return errorPageLocation(prefix, "redirect_mismatch", client.id);
  const parameters = new URLSearchParams([...query].filter(([name]) => !NOT_CARRIED_OVER.includes(name)));
  if (!parameters.has("scope")) parameters.set("scope", (requestedScopes(client, undefined) ?? []).join(" "));
  return `${prefix}/login?${parameters.toString()}`;
}

/**
 * `GET /logout`, when the session has been ended: leads to an address of the client's, or to sign in anew. Tokens stay good.
 *
 * @see "The managed login sign-out endpoint" in the Amazon Cognito Developer Guide
 */
export function logout(request: ClientRequest): void {
  redirect(request.response, locationAfter(request));
}
