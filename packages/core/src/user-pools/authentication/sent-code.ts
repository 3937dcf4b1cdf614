import type { CodeDeliveryDetailsType, VerifiedAttributeType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { type Destination, toCodeDeliveryDetails } from "../messages/code-delivery.ts";
import { composeAuthentication } from "../messages/compose-message.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import type { Challenge } from "./challenge.ts";

/** A code on its way to a user and back, in the course of a sign-in. It is good as long as its session. */
export interface SentCode {
  readonly code: string;
  /** What the address is to the user; the right answer proves that they own it. */
  readonly attribute: VerifiedAttributeType;
  readonly destination: string;
  readonly purpose: SentCodePurpose;
  /** The user does not have the address yet: the right answer gives it to them. */
  readonly isNewAddress?: boolean | undefined;
}

/**
 * What a code is for. As a first factor it has eight digits, as a second one six: recorded from AWS. Where codes are
 * fixed these are 12345678 and 123456.
 */
const PURPOSES = {
  FirstFactor: { digits: 8, kind: "other" },
  Mfa: { digits: 6, kind: "mfa" },
} as const;

export type SentCodePurpose = keyof typeof PURPOSES;

/** Where a code went, as challenges tell it. */
export function codeDeliveryParameters({
  DeliveryMedium = "EMAIL",
  Destination: masked = "",
}: CodeDeliveryDetailsType): Readonly<Record<string, string>> {
  return { CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium, CODE_DELIVERY_DESTINATION: masked };
}

/**
 * Sends a code: what a challenge that asks for it consists of, besides its name.
 *
 * @param isNewAddress the user does not have the address yet
 */
export function sendCode(
  context: Pick<OperationContext, "clock" | "codes" | "random">,
  { pool, user }: { readonly pool: UserPool; readonly user: User },
  purpose: SentCodePurpose,
  destination: Destination,
  isNewAddress?: true,
): Omit<Challenge, "name"> {
  const { digits, kind } = PURPOSES[purpose];
  const code = context.codes.next(digits);
  const { attribute, to } = destination;
  return {
    parameters: codeDeliveryParameters(toCodeDeliveryDetails(destination)),
    memory: { sentCode: { code, purpose, attribute, destination: to, isNewAddress } },
    messages: [composeAuthentication(kind, { pool, user, destination, code })],
  };
}
