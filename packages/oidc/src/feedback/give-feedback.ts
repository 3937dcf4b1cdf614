import type { Cognito, FeedbackLink } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";
import { isElsewhere, type OpenedLink } from "../http/opened-link.ts";
import { incompleteLinkPage, linkPage } from "../pages/link-page.ts";
import type { Page } from "../pages/page.ts";
import { refusalText } from "../texts/refusal-text.ts";

function linkIn(query: URLSearchParams): FeedbackLink | undefined {
  const [clientId, userName, eventId, feedbackToken] = ["client_id", "user_name", "event_id", "feedback_token"].map(
    (name) => query.get(name),
  );
  const value = (["Valid", "Invalid"] as const).find((candidate) => candidate === query.get("feedback_value"));
  return clientId && userName && eventId && feedbackToken && value
    ? { clientId, userName, eventId, feedbackToken, value }
    : undefined;
}

/**
 * `GET /event/feedback`: the page that the links of notifications lead to, which takes what its reader says of a sign-in:
 * that it was their own, or was not.
 */
export async function giveFeedback(
  cognito: Pick<Cognito, "giveFeedbackByLink" | "hostedUi">,
  opened: OpenedLink,
): Promise<Page> {
  const { call, query, texts } = opened;
  const link = linkIn(query);
  if (!link) return incompleteLinkPage(texts);
  if (await isElsewhere(cognito.hostedUi, link.clientId, opened)) {
    // unconfirmed: what AWS says on the domain of another pool.
    return linkPage({ title: texts.feedbackNotTaken, refused: texts.linkElsewhere }, texts);
  }
  try {
    await cognito.giveFeedbackByLink(link, call);
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    return linkPage({ title: texts.feedbackNotTaken, refused: refusalText(error, texts) }, texts);
  }
  return linkPage({ title: texts.feedbackTaken, done: texts.feedbackTakenExplained }, texts);
}
