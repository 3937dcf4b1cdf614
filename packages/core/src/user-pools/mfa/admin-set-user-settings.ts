import type { AdminSetUserSettingsRequest, AdminSetUserSettingsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser, reviseUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { withMfaOptions } from "./user-settings.ts";

/**
 * Turns SMS MFA of a user on or off. AWS has AdminSetUserMFAPreference for this since there are other factors, and keeps
 * this one.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException `User does not exist.`
 * @throws InvalidParameterException see `withMfaOptions`
 * @see AWS API Reference, AdminSetUserSettings
 */
export async function adminSetUserSettings(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: AdminSetUserSettingsRequest,
): Promise<AdminSetUserSettingsResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  const mfa = withMfaOptions(user, input.MFAOptions);
  await context.store.commit([users.put(reviseUser(pool, user, { mfa }, context.clock.now()), { expect: user })]);
  return {};
}
