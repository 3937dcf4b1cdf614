import type { AdminSetUserMFAPreferenceRequest, AdminSetUserMFAPreferenceResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser, reviseUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { withMfaPreference } from "./mfa-preference.ts";

/**
 * Turns second factors of a user on and off, and says which one sign-in asks for.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException `User does not exist.`
 * @throws InvalidParameterException see `withMfaPreference`
 * @see AWS API Reference, AdminSetUserMFAPreference
 */
export async function adminSetUserMfaPreference(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: AdminSetUserMFAPreferenceRequest,
): Promise<AdminSetUserMFAPreferenceResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  const mfa = withMfaPreference(user, input);
  await context.store.commit([users.put(reviseUser(pool, user, { mfa }, context.clock.now()), { expect: user })]);
  return {};
}
