import { type Html, html, type HtmlValue } from "./html.ts";

/** An input with its label. */
export interface Field {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "password" | "email" | "tel" | "date";
  readonly value?: string;
  /** HTML's tokens: what a browser may fill in. */
  readonly autocomplete?: string;
  /** Digits only. */
  readonly isCode?: boolean;
  readonly isOptional?: boolean;
  /** The id of what is to be known of it. */
  readonly describedBy?: string;
}

/** An input and its label, which everybody can see. */
export function field({
  id,
  name,
  label,
  type = "text",
  value = "",
  autocomplete = "off",
  isCode,
  isOptional,
  describedBy,
}: Field): Html {
  return html`<label for="${id}" class="label-customizable">${label}</label>
<input id="${id}" name="${name}" type="${type}" class="inputField-customizable" value="${value}" autocomplete="${autocomplete}"${isCode === true && html` inputmode="numeric" pattern="[0-9]*"`}${isOptional !== true && html` required`}${describedBy !== undefined && html` aria-describedby="${describedBy}"`}/>
`;
}

/** A form with its token, its hidden fields and a button, which is a secondary one where the page has another to press. */
export function form(
  { action, csrf, name }: { readonly action: string; readonly csrf: string; readonly name: string },
  hidden: Readonly<Record<string, string>>,
  content: HtmlValue,
  button: { readonly name: string; readonly text: string; readonly isSecondary?: boolean },
): Html {
  const look = button.isSecondary === true ? "secondary redirect-customizable" : "submitButton-customizable";
  return html`<form name="${name}" class="cognito-asf" action="${action}" method="post">
<input type="hidden" name="_csrf" value="${csrf}"/>
${Object.entries(hidden).map(([key, value]) => html`<input type="hidden" name="${key}" value="${value}"/>\n`)}${content}<button type="submit" name="${button.name}" class="${look}">${button.text}</button>
</form>`;
}
