import type { ForgotPasswordRequest, ForgotPasswordResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAttempt } from "../attempts/attempts.ts";
import { eventWrites } from "../auth-events/auth-event.ts";
import { originOfCall } from "../authentication/call-origin.ts";
import { toCodeDeliveryDetails } from "../messages/code-delivery.ts";
import { commitAndSend } from "../messages/send-messages.ts";
import { pretendToSendCode } from "../messages/simulated-delivery.ts";
import { hidesUserExistence, requireUserOfClient } from "../sign-up/user-of-client.ts";
import { assertAddressAllowed } from "../threat-protection/blocked-address.ts";
import { assertNotTooRisky } from "../threat-protection/risky-request.ts";
import { migrateUser } from "../users/migrate-user.ts";
import { assertEnabled, type User } from "../users/user.ts";
import {
  noRecoveryDestination,
  notResettable,
  recoveryAttributes,
  recoveryDestination,
  sendRecovery,
} from "./account-recovery.ts";

/**
 * Users who have never chosen a password have none to forget. unconfirmed: for users of identity providers.
 *
 * @throws NotAuthorizedException `User password cannot be reset in the current state.`
 */
function assertMayForgetPassword(user: User): void {
  if (user.status === "FORCE_CHANGE_PASSWORD" || user.status === "EXTERNAL_PROVIDER") throw notResettable();
}

/**
 * Sends a code with which a user sets a new password. The code before is no good any more; the password stays what it is
 * until then.
 *
 * @throws ResourceNotFoundException no such client
 * @throws UserNotFoundException `Username/client id combination not found.`
 * @throws NotAuthorizedException the secret hash is missing or wrong; the user is disabled or in a state without a
 *   password of their own; only administrators reset passwords in this pool
 * @throws InvalidParameterException the user has no verified contact that the pool uses for recovery
 * @throws LimitExceededException too many codes within the hour
 * @throws as `migrateUser`, `assertAddressAllowed` and `assertNotTooRisky`
 * @see AWS API Reference, ForgotPassword
 */
export async function forgotPassword(
  context: OperationContext,
  input: ForgotPasswordRequest,
): Promise<ForgotPasswordResponse> {
  const { pool, client, user } = await requireUserOfClient(context, input, (found) =>
    migrateUser(context, {
      ...found,
      source: "UserMigration_ForgotPassword",
      username: input.Username,
      clientMetadata: input.ClientMetadata,
    }),
  );
  const origin = originOfCall(context.caller, client, input.UserContextData);
  await assertAddressAllowed(context, "ForgotPassword", { pool, client, origin, username: input.Username });
  const attributes = recoveryAttributes(pool);
  const destination = user && recoveryDestination(pool, user, attributes);
  if (user?.enabled) assertMayForgetPassword(user);
  const hides = hidesUserExistence(client);
  if (!user || (hides && (!user.enabled || !destination))) {
    const hidden = { pool, user, username: input.Username };
    return { CodeDeliveryDetails: await pretendToSendCode(context, hidden, "ForgotPassword", attributes) };
  }
  assertEnabled(user);
  if (!destination) throw noRecoveryDestination();
  const risk = await assertNotTooRisky(context, "ForgotPassword", { pool, clientId: client.id, user, origin });
  const attempt = await requireAttempt(context, user, "ForgotPassword");
  const { write, message } = sendRecovery(context, { pool, user }, destination);
  const event = eventWrites(context, { pool, user, origin }, "ForgotPassword", "Pass", risk);
  await commitAndSend(context, [write, attempt.count, ...event], [message], {
    source: "ForgotPassword",
    clientId: client.id,
    clientMetadata: input.ClientMetadata,
  });
  return { CodeDeliveryDetails: toCodeDeliveryDetails(destination) };
}
