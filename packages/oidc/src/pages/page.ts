import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { answer } from "../http/answer.ts";
import { Html, html } from "./html.ts";
import { type Graphic, looks } from "./look.ts";
import { STYLE, STYLE_HASH } from "./style.ts";

/** A page, without what all pages have in common. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly content: Html;
  /** What it asks for, where there may be a picture of that. */
  readonly graphic?: Graphic | undefined;
  /** Of the few pages that cannot do without. */
  readonly script?: string | undefined;
  readonly lang: string;
  /** What other pages learn of the address. Most hold the authorization request, which is nobody else's to know. */
  readonly referrerPolicy?: "same-origin" | "no-referrer";
}

function hashSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/**
 * Nothing but our own style and that of the client, and images in the page itself. `form-action` is not set: browsers apply
 * it to where a form's answer redirects too, which is the application, and wherever that redirects in turn.
 *
 * @see Content Security Policy Level 3
 */
function policyOf(script: string | undefined, css: string | undefined): string {
  const styles = css === undefined ? STYLE_HASH : `${STYLE_HASH} ${hashSource(css)}`;
  const policy = `default-src 'none'; style-src ${styles}; img-src data:; base-uri 'none'; frame-ancestors 'none'`;
  return script === undefined ? policy : `${policy}; script-src ${hashSource(script)}`;
}

/** Sends a page. */
export function answerPage(response: ServerResponse, page: Page): void {
  const { status, title, content, graphic, script, lang, referrerPolicy = "same-origin" } = page;
  const look = looks.get(response);
  const document = html`<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${look?.icons}<style>${new Html(STYLE)}</style>${look && html`<style>${new Html(look.css)}</style>`}
</head>
<body>
${look?.header}<main>
${look?.above}<div class="modal-content background-customizable">
${look?.banner}<div class="modal-body">
${look?.top}${graphic && look?.graphics?.get(graphic)}${content}
${look?.bottom}</div>
</div>
${look?.below}</main>
${look?.footer}${script !== undefined && html`<script>${new Html(script)}</script>`}
</body>
</html>
`;
  const headers = {
    "content-type": "text/html;charset=UTF-8",
    "content-security-policy": policyOf(script, look?.css),
    "referrer-policy": referrerPolicy,
  };
  answer(response, status, headers, document.toString());
}

/** A message of success, or of what is to be minded. Screen readers read it in their time. */
export function statusMessage(kind: "success" | "warning", content: Html): Html {
  return html`<p class="${kind}" role="status">${content}</p>`;
}

/** A message that came of what was typed; screen readers read it at once. */
export function errorMessage(text: string | undefined): Html | undefined {
  if (text === undefined) return undefined;
  return html`<p id="loginErrorMessage" class="errorMessage-customizable" role="alert">${text}</p>`;
}
