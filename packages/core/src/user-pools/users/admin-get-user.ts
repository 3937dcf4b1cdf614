import type { AdminGetUserRequest, AdminGetUserResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { toMfaSettings } from "../mfa/user-mfa.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser, toUserType } from "./user.ts";

/**
 * A user with all attributes, found by username, alias or `sub`.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException `User does not exist.`
 * @see AWS API Reference, AdminGetUser
 */
export async function adminGetUser(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: AdminGetUserRequest,
): Promise<AdminGetUserResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  const { Attributes: UserAttributes, ...rest } = toUserType(user);
  return { ...rest, Username: user.username, UserAttributes, ...toMfaSettings(user) };
}
