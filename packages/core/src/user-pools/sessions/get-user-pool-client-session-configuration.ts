import type {
  GetUserPoolClientSessionConfigurationRequest,
  GetUserPoolClientSessionConfigurationResponse,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireClientOfPool } from "../clients/user-pool-client.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { toClientSessionConfiguration } from "./session-configuration.ts";

/**
 * Says for how long a client reuses the single sign-on session of managed login.
 *
 * @throws ResourceNotFoundException no such pool, or no such client in it
 * @see AWS API Reference, GetUserPoolClientSessionConfiguration
 */
export async function getUserPoolClientSessionConfiguration(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: GetUserPoolClientSessionConfigurationRequest,
): Promise<GetUserPoolClientSessionConfigurationResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  return toClientSessionConfiguration(await requireClientOfPool(context, pool.id, input.ClientId));
}
