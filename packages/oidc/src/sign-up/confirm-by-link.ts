import type { Cognito, ConfirmationLink } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";
import { isElsewhere, type OpenedLink } from "../http/opened-link.ts";
import { incompleteLinkPage, linkPage } from "../pages/link-page.ts";
import type { Page } from "../pages/page.ts";
import { refusalText } from "../texts/refusal-text.ts";

function linkIn(query: URLSearchParams): ConfirmationLink | undefined {
  const [clientId, userName, confirmationCode] = ["client_id", "user_name", "confirmation_code"].map((name) =>
    query.get(name),
  );
  return clientId && userName && confirmationCode ? { clientId, userName, confirmationCode } : undefined;
}

/** `GET /confirmUser`: the page that the links of confirmation messages lead to, which confirms whose link is opened. */
export async function confirmByLink(
  cognito: Pick<Cognito, "confirmSignUpByLink" | "hostedUi">,
  opened: OpenedLink,
): Promise<Page> {
  const { call, query, texts } = opened;
  const link = linkIn(query);
  if (!link) return incompleteLinkPage(texts);
  if (await isElsewhere(cognito.hostedUi, link.clientId, opened)) {
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
