import { type Html, html } from "../pages/html.ts";
import type { Texts } from "../texts/texts.ts";

/** What the scripts of passkeys fill in, and where they say what went wrong. @param options for the browser, JSON */
export function passkeyField(options: string | undefined, { passkeyNeedsScript, passkeyFailed }: Texts): Html {
  return html`<noscript><p class="errorMessage-customizable" role="alert">${passkeyNeedsScript}</p></noscript>
<p id="passkeyError" class="errorMessage-customizable" role="alert" hidden></p>
<input id="passkeyCredential" type="hidden" name="credential" value="" data-options="${options}" data-failure="${passkeyFailed}"/>
`;
}
