import type {
  AdminRespondToAuthChallengeRequest,
  AdminRespondToAuthChallengeResponse,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireClientOfPool } from "../clients/user-pool-client.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { answerChallenge } from "./answer-challenge.ts";
import { originOfAdminCall } from "./call-origin.ts";

/**
 * Answers a challenge of a sign-in from a server that holds AWS credentials.
 *
 * @throws ResourceNotFoundException no such pool, or no such client in it
 * @throws as `answerChallenge`, and as the challenge in question
 * @see AWS API Reference, AdminRespondToAuthChallenge
 */
export async function adminRespondToAuthChallenge(
  context: OperationContext,
  input: AdminRespondToAuthChallengeRequest,
): Promise<AdminRespondToAuthChallengeResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const client = await requireClientOfPool(context, pool.id, input.ClientId);
  const origin = originOfAdminCall(context.caller, input.ContextData);
  return answerChallenge(context, { pool, client, operation: "AdminRespondToAuthChallenge", origin }, input);
}
