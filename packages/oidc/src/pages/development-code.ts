import type { HostedRequest } from "../http/hosted-request.ts";
import { type Html, html } from "./html.ts";

/** The line that spares a developer the look into the inbox: the last code that was sent to who is signing in. */
export async function developmentCode(
  { findLastCode }: Pick<HostedRequest, "findLastCode">,
  username: string,
): Promise<Html | undefined> {
  const code = await findLastCode?.(username);
  if (code === undefined) return undefined;
  return html`<p class="hint">Local development: the last code sent to ${username} is <code id="developmentCode">${code}</code>.</p>
`;
}
