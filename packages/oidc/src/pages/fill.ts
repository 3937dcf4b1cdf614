import { type Html, html, type HtmlValue } from "./html.ts";

/** A text with values in the places of its `{}`, in their order. */
export function fill(text: string, ...values: readonly HtmlValue[]): Html {
  return html`${text.split("{}").map((part, index) => [index > 0 && values[index - 1], part])}`;
}
