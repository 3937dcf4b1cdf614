import type { IncomingMessage, ServerResponse } from "node:http";
import { cookieOf, setCookie } from "../http/cookies.ts";
import { texts as english } from "./en.ts";
import type { Texts } from "./texts.ts";

/** By the names that AWS gives them. @see "Managed login localization", Amazon Cognito Developer Guide */
const LANGUAGES: ReadonlyMap<string, () => Promise<{ readonly texts: Texts }>> = new Map([
  ["en", async () => ({ texts: english })],
  ["de", () => import("./de.ts")],
  ["es", () => import("./es.ts")],
  ["fr", () => import("./fr.ts")],
  ["id", () => import("./id.ts")],
  ["it", () => import("./it.ts")],
  ["ja", () => import("./ja.ts")],
  ["ko", () => import("./ko.ts")],
  ["pt-br", () => import("./pt-br.ts")],
  ["zh-cn", () => import("./zh-cn.ts")],
  ["zh-tw", () => import("./zh-tw.ts")],
]);

/** As AWS has it. */
const COOKIE = "lang";

/**
 * The texts for a browser: in the language that the address names, or that an address named before. Each is loaded when it
 * is first asked for.
 */
export async function textsFor(
  raw: IncomingMessage,
  response: ServerResponse,
  { lang, isSecure }: { readonly lang: string | null; readonly isSecure: boolean },
): Promise<Texts> {
  const asked = LANGUAGES.get(lang?.toLowerCase() ?? "");
  const load = asked ?? LANGUAGES.get(cookieOf(raw, COOKIE)?.toLowerCase() ?? "");
  const { texts } = load ? await load() : { texts: english };
  if (asked) setCookie(response, COOKIE, texts.lang, isSecure);
  return texts;
}
