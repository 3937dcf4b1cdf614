import { InvalidParameterException, NotAuthorizedException } from "@cogmock/protocol/errors";
import type { ResendConfirmationCodeRequest, ResendConfirmationCodeResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAttempt } from "../attempts/attempts.ts";
import { eventWrites } from "../auth-events/auth-event.ts";
import { originOfCall } from "../authentication/call-origin.ts";
import { toCodeDeliveryDetails } from "../messages/code-delivery.ts";
import { commitAndSend } from "../messages/send-messages.ts";
import { pretendToSendCode } from "../messages/simulated-delivery.ts";
import { assertAddressAllowed } from "../threat-protection/blocked-address.ts";
import { assertEnabled } from "../users/user.ts";
import { confirmationAttributes, confirmationDestination, sendConfirmation } from "./confirmation-code.ts";
import { hidesUserExistence, requireUserOfClient } from "./user-of-client.ts";

/** Client projects test for NotAuthorizedException and for InvalidParameterException; the former more often. */
function cannotResend(): NotAuthorizedException {
  return new NotAuthorizedException("Cannot resend codes. Auto verification not turned on.");
}

/**
 * Sends a new code to somebody who has signed up; the code before is no good any more.
 *
 * @throws ResourceNotFoundException no such client
 * @throws UserNotFoundException `Username/client id combination not found.`
 * @throws NotAuthorizedException the secret hash is missing or wrong; the user is disabled; the pool verifies no contact
 * @throws InvalidParameterException `User is already confirmed.`
 * @throws LimitExceededException too many codes within the hour
 * @see AWS API Reference, ResendConfirmationCode
 */
export async function resendConfirmationCode(
  context: OperationContext,
  input: ResendConfirmationCodeRequest,
): Promise<ResendConfirmationCodeResponse> {
  const { pool, client, user } = await requireUserOfClient(context, input);
  const origin = originOfCall(context.caller, client, input.UserContextData);
  await assertAddressAllowed(context, "ResendCode", { pool, client, origin, username: input.Username });
  const attributes = confirmationAttributes(pool);
  if (attributes.length === 0) throw cannotResend();
  const destination = user && confirmationDestination(pool, user.attributes);
  // unconfirmed: that such a client is not told of a confirmed user either, nor of one without a contact.
  const canResend = user?.enabled && user.status === "UNCONFIRMED" && destination;
  if (!user || (hidesUserExistence(client) && !canResend)) {
    const hidden = { pool, user, username: input.Username };
    return { CodeDeliveryDetails: await pretendToSendCode(context, hidden, "ResendConfirmationCode", attributes) };
  }
  assertEnabled(user);
  if (user.status !== "UNCONFIRMED") throw new InvalidParameterException("User is already confirmed.");
  // unconfirmed: AWS's answer for a user who has no contact that the pool verifies.
  if (!destination) throw cannotResend();
  const attempt = await requireAttempt(context, user, "ResendConfirmationCode");
  const { write, message } = sendConfirmation(context, { pool, client, user }, destination);
  const event = eventWrites(context, { pool, user, origin }, "ResendCode", "Pass");
  await commitAndSend(context, [write, attempt.count, ...event], [message], {
    source: "ResendCode",
    clientId: client.id,
    clientMetadata: input.ClientMetadata,
  });
  return { CodeDeliveryDetails: toCodeDeliveryDetails(destination) };
}
