import type { AdminGetUserAuthFactorsRequest, AdminGetUserAuthFactorsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { toUserAuthFactors } from "./user-auth-factors.ts";

/**
 * Tells by which factors a user can sign in.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException `User does not exist.`
 * @see AWS API Reference, AdminGetUserAuthFactors
 */
export async function adminGetUserAuthFactors(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: AdminGetUserAuthFactorsRequest,
): Promise<AdminGetUserAuthFactorsResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  return toUserAuthFactors(context, pool, await requireUser(context, pool, input.Username));
}
