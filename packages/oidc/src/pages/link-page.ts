import type { Texts } from "../texts/texts.ts";
import { html } from "./html.ts";
import { errorMessage, type Page, statusMessage } from "./page.ts";

/** What has become of a link in a message that somebody has opened. */
export interface LinkPage {
  readonly title: string;
  readonly done?: string;
  readonly refused?: string;
}

/** The page that a link in a message leads to. unconfirmed: the words, and the status of those that were not good. */
export function linkPage({ title, done, refused }: LinkPage, { lang }: Texts): Page {
  return {
    // The address holds what is not for others.
    referrerPolicy: "no-referrer",
    status: done === undefined ? 400 : 200,
    title,
    lang,
    content: html`<h1 class="textDescription-customizable">${title}</h1>
${done === undefined ? errorMessage(refused) : statusMessage("success", html`${done}`)}`,
  };
}

/** The page of a link that was cut off. */
export function incompleteLinkPage({ lang, linkIncomplete, linkIncompleteExplained }: Texts): Page {
  return {
    referrerPolicy: "no-referrer",
    status: 400,
    title: linkIncomplete,
    lang,
    content: html`<h1 class="textDescription-customizable">${linkIncomplete}</h1>
${statusMessage("warning", html`${linkIncompleteExplained}`)}`,
  };
}
