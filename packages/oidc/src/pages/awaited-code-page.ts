import { answerPage, errorMessage } from "./page.ts";
import type { AwaitedAction } from "../http/awaited-action.ts";
import type { ClientRequest } from "../http/hosted-request.ts";
import { backToSignIn } from "./back-to-sign-in.ts";
import { type Html, html, type HtmlValue } from "./html.ts";
import type { Graphic } from "./look.ts";
import { developmentCode, sentTo } from "./sent-code.ts";

/** A page that asks for a code which has been sent. */
export interface AwaitedCodePage {
  readonly title: string;
  /** By how the code came, where nothing else is named. */
  readonly graphic?: Graphic;
  readonly awaited: AwaitedAction;
  readonly error?: string | undefined;
  /** What the code is for. */
  readonly explanation?: string;
  readonly forms: HtmlValue;
}

/** The fields that a page's form brings back, for scripts that go by AWS's pages. */
export function awaitedFields({ username, destination = "" }: AwaitedAction): Readonly<Record<string, string>> {
  return { username, destination };
}

/** Shows a page that asks for a code; a developer sees the code as well, where this browser has had it sent. */
export async function answerAwaitedCodePage(request: ClientRequest, page: AwaitedCodePage): Promise<void> {
  const { response, texts } = request;
  const { title, graphic, awaited, error, explanation, forms } = page;
  const { destination = "", isOfThisBrowser } = awaited;
  const code: Html | undefined = isOfThisBrowser ? await developmentCode(request, awaited) : undefined;
  answerPage(response, {
    status: 200,
    title,
    lang: texts.lang,
    graphic: graphic ?? (destination.startsWith("+") ? "SMS_GRAPHIC" : "EMAIL_GRAPHIC"),
    content: html`<h1 class="textDescription-customizable">${title}</h1>
${errorMessage(error)}
<p>${sentTo(request, destination)}${explanation !== undefined && html` ${explanation}`}</p>
${code}${forms}
${backToSignIn(request)}`,
  });
}
