import { type Html, html, type HtmlValue } from "./html.ts";

/** A text with something in the place of its `{}`. */
export function fill(text: string, value: HtmlValue): Html {
  const [before = "", after = ""] = text.split("{}");
  return html`${before}${value}${after}`;
}
