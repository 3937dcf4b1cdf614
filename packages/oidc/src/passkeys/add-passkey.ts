import type { HostedUi } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";
import { MISSING_PARAMETERS } from "../authorize/authorization-request.ts";
import { errorPageLocation } from "../authorize/redirects.ts";
import { passkeyField } from "../challenges/passkey-field.ts";
import { NEW_PASSKEY_SCRIPT } from "../challenges/passkey-script.ts";
import { redirect } from "../http/answer.ts";
import type { ClientRequest } from "../http/hosted-request.ts";
import { pageAt } from "../http/own-form.ts";
import { findSession, sessionRequest } from "../login/session-of-browser.ts";
import { messagePage } from "../pages/error-page.ts";
import { form } from "../pages/fields.ts";
import { fill } from "../pages/fill.ts";
import { html } from "../pages/html.ts";
import { answerPage, errorMessage } from "../pages/page.ts";
import type { PoolProvider } from "../provider/provider-of-pool.ts";
import { refusalText } from "../texts/refusal-text.ts";

/** Shows the page, with a registration of its own. @throws ServiceException as StartWebAuthnRegistration */
async function showAddPasskey(
  hostedUi: HostedUi,
  request: ClientRequest,
  { sub, username, error }: { readonly sub: string; readonly username: string; readonly error?: string },
): Promise<void> {
  const { call, hosted, csrf, response, texts } = request;
  const options = await hostedUi.startPasskey(call, hosted, sub);
  const target = { action: pageAt(request, "/passkeys/add"), csrf, name: "addPasskeyForm" };
  const title = texts.addPasskey;
  answerPage(response, {
    status: 200,
    title,
    lang: texts.lang,
    script: NEW_PASSKEY_SCRIPT,
    graphic: "PASSKEY_GRAPHIC",
    content: html`<h1 class="textDescription-customizable">${title}</h1>
${errorMessage(error)}
<p>${fill(texts.signedInAs, html`<strong>${username}</strong>`)} ${texts.passkeyExplained}</p>
${form(target, {}, passkeyField(options, texts), { name: "addPasskeyButton", text: title })}`,
  });
}

/** Where the page leads back to: an address of the client's. Otherwise whoever is to know has been told. */
function requireRedirectUri({ query, hosted: { client }, response, prefix }: ClientRequest): string | undefined {
  const redirectUri = query.get("redirect_uri");
  if (redirectUri !== null && client.settings.CallbackURLs?.includes(redirectUri)) return redirectUri;
  const error = redirectUri === null ? MISSING_PARAMETERS : "redirect_mismatch";
  redirect(response, errorPageLocation(prefix, error, client.id));
  return undefined;
}

/**
 * `/passkeys/add`: registers a passkey of the user who has signed in with this browser, and leads back to the application.
 * Whoever has not is led to sign in.
 *
 * unconfirmed: that nothing is put behind the application's address, and what is said of a registration that fails.
 *
 * @see "Passkey sign-in" in the Amazon Cognito Developer Guide
 */
export async function addPasskey(hostedUi: HostedUi, provider: PoolProvider, request: ClientRequest): Promise<void> {
  const { raw, response, form: fields, call, hosted, texts } = request;
  const redirectUri = requireRedirectUri(request);
  if (redirectUri === undefined) return;
  const session = await findSession(hostedUi, provider, request, sessionRequest(request, "/passkeys/add"));
  if (!session) return redirect(response, pageAt(request, "/login"));
  const isPost = raw.method === "POST";
  try {
    if (!isPost) return await showAddPasskey(hostedUi, request, session);
    const refusal = await refusalOf(
      hostedUi.completePasskey(call, hosted, { sub: session.sub, credential: fields.get("credential") ?? "" }),
    );
    if (!refusal) redirect(response, redirectUri);
    else await showAddPasskey(hostedUi, request, { ...session, error: refusalText(refusal, texts) });
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    answerPage(response, messagePage(400, refusalText(error, texts), texts));
  }
}

/** Why something was refused. */
async function refusalOf(done: Promise<void>): Promise<ServiceException | undefined> {
  try {
    await done;
    return undefined;
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    return error;
  }
}
