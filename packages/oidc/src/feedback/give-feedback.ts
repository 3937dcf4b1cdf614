import type { Cognito, FeedbackLink, HostedCall } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";
import { html } from "../pages/html.ts";
import type { Page } from "../pages/page.ts";

/** The address holds a token. */
const COMMON = { referrerPolicy: "no-referrer" } as const;

/** unconfirmed: the words of all three pages, and the status of the latter two. */
const TAKEN: Page = {
  ...COMMON,
  status: 200,
  title: "Thank you for your feedback",
  content: html`<h1>Thank you for your feedback</h1>
<p>You can close this page.</p>`,
};
const INCOMPLETE: Page = {
  ...COMMON,
  status: 400,
  title: "This link is not complete",
  content: html`<h1>This link is not complete</h1>
<p>Open it from the e-mail once more, and see that all of it is in the address.</p>`,
};
function notTaken(reason: string): Page {
  const title = "Your feedback could not be taken";
  return {
    ...COMMON,
    status: 400,
    title,
    content: html`<h1>${title}</h1>
<p>${reason}</p>`,
  };
}

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
  cognito: Pick<Cognito, "giveFeedbackByLink">,
  call: HostedCall,
  query: URLSearchParams,
): Promise<Page> {
  const link = linkIn(query);
  if (!link) return INCOMPLETE;
  try {
    await cognito.giveFeedbackByLink(link, call);
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    return notTaken(error.message);
  }
  return TAKEN;
}
