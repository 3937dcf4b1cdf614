import type {
  GetUserPoolSessionConfigurationRequest,
  GetUserPoolSessionConfigurationResponse,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { toPoolSessionConfiguration } from "./session-configuration.ts";

/**
 * Says whether a pool tracks sessions, and how many of them a user can have.
 *
 * @throws ResourceNotFoundException no such pool
 * @see AWS API Reference, GetUserPoolSessionConfiguration
 */
export async function getUserPoolSessionConfiguration(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: GetUserPoolSessionConfigurationRequest,
): Promise<GetUserPoolSessionConfigurationResponse> {
  return toPoolSessionConfiguration(await requireUserPool(context, input.UserPoolId));
}
