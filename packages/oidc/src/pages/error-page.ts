import type { Texts } from "../texts/texts.ts";
import { html } from "./html.ts";
import { errorMessage, type Page } from "./page.ts";

/** The page at `/error`. @param reason an error code, or what is missing: recorded from AWS, and the same in all languages */
export function errorPage(reason: string | undefined, { error, lang, pageError }: Texts): Page {
  return {
    status: 400,
    title: error,
    lang,
    content: html`<h1 class="textDescription-customizable">${pageError}</h1>
${errorMessage(reason)}`,
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
