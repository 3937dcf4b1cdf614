import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { VerifiedAttributeType } from "@cogmock/protocol/user-pools";
import type { AttributeValues } from "./attribute-schema.ts";

/** The attributes to which messages go, and whose ownership can be proved. */
export const CONTACT_ATTRIBUTES: readonly VerifiedAttributeType[] = ["email", "phone_number"];

/** unconfirmed: AWS's texts for a flag about a value that is not there. */
const FLAG_WITHOUT_VALUE: Readonly<Record<VerifiedAttributeType, string>> = {
  email: "Email is required to verify/un-verify an email",
  phone_number: "Phone Number is required to verify/un-verify a phone number",
};

/** The attribute that tells whether a user has proved to own an address. */
export function verifiedFlagOf(attribute: VerifiedAttributeType): `${VerifiedAttributeType}_verified` {
  return `${attribute}_verified`;
}

/** @throws InvalidParameterException `Invalid attribute name. Only phone_number and email can be verified.` */
export function requireContactAttribute(name: string): VerifiedAttributeType {
  const attribute = CONTACT_ATTRIBUTES.find((candidate) => candidate === name);
  if (attribute) return attribute;
  throw new InvalidParameterException("Invalid attribute name. Only phone_number and email can be verified.");
}

/** @throws InvalidParameterException `email_verified` without `email`, or likewise for the phone number */
export function assertVerifiedFlagsHaveValues(attributes: AttributeValues): void {
  for (const attribute of CONTACT_ATTRIBUTES) {
    if (attributes[verifiedFlagOf(attribute)] !== undefined && attributes[attribute] === undefined) {
      throw new InvalidParameterException(FLAG_WITHOUT_VALUE[attribute]);
    }
  }
}

/**
 * Changes with what follows from them: a new address is not verified, unless the request itself says so, and an address
 * that goes takes its flag along. An address that stays the same keeps its flag.
 *
 * @param changes checked: see `attributeChanges`
 */
export function withVerifiedFlags(current: AttributeValues, changes: AttributeValues): AttributeValues {
  const completed: Record<string, string> = { ...changes };
  for (const attribute of CONTACT_ATTRIBUTES) {
    const value = changes[attribute];
    if (value === undefined || value === current[attribute]) continue;
    completed[verifiedFlagOf(attribute)] ??= value === "" ? "" : "false";
  }
  return completed;
}

/** Which addresses will be others after these changes. */
export function changedContacts(current: AttributeValues, changes: AttributeValues): readonly VerifiedAttributeType[] {
  return CONTACT_ATTRIBUTES.filter(
    (attribute) => changes[attribute] !== undefined && changes[attribute] !== (current[attribute] ?? ""),
  );
}
