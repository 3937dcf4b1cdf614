import type { VerifyUserAttributeRequest, VerifyUserAttributeResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { NO_TAKEOVER } from "../users/alias-takeover.ts";
import { asAliasExists } from "../users/taken-names.ts";
import { reviseUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { codeExpired, requireCode } from "../verification-codes/require-code.ts";
import { waitsForVerification } from "./attribute-codes.ts";
import { requireContactAttribute, verifiedFlagOf } from "./contact-attributes.ts";

/**
 * Answers a code: the bearer of an access token has proved to own an e-mail address or phone number. A new address that
 * waited for this takes the place of the old one.
 *
 * @throws NotAuthorizedException the token is no good
 * @throws InvalidParameterException another attribute
 * @throws CodeMismatchException, ExpiredCodeException, LimitExceededException see `requireCode`
 * @throws AliasExistsException the address signs another user in
 * @see AWS API Reference, VerifyUserAttribute
 */
export async function verifyUserAttribute(
  context: OperationContext,
  input: VerifyUserAttributeRequest,
): Promise<VerifyUserAttributeResponse> {
  const { pool, user } = await requireAccessTokenBearer(context, input.AccessToken);
  const attribute = requireContactAttribute(input.AttributeName);
  const purpose = `Attribute:${attribute}` as const;
  const { code, spend } = await requireCode(context, user, purpose, "VerifyUserAttribute", input.Code);
  if (code.destination !== user.attributes[attribute] && !waitsForVerification(pool, attribute)) {
    throw codeExpired();
  }
  const attributes = {
    ...user.attributes,
    [attribute]: code.destination,
    [verifiedFlagOf(attribute)]: "true",
  };
  const after = reviseUser(pool, user, { attributes }, context.clock.now());
  try {
    await context.store.commit([users.put(after, { expect: user }), ...spend]);
  } catch (error) {
    throw asAliasExists(pool, after, NO_TAKEOVER, error);
  }
  return {};
}
