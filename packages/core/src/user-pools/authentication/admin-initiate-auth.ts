import type { AdminInitiateAuthRequest, AdminInitiateAuthResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireClientOfPool } from "../clients/user-pool-client.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireAuthFlow } from "./auth-flows.ts";
import { beginSignIn } from "./begin-sign-in.ts";
import { originOfAdminCall } from "./call-origin.ts";

/**
 * Begins a sign-in from a server that holds AWS credentials.
 *
 * @throws InvalidParameterException the flow is InitiateAuth's, not enabled on the client, or lacks a parameter
 * @throws ResourceNotFoundException no such pool, or no such client in it
 * @throws NotAuthorizedException whatever is wrong with the secret hash, the password or the refresh token
 * @see AWS API Reference, AdminInitiateAuth
 */
export async function adminInitiateAuth(
  context: OperationContext,
  input: AdminInitiateAuthRequest,
): Promise<AdminInitiateAuthResponse> {
  const { flow, call } = requireAuthFlow("AdminInitiateAuth", input);
  const pool = await requireUserPool(context, input.UserPoolId);
  const client = await requireClientOfPool(context, pool.id, input.ClientId);
  const origin = originOfAdminCall(context.caller, input.ContextData);
  return beginSignIn(context, flow, { pool, client, call: { ...call, origin } });
}
