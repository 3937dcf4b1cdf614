import type { AdminResetUserPasswordRequest, AdminResetUserPasswordResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { commitAndSend } from "../messages/send-messages.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { CLIENT_ID_NOT_APPLICABLE } from "../triggers/call-trigger.ts";
import { assertEnabled, requireUser, reviseUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import {
  noRecoveryDestination,
  notResettable,
  recoveryAttributes,
  recoveryDestination,
  sendRecovery,
} from "./account-recovery.ts";

/**
 * Demands a new password of a user: sends the code for ConfirmForgotPassword and makes the user `RESET_REQUIRED`, so that
 * nobody signs in with the password that was. A second call does nothing.
 *
 * unconfirmed: that existing sessions go on. AWS's list of what ends sessions ("Ending user sessions with token
 * revocation" in the Developer Guide) names no change of a password.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException no such user
 * @throws NotAuthorizedException the user is disabled or not `CONFIRMED`; only administrators set passwords in this pool
 * @throws InvalidParameterException the user has no verified contact that the pool uses for recovery
 * @see AWS API Reference, AdminResetUserPassword
 */
export async function adminResetUserPassword(
  context: OperationContext,
  input: AdminResetUserPasswordRequest,
): Promise<AdminResetUserPasswordResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  const attributes = recoveryAttributes(pool);
  assertEnabled(user);
  if (user.status === "RESET_REQUIRED") return {};
  if (user.status !== "CONFIRMED") throw notResettable();
  const destination = recoveryDestination(pool, user, attributes);
  if (!destination) throw noRecoveryDestination();
  const { write, message } = sendRecovery(context, { pool, user }, destination);
  const revised = reviseUser(pool, user, { status: "RESET_REQUIRED" }, context.clock.now());
  await commitAndSend(context, [users.put(revised, { expect: user }), write], [message], {
    source: "ForgotPassword",
    clientId: CLIENT_ID_NOT_APPLICABLE,
    clientMetadata: input.ClientMetadata,
  });
  return {};
}
