import type { FeedbackValueType } from "@cogmock/protocol/user-pools";

/** What a link says with which a user tells whether an event was their own doing. */
export interface FeedbackLink {
  readonly clientId: string;
  readonly userName: string;
  readonly eventId: string;
  readonly feedbackToken: string;
  readonly value: FeedbackValueType;
}

/**
 * The address of the page that takes the feedback. unconfirmed: path and parameters. CloudTrail calls the request
 * `Event_Feedback_GET`, where the page of an authorization request is `OAuth2_Authorize_GET`.
 */
export function feedbackLink(
  baseUrl: string,
  { clientId, userName, eventId, feedbackToken, value }: FeedbackLink,
): string {
  const query = new URLSearchParams({
    client_id: clientId,
    user_name: userName,
    event_id: eventId,
    feedback_token: feedbackToken,
    feedback_value: value,
  });
  return `${baseUrl}/event/feedback?${query.toString()}`;
}
