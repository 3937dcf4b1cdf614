import type { Cognito, FeedbackLink } from "@cogmock/core";
import { followLink, type OpenedLink } from "../http/opened-link.ts";
import type { Page } from "../pages/page.ts";

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
  const { texts } = opened;
  return followLink(cognito.hostedUi, opened, {
    linkIn,
    follow: (link, call) => cognito.giveFeedbackByLink(link, call),
    done: texts.feedbackTaken,
    doneExplained: texts.feedbackTakenExplained,
    notDone: texts.feedbackNotTaken,
  });
}
