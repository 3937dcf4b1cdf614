import type { AdminConfirmSignUpRequest, AdminConfirmSignUpResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { CLIENT_ID_NOT_APPLICABLE } from "../triggers/call-trigger.ts";
import { postConfirmation } from "../triggers/post-confirmation.ts";
import { requireUser, reviseUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { assertUnconfirmed } from "./confirm-sign-up.ts";

/**
 * Confirms a sign-up on an administrator's word. That verifies no contact: nobody has proved to own one.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException no such user
 * @throws NotAuthorizedException `User cannot be confirmed. Current status is <status>`
 * @throws as `postConfirmation`; the user is confirmed then
 * @see AWS API Reference, AdminConfirmSignUp
 */
export async function adminConfirmSignUp(
  context: OperationContext,
  input: AdminConfirmSignUpRequest,
): Promise<AdminConfirmSignUpResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  assertUnconfirmed(user);
  const confirmed = reviseUser(pool, user, { status: "CONFIRMED" }, context.clock.now());
  await context.store.commit([users.put(confirmed, { expect: user })]);
  await postConfirmation(context, "PostConfirmation_ConfirmSignUp", {
    pool,
    clientId: CLIENT_ID_NOT_APPLICABLE,
    user: confirmed,
    clientMetadata: input.ClientMetadata,
  });
  return {};
}
