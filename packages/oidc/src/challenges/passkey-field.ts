import { type Html, html } from "../pages/html.ts";

/** What the scripts of passkeys fill in, and where they say what went wrong. @param options for the browser, JSON */
export function passkeyField(options: string | undefined): Html {
  return html`<noscript><p class="errorMessage-customizable" role="alert">Passkeys need JavaScript. Go back to sign in another way.</p></noscript>
<p id="passkeyError" class="errorMessage-customizable" role="alert" hidden></p>
<input id="passkeyCredential" type="hidden" name="credential" value="" data-options="${options}" data-failure="The passkey could not be used:"/>
`;
}
