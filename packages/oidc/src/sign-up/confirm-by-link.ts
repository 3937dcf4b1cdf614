import type { Cognito, ConfirmationLink, HostedCall } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";
import { incompleteLinkPage, linkPage } from "../pages/link-page.ts";
import type { Page } from "../pages/page.ts";
import { refusalText } from "../texts/refusal-text.ts";
import type { Texts } from "../texts/texts.ts";

function linkIn(query: URLSearchParams): ConfirmationLink | undefined {
  const [clientId, userName, confirmationCode] = ["client_id", "user_name", "confirmation_code"].map((name) =>
    query.get(name),
  );
  return clientId && userName && confirmationCode ? { clientId, userName, confirmationCode } : undefined;
}

/** A link that somebody has opened. */
export interface OpenedLink {
  readonly call: HostedCall;
  readonly query: URLSearchParams;
  /** The pool on whose pages it was opened, where the address names one. */
  readonly userPoolId: string | undefined;
  readonly texts: Texts;
}

/** `GET /confirmUser`: the page that the links of confirmation messages lead to, which confirms whose link is opened. */
export async function confirmByLink(
  cognito: Pick<Cognito, "confirmSignUpByLink" | "hostedUi">,
  { call, query, userPoolId, texts }: OpenedLink,
): Promise<Page> {
  const link = linkIn(query);
  if (!link) return incompleteLinkPage(texts);
  const hosted = await cognito.hostedUi.findClient(link.clientId);
  if (hosted && userPoolId !== undefined && hosted.pool.id !== userPoolId) {
    // unconfirmed: what AWS says on the domain of another pool.
    return linkPage({ title: texts.notConfirmed, refused: texts.linkElsewhere }, texts);
  }
  try {
    await cognito.confirmSignUpByLink(link, call);
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    return linkPage({ title: texts.notConfirmed, refused: refusalText(error, texts) }, texts);
  }
  return linkPage({ title: texts.confirmed, done: texts.confirmedExplained }, texts);
}
