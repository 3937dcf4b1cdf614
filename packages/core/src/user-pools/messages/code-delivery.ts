import type { CodeDeliveryDetailsType, VerifiedAttributeType } from "@cogmock/protocol/user-pools";
import type { MessageMedium } from "./message.ts";

/** Where a message goes: to the value of which attribute. */
export interface Destination {
  readonly attribute: VerifiedAttributeType;
  readonly to: string;
}

/** E-mail addresses get e-mail, phone numbers get SMS. */
export function mediumOf({ attribute }: Pick<Destination, "attribute">): MessageMedium {
  return attribute === "email" ? "EMAIL" : "SMS";
}

const VISIBLE_PHONE_DIGITS = 4;

/**
 * `fixture@example.com` as `f***@e***`, `+15555554567` as `+*******4567`: as recorded from AWS. Three stars, however
 * long the e-mail address; one for each hidden digit of a phone number.
 */
export function maskDestination({ attribute, to }: Destination): string {
  if (attribute === "phone_number") {
    const digits = to.replace(/^\+/, "");
    const hidden = Math.max(0, digits.length - VISIBLE_PHONE_DIGITS);
    return `+${"*".repeat(hidden)}${digits.slice(hidden)}`;
  }
  const at = to.lastIndexOf("@");
  // By code point: half of a surrogate pair is no character.
  const [firstOfLocalPart = ""] = to.slice(0, Math.max(0, at));
  const [firstOfDomain = ""] = to.slice(at + 1);
  return `${firstOfLocalPart}***@${firstOfDomain}***`;
}

/** What a caller is told of where a code went. */
export function toCodeDeliveryDetails(destination: Destination): CodeDeliveryDetailsType {
  return {
    Destination: maskDestination(destination),
    DeliveryMedium: mediumOf(destination),
    AttributeName: destination.attribute,
  };
}
