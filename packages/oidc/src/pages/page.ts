import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { answer } from "../http/answer.ts";
import { Html, html } from "./html.ts";
import { STYLE, STYLE_HASH } from "./style.ts";

/** A page, without what all pages have in common. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly content: Html;
  /** Of the few pages that cannot do without. */
  readonly script?: string | undefined;
  /** English where nothing is said. */
  readonly lang?: string;
  /** What other pages learn of the address. Most hold the authorization request, which is nobody else's to know. */
  readonly referrerPolicy?: "same-origin" | "no-referrer";
}

/**
 * Nothing but our own style, and images in the page itself. `form-action` is not set: browsers apply it to where a form's
 * answer redirects too, which is the application, and wherever that redirects in turn.
 *
 * @see Content Security Policy Level 3
 */
const POLICY = `default-src 'none'; style-src ${STYLE_HASH}; img-src data:; base-uri 'none'; frame-ancestors 'none'`;

/** The policy of a page with this script, and no other. */
function policyOf(script: string | undefined): string {
  if (script === undefined) return POLICY;
  return `${POLICY}; script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}

/** Sends a page. */
export function answerPage(response: ServerResponse, page: Page): void {
  const { status, title, content, script, lang = "en", referrerPolicy = "same-origin" } = page;
  const document = html`<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<main class="modal-content background-customizable">
${content}
</main>
${script !== undefined && html`<script>${new Html(script)}</script>`}
</body>
</html>
`;
  const headers = {
    "content-type": "text/html;charset=UTF-8",
    "content-security-policy": policyOf(script),
    "referrer-policy": referrerPolicy,
  };
  answer(response, status, headers, document.toString());
}

/** A message that came of what was typed; screen readers read it at once. */
export function errorMessage(text: string | undefined): Html | undefined {
  if (text === undefined) return undefined;
  return html`<p id="loginErrorMessage" class="errorMessage-customizable" role="alert">${text}</p>`;
}
