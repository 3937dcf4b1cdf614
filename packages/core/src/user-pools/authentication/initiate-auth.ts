import type { InitiateAuthRequest, InitiateAuthResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPoolClient } from "../clients/user-pool-client.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireAuthFlow } from "./auth-flows.ts";
import { beginSignIn } from "./begin-sign-in.ts";
import { originOfCall } from "./call-origin.ts";

/**
 * Begins a sign-in from an application.
 *
 * @throws InvalidParameterException the flow is AdminInitiateAuth's, not enabled on the client, or lacks a parameter
 * @throws ResourceNotFoundException no such client
 * @throws NotAuthorizedException whatever is wrong with the secret hash, the password or the refresh token
 * @see AWS API Reference, InitiateAuth
 */
export async function initiateAuth(
  context: OperationContext,
  input: InitiateAuthRequest,
): Promise<InitiateAuthResponse> {
  const { flow, call } = requireAuthFlow("InitiateAuth", input);
  const client = await requireUserPoolClient(context, input.ClientId);
  const pool = await requireUserPool(context, client.userPoolId);
  const origin = originOfCall(context.caller, client, input.UserContextData);
  return beginSignIn(context, flow, { pool, client, call: { ...call, origin } });
}
