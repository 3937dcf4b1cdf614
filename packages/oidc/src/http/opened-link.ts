import type { HostedCall, HostedUi } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";
import { incompleteLinkPage, linkPage } from "../pages/link-page.ts";
import type { Page } from "../pages/page.ts";
import { refusalText } from "../texts/refusal-text.ts";
import type { Texts } from "../texts/texts.ts";

/** A link of a message that somebody has opened. */
export interface OpenedLink {
  readonly call: HostedCall;
  readonly query: URLSearchParams;
  /** The pool on whose pages it was opened, where the address names one. */
  readonly userPoolId: string | undefined;
  readonly texts: Texts;
}

/** What a kind of link is for. */
export interface LinkKind<T extends { readonly clientId: string }> {
  /** What a whole link says; `undefined` of one that was cut off. */
  readonly linkIn: (query: URLSearchParams) => T | undefined;
  /** @throws ServiceException it is not done */
  readonly follow: (link: T, call: HostedCall) => Promise<void>;
  /** The page's title where it was done, and where it was not; and what there is to say of the former. */
  readonly done: string;
  readonly doneExplained: string;
  readonly notDone: string;
}

/** Does what a link is for, once, on the pages of the pool that it is of, and says what has become of it. */
export async function followLink<T extends { readonly clientId: string }>(
  hostedUi: Pick<HostedUi, "findClient">,
  { call, query, userPoolId, texts }: OpenedLink,
  { linkIn, follow, done, doneExplained, notDone }: LinkKind<T>,
): Promise<Page> {
  const link = linkIn(query);
  if (!link) return incompleteLinkPage(texts);
  const hosted = await hostedUi.findClient(link.clientId);
  if (hosted && userPoolId !== undefined && hosted.pool.id !== userPoolId) {
    // unconfirmed: what AWS says on the domain of another pool.
    return linkPage({ title: notDone, refused: texts.linkElsewhere }, texts);
  }
  try {
    await follow(link, call);
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    return linkPage({ title: notDone, refused: refusalText(error, texts) }, texts);
  }
  return linkPage({ title: done, done: doneExplained }, texts);
}
