import { InvalidParameterException } from "@cogmock/protocol/errors";
import type {
  GetUserAttributeVerificationCodeRequest,
  GetUserAttributeVerificationCodeResponse,
  VerifiedAttributeType,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAttempt } from "../attempts/attempts.ts";
import { toCodeDeliveryDetails } from "../messages/code-delivery.ts";
import { commitAndSend } from "../messages/send-messages.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import type { User } from "../users/user.ts";
import { findAttributeCode, newAttributeCode, waitsForVerification } from "./attribute-codes.ts";
import { requireContactAttribute } from "./contact-attributes.ts";

const WITHOUT_ADDRESS: Readonly<Record<VerifiedAttributeType, string>> = {
  email: "User does not have a valid registered email address",
  phone_number: "User does not have a valid registered phone number",
};

/**
 * The address that a user can prove to own: a new one that waits for that, else the one that they have. unconfirmed:
 * that a waiting address is preferred. If it were not, asking for the code once more would void the update.
 */
async function addressToProve(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  user: User,
  attribute: VerifiedAttributeType,
): Promise<string> {
  const pending = waitsForVerification(pool, attribute) ? await findAttributeCode(context, user, attribute) : undefined;
  const address = pending?.destination ?? user.attributes[attribute];
  if (address === undefined) throw new InvalidParameterException(WITHOUT_ADDRESS[attribute]);
  return address;
}

/**
 * Sends a code by which the bearer of an access token can prove to own their e-mail address or phone number, also when
 * they have done so before.
 *
 * @throws NotAuthorizedException the token is no good
 * @throws InvalidParameterException another attribute, or the user has no such address
 * @throws LimitExceededException more than five codes within the hour
 * @see AWS API Reference, GetUserAttributeVerificationCode
 */
export async function getUserAttributeVerificationCode(
  context: OperationContext,
  input: GetUserAttributeVerificationCodeRequest,
): Promise<GetUserAttributeVerificationCodeResponse> {
  const { pool, client, user } = await requireAccessTokenBearer(context, input.AccessToken);
  const attribute = requireContactAttribute(input.AttributeName);
  const destination = { attribute, to: await addressToProve(context, pool, user, attribute) };
  const attempt = await requireAttempt(context, user, "GetUserAttributeVerificationCode");
  const { write, message } = newAttributeCode(context, pool, user, destination);
  await commitAndSend(context, [attempt.count, write], [message], {
    source: "VerifyUserAttribute",
    clientId: client.id,
    clientMetadata: input.ClientMetadata,
  });
  return { CodeDeliveryDetails: toCodeDeliveryDetails(destination) };
}
