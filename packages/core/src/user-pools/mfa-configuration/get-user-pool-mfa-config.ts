import type { GetUserPoolMfaConfigRequest, GetUserPoolMfaConfigResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { toMfaConfig } from "./to-mfa-config.ts";

/**
 * Tells which second factors a pool offers and how it takes passkeys.
 *
 * @throws ResourceNotFoundException no such pool
 * @see AWS API Reference, GetUserPoolMfaConfig
 */
export async function getUserPoolMfaConfig(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: GetUserPoolMfaConfigRequest,
): Promise<GetUserPoolMfaConfigResponse> {
  return toMfaConfig(await requireUserPool(context, input.UserPoolId));
}
