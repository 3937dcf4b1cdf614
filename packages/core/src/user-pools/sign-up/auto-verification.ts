import type { AttributeValues } from "../attributes/attribute-schema.ts";
import { assertVerifiedFlagsHaveValues } from "../attributes/contact-attributes.ts";
import type { PreSignUpDecision } from "../triggers/pre-sign-up.ts";

/** Whether the pool's function says of a contact that it is verified. */
export function verifiesContacts({ autoVerifyEmail, autoVerifyPhone }: PreSignUpDecision): boolean {
  return autoVerifyEmail || autoVerifyPhone;
}

/**
 * Attributes with the contacts verified of which the pool's function says so.
 *
 * @throws InvalidParameterException it says so of a contact that is not there. unconfirmed: the text; AWS documents that
 *   such a sign-up fails
 * @see "Pre sign-up Lambda trigger" in the Amazon Cognito Developer Guide
 */
export function withVerifiedContacts(attributes: AttributeValues, decision: PreSignUpDecision): AttributeValues {
  const verified = {
    ...attributes,
    ...(decision.autoVerifyEmail && { email_verified: "true" }),
    ...(decision.autoVerifyPhone && { phone_number_verified: "true" }),
  };
  if (verifiesContacts(decision)) assertVerifiedFlagsHaveValues(verified);
  return verified;
}
