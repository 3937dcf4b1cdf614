import type { UserPoolHandlers } from "../handlers.ts";
import { adminListUserAuthEvents } from "./admin-list-user-auth-events.ts";
import { adminUpdateAuthEventFeedback } from "./admin-update-auth-event-feedback.ts";
import { updateAuthEventFeedback } from "./update-auth-event-feedback.ts";

/** Operations on the record of what users have done to get in. */
export const authEventHandlers: UserPoolHandlers = {
  AdminListUserAuthEvents: adminListUserAuthEvents,
  AdminUpdateAuthEventFeedback: adminUpdateAuthEventFeedback,
  UpdateAuthEventFeedback: updateAuthEventFeedback,
};
