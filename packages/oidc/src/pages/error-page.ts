import { html } from "./html.ts";
import { errorMessage, type Page } from "./page.ts";

/** Recorded from AWS. */
const GENERAL = "An error was encountered with the requested page.";

/** The page at `/error`. @param reason an error code, or what is missing */
export function errorPage(reason: string | undefined): Page {
  return {
    status: 400,
    title: "Error",
    content: html`<h1 class="textDescription-customizable">${GENERAL}</h1>
${errorMessage(reason)}`,
  };
}

/** A page that says why there is nothing else to see. */
export function messagePage(status: number, text: string): Page {
  return { status, title: "Error", content: html`<h1 class="textDescription-customizable">${text}</h1>` };
}

/** unconfirmed: AWS's text and status for a form without its token. */
const FOREIGN_FORM = "Something went wrong. Please try again.";

/** What a form gets that no page of ours has sent. */
export function foreignFormPage(): Page {
  return messagePage(403, FOREIGN_FORM);
}
