import type { HostedClient } from "@cogmock/core";
import type { Texts } from "../texts/texts.ts";
import { type Html, html } from "./html.ts";
import { errorMessage, type Page } from "./page.ts";

function list(addresses: readonly string[] = []): readonly Html[] {
  if (addresses.length === 0) return [html`none`];
  return addresses.map((address, index) => html`${index > 0 && ", "}<code>${address}</code>`);
}

/** What a developer compares the address with that was not the client's. For developers it is in English alone. */
function knownAddresses({ client: { settings } }: HostedClient): Html {
  return html`
<p class="hint" lang="en">Local development: this client's CallbackURLs are ${list(settings.CallbackURLs)}; its LogoutURLs are ${list(settings.LogoutURLs)}.</p>`;
}

/**
 * The page at `/error`.
 *
 * @param reason an error code, or what is missing: recorded from AWS, and the same in all languages
 * @param known the client, where whoever reads the page is its developer
 */
export function errorPage(reason: string | undefined, { error, lang, pageError }: Texts, known?: HostedClient): Page {
  return {
    status: 400,
    title: error,
    lang,
    content: html`<h1 class="textDescription-customizable">${pageError}</h1>
${errorMessage(reason)}${reason === "redirect_mismatch" && known && knownAddresses(known)}`,
  };
}

/** A page that says why there is nothing else to see. */
export function messagePage(status: number, text: string, { error, lang }: Texts): Page {
  return { status, title: error, lang, content: html`<h1 class="textDescription-customizable">${text}</h1>` };
}

/** What a form gets that no page of ours has sent. unconfirmed: AWS's text and status for a form without its token. */
export function foreignFormPage(texts: Texts): Page {
  return messagePage(403, texts.somethingWrong, texts);
}
