import type { AwaitedCode } from "@cogmock/core";
import type { ClientRequest } from "../http/hosted-request.ts";
import { fill } from "./fill.ts";
import { type Html, html } from "./html.ts";

/** Where a code went. @param destination masked; empty where that is not known */
export function sentTo({ texts }: Pick<ClientRequest, "texts">, destination: string): Html {
  return destination === "" ? html`${texts.codeSent}` : fill(texts.sentTo, html`<strong>${destination}</strong>`);
}

/** The line that spares a developer the look into the inbox: the code that this very page asks for. */
export async function developmentCode(
  { findSentCode, hosted, texts }: Pick<ClientRequest, "findSentCode" | "hosted" | "texts">,
  awaited: AwaitedCode,
): Promise<Html | undefined> {
  const code = await findSentCode?.(hosted, awaited);
  if (code === undefined) return undefined;
  return html`<p class="hint">${fill(texts.developmentCode, html`<code id="developmentCode">${code}</code>`)}</p>
`;
}
