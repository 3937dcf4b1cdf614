import type {
  AdminUpdateAuthEventFeedbackRequest,
  AdminUpdateAuthEventFeedbackResponse,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { assertRecordsEvents } from "./auth-event.ts";
import { authEvents } from "./auth-events.collection.ts";
import { requireEvent } from "./events-of-user.ts";

/** Of whom AWS says that they gave the feedback. @see AWS API Reference, EventFeedbackType */
const PROVIDER = "Admin";

/**
 * Notes whether an administrator thinks that an event was the user's own doing. Feedback takes the place of feedback.
 *
 * @throws ResourceNotFoundException no such pool, or the user has no such event
 * @throws UserPoolAddOnNotEnabledException the pool's threat protection is off
 * @throws UserNotFoundException no such user
 * @see AWS API Reference, AdminUpdateAuthEventFeedback
 */
export async function adminUpdateAuthEventFeedback(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  { UserPoolId, Username, EventId, FeedbackValue }: AdminUpdateAuthEventFeedbackRequest,
): Promise<AdminUpdateAuthEventFeedbackResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  assertRecordsEvents(pool);
  const user = await requireUser(context, pool, Username);
  const event = await requireEvent(context, user, EventId);
  const feedback = { value: FeedbackValue, provider: PROVIDER, givenAt: context.clock.now() };
  await context.store.commit([authEvents.put({ ...event, feedback }, { expect: event })]);
  return {};
}
