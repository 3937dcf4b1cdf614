import { constantTimeEquals } from "@cogmock/crypto";
import { NotAuthorizedException } from "@cogmock/protocol/errors";
import type { UpdateAuthEventFeedbackRequest, UpdateAuthEventFeedbackResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { assertRecordsEvents } from "./auth-event.ts";
import { authEvents } from "./auth-events.collection.ts";
import { findEvent } from "./events-of-user.ts";
import { feedbackTokenOf } from "./feedback-token.ts";

/** unconfirmed: what AWS calls users who give feedback themselves. */
const PROVIDER = "User";

/** unconfirmed: AWS's text. */
const INVALID_TOKEN = "Invalid feedback token";

/**
 * Notes whether a user says that an event was their own doing. The token says who they are: this operation knows no other
 * credentials, and tells nobody else which events there are.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserPoolAddOnNotEnabledException the pool's threat protection is off
 * @throws UserNotFoundException no such user
 * @throws NotAuthorizedException the token is not that of this event, or there is no such event
 * @see AWS API Reference, UpdateAuthEventFeedback
 */
export async function updateAuthEventFeedback(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  { UserPoolId, Username, EventId, FeedbackToken, FeedbackValue }: UpdateAuthEventFeedbackRequest,
): Promise<UpdateAuthEventFeedbackResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  assertRecordsEvents(pool);
  const user = await requireUser(context, pool, Username);
  const event = await findEvent(context, user, EventId);
  if (!event || !constantTimeEquals(await feedbackTokenOf(context, event), FeedbackToken)) {
    throw new NotAuthorizedException(INVALID_TOKEN);
  }
  const feedback = { value: FeedbackValue, provider: PROVIDER, givenAt: context.clock.now() };
  await context.store.commit([authEvents.put({ ...event, feedback }, { expect: event })]);
  return {};
}
