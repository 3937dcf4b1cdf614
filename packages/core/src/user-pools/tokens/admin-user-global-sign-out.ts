import type { AdminUserGlobalSignOutRequest, AdminUserGlobalSignOutResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { signOutEverywhere } from "./token-session.ts";

/**
 * Signs a user out everywhere, as GlobalSignOut does.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException no such user
 * @see AWS API Reference, AdminUserGlobalSignOut
 */
export async function adminUserGlobalSignOut(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: AdminUserGlobalSignOutRequest,
): Promise<AdminUserGlobalSignOutResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  await context.store.commit([signOutEverywhere(user)]);
  return {};
}
