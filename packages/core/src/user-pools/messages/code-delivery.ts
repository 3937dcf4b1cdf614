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

/** `fixture@example.com` as `f***@e***`, `+15555554567` as `+*******4567`: as recorded from AWS. */
export function maskDestination({ attribute, to }: Destination): string {
  if (attribute === "phone_number") {
    const hidden = Math.max(0, to.length - 1 - VISIBLE_PHONE_DIGITS);
    return `+${"*".repeat(hidden)}${to.slice(-VISIBLE_PHONE_DIGITS)}`;
  }
  const at = to.lastIndexOf("@");
  const [localPart = "", domain = ""] = [to.slice(0, at), to.slice(at + 1)].map((part) => [...part][0]);
  return `${localPart}***@${domain}***`;
}

/** What a caller is told of where a code went. */
export function toCodeDeliveryDetails(destination: Destination): CodeDeliveryDetailsType {
  return {
    Destination: maskDestination(destination),
    DeliveryMedium: mediumOf(destination),
    AttributeName: destination.attribute,
  };
}
