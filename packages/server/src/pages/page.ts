import { createHash } from "node:crypto";
import type { FastifyReply } from "fastify";
import { writeAnswer } from "../http/write-answer.ts";
import { Html, html } from "./html.ts";

/** What a person reads in the browser. */
export interface Page {
  readonly title: string;
  readonly content: Html;
}

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { max-width: 30rem; padding: 2rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
`;

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  // Nothing is loaded and nothing runs; this one style sheet, known by its hash, applies.
  "content-security-policy": `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  // The address may hold a code.
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** Answers with a page. */
export function sendPage(reply: FastifyReply, status: number, { title, content }: Page): void {
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
  writeAnswer(reply, status, HEADERS, text);
}
