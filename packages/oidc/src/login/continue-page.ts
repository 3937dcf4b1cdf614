import { fill } from "../pages/fill.ts";
import { pageAt } from "../http/own-form.ts";
import { type ClientRequest, queryTextOf } from "../http/hosted-request.ts";
import { form } from "../pages/fields.ts";
import { html } from "../pages/html.ts";
import type { Page } from "../pages/page.ts";

/** The sign-in page for whoever shall sign in anew, although there is a session. */
function differentUserAddress({ prefix, raw }: ClientRequest): string {
  const query = new URLSearchParams(queryTextOf(raw));
  query.set("prompt", "login");
  return `${prefix}/login?${query.toString()}`;
}

/** Asks whoever has signed in with this browser whether to go on as the same user. unconfirmed: its words. */
export function continuePage(request: ClientRequest, username: string): Page {
  const target = { action: pageAt(request, "/login/continue"), csrf: request.csrf, name: "cognitoContinueForm" };
  const { texts } = request;
  const text = texts.signInAs.replace("{}", () => username);
  return {
    status: 200,
    title: texts.signInPage,
    lang: texts.lang,
    content: html`<h1 class="textDescription-customizable">${fill(texts.signInAsQuestion, username)}</h1>
<p>${texts.signedInBefore}</p>
${form(target, {}, undefined, { name: "continueButton", text })}
<nav><a class="redirect-customizable" href="${differentUserAddress(request)}">${texts.differentUser}</a></nav>`,
  };
}
