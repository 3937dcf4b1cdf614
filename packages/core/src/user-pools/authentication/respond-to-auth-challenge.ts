import type { RespondToAuthChallengeRequest, RespondToAuthChallengeResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPoolClient } from "../clients/user-pool-client.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { answerChallenge } from "./answer-challenge.ts";
import { originOfCall } from "./call-origin.ts";

/**
 * Answers a challenge of a sign-in from an application.
 *
 * @throws ResourceNotFoundException no such client
 * @throws as `answerChallenge`, and as the challenge in question
 * @see AWS API Reference, RespondToAuthChallenge
 */
export async function respondToAuthChallenge(
  context: OperationContext,
  input: RespondToAuthChallengeRequest,
): Promise<RespondToAuthChallengeResponse> {
  const client = await requireUserPoolClient(context, input.ClientId);
  const pool = await requireUserPool(context, client.userPoolId);
  const origin = originOfCall(context.caller, client, input.UserContextData);
  return answerChallenge(context, { pool, client, operation: "RespondToAuthChallenge", origin }, input);
}
