import type { AdminListUserAuthEventsRequest, AdminListUserAuthEventsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { findPage } from "../pagination/find-page.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { assertRecordsEvents, toAuthEventType } from "./auth-event.ts";
import { authEvents } from "./auth-events.collection.ts";

/** "Returns 60 events if you set MaxResults to 0, or if you don't include a MaxResults parameter." */
const MAX_RESULTS = 60;

/**
 * Lists what a user has done to get in, newest first.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserPoolAddOnNotEnabledException the pool's threat protection is off
 * @throws UserNotFoundException no such user
 * @throws InvalidParameterException `NextToken` is not one of this list
 * @see AWS API Reference, AdminListUserAuthEvents
 */
export async function adminListUserAuthEvents(
  context: Pick<OperationContext, "store" | "clock" | "requestId" | "region" | "accountId">,
  { UserPoolId, Username, MaxResults, NextToken }: AdminListUserAuthEventsRequest,
): Promise<AdminListUserAuthEventsResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  assertRecordsEvents(pool);
  const user = await requireUser(context, pool, Username);
  const page = await findPage(context, authEvents, "newestOfUser", [pool.id, user.sub], {
    operation: "AdminListUserAuthEvents",
    parameters: [pool.id, user.sub],
    limit: MaxResults || MAX_RESULTS,
    token: NextToken,
  });
  return { AuthEvents: page.documents.map(toAuthEventType), NextToken: page.nextToken };
}
