import type { HostedCall, HostedUi } from "@cogmock/core";
import type { Texts } from "../texts/texts.ts";

/** A link of a message that somebody has opened. */
export interface OpenedLink {
  readonly call: HostedCall;
  readonly query: URLSearchParams;
  /** The pool on whose pages it was opened, where the address names one. */
  readonly userPoolId: string | undefined;
  readonly texts: Texts;
}

/** Whether a link of this client's was opened on the pages of another pool than the client's. */
export async function isElsewhere(
  hostedUi: Pick<HostedUi, "findClient">,
  clientId: string,
  { userPoolId }: Pick<OpenedLink, "userPoolId">,
): Promise<boolean> {
  if (userPoolId === undefined) return false;
  const hosted = await hostedUi.findClient(clientId);
  return hosted !== undefined && hosted.pool.id !== userPoolId;
}
