import type { ConfirmForgotPasswordRequest, ConfirmForgotPasswordResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { eventWrites } from "../auth-events/auth-event.ts";
import { originOfCall } from "../authentication/call-origin.ts";
import { countHiddenAttempt } from "../messages/simulated-delivery.ts";
import { hidesUserExistence, requireUserOfClient } from "../sign-up/user-of-client.ts";
import { postConfirmation } from "../triggers/post-confirmation.ts";
import { assertNotCompromised } from "../threat-protection/compromised-password.ts";
import { assertEnabled, reviseUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { codeMismatch, requireCode } from "../verification-codes/require-code.ts";
import { newPassword } from "./new-password.ts";

/**
 * Sets a new password for somebody who has the code that ForgotPassword or AdminResetUserPassword sent, and makes the
 * user `CONFIRMED`. A password that is refused leaves the code good for another try. Existing sessions go on.
 *
 * @throws ResourceNotFoundException no such client
 * @throws UserNotFoundException `Username/client id combination not found.`
 * @throws NotAuthorizedException the secret hash is missing or wrong; the user is disabled
 * @throws LimitExceededException too many wrong codes within the hour
 * @throws ExpiredCodeException no code is pending
 * @throws CodeMismatchException the code is wrong; also for an unknown or disabled user, where the client hides that
 * @throws InvalidPasswordException the password does not meet the pool's policy, or is known to others
 * @throws PasswordHistoryPolicyViolationException the password is among the last that the pool remembers
 * @throws as `postConfirmation`; the new password is set then
 * @see AWS API Reference, ConfirmForgotPassword
 */
export async function confirmForgotPassword(
  context: OperationContext,
  input: ConfirmForgotPasswordRequest,
): Promise<ConfirmForgotPasswordResponse> {
  const { pool, client, user } = await requireUserOfClient(context, input);
  if (!user || (hidesUserExistence(client) && !user.enabled)) {
    await countHiddenAttempt(context, { pool, user, username: input.Username }, "ConfirmForgotPassword");
    throw codeMismatch();
  }
  assertEnabled(user);
  const happened = { pool, user, origin: originOfCall(context.caller, client, input.UserContextData) };
  const { spend } = await requireCode(
    context,
    user,
    "ForgotPassword",
    "ConfirmForgotPassword",
    input.ConfirmationCode,
    // unconfirmed: that AWS records the new password, and not the code, under this name.
    eventWrites(context, happened, "PasswordChange", "Fail"),
  );
  const password = await newPassword(context, { pool, user }, input.Password, { temporary: false });
  const subject = { ...happened, clientId: client.id, sub: user.sub };
  const risk = await assertNotCompromised(context, "PASSWORD_CHANGE", subject, (refused) =>
    eventWrites(context, happened, "PasswordChange", "Fail", refused),
  );
  const revised = reviseUser(pool, user, { ...password, status: "CONFIRMED" }, context.clock.now());
  const event = eventWrites(context, happened, "PasswordChange", "Pass", risk);
  await context.store.commit([users.put(revised, { expect: user }), ...spend, ...event]);
  await postConfirmation(context, "PostConfirmation_ConfirmForgotPassword", {
    pool,
    clientId: client.id,
    user: revised,
    clientMetadata: input.ClientMetadata,
  });
  return {};
}
