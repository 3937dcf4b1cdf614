import { type ClientRequest, queryTextOf } from "../http/hosted-request.ts";
import { type Html, html } from "./html.ts";

/** The way back from a page on which somebody cannot go on, with the same authorization request. */
export function backToSignIn({ prefix, raw, texts }: Pick<ClientRequest, "prefix" | "raw" | "texts">): Html {
  return html`<nav><a class="redirect-customizable" href="${prefix}/login?${queryTextOf(raw)}">${texts.backToSignIn}</a></nav>`;
}
