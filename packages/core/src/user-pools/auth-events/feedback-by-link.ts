import { ResourceNotFoundException } from "@cogmock/protocol/errors";
import type { UpdateAuthEventFeedbackRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { userPoolClients } from "../clients/user-pool-clients.collection.ts";
import type { FeedbackLink } from "./feedback-link.ts";

/**
 * The UpdateAuthEventFeedback that opening a link amounts to.
 *
 * @throws ResourceNotFoundException `User pool client <id> does not exist.`
 */
export async function feedbackByLink(
  { store }: Pick<OperationContext, "store">,
  { clientId, userName, eventId, feedbackToken, value }: FeedbackLink,
): Promise<UpdateAuthEventFeedbackRequest> {
  const client = await store.get(userPoolClients, [clientId]);
  if (!client) throw new ResourceNotFoundException(`User pool client ${clientId} does not exist.`);
  return {
    UserPoolId: client.userPoolId,
    Username: userName,
    EventId: eventId,
    FeedbackToken: feedbackToken,
    FeedbackValue: value,
  };
}
