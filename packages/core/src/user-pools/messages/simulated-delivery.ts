import { sha256Base64Url } from "@cogmock/crypto";
import type { CodeDeliveryDetailsType, VerifiedAttributeType } from "@cogmock/protocol/user-pools";
import { isEmailAddress, isPhoneNumber } from "../attributes/attribute-values.ts";
import type { OperationContext } from "../../operation-context.ts";
import { type LimitedOperation, requireAttempt } from "../attempts/attempts.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { normalizeSignInName, strangerOf } from "../users/sign-in-names.ts";
import type { User } from "../users/user.ts";
import { type Destination, toCodeDeliveryDetails } from "./code-delivery.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const HIDDEN_PHONE_DIGITS = 7;
const VISIBLE_PHONE_DIGITS = 4;

/** Characters of an alphabet that depend on nothing but the seed. */
function pick(alphabet: string, count: number, seed: string): string {
  const bytes = Buffer.from(sha256Base64Url(seed), "base64url");
  return Array.from({ length: count }, (_, index) => alphabet[(bytes[index] ?? 0) % alphabet.length]).join("");
}

function madeUpDestination(attribute: VerifiedAttributeType, seed: string): Destination {
  if (attribute === "phone_number") {
    const visible = pick(DIGITS, VISIBLE_PHONE_DIGITS, seed);
    return { attribute, to: `+${"0".repeat(HIDDEN_PHONE_DIGITS)}${visible}` };
  }
  const [localPart = "", domain = ""] = pick(LETTERS, 2, seed);
  return { attribute, to: `${localPart}@${domain}` };
}

/**
 * Where a code is said to have gone that nobody sent, because a client hides whether users exist. A name in the form of
 * an address that the pool sends to gets that address, masked; any other name gets a made-up one. The same name gets the
 * same answer each time: otherwise asking twice would tell.
 *
 * @param attributes what the pool sends codes to, the preferred one first; at least one
 * @see "Managing user existence error responses" in the Amazon Cognito Developer Guide
 */
export function simulatedCodeDelivery(
  pool: UserPool,
  username: string,
  attributes: readonly VerifiedAttributeType[],
): CodeDeliveryDetailsType {
  if (attributes.includes("email") && isEmailAddress(username)) {
    return toCodeDeliveryDetails({ attribute: "email", to: username });
  }
  if (attributes.includes("phone_number") && isPhoneNumber(username)) {
    return toCodeDeliveryDetails({ attribute: "phone_number", to: username });
  }
  const seed = `${pool.id}/${normalizeSignInName(pool, username)}`;
  return toCodeDeliveryDetails(madeUpDestination(attributes[0] ?? "email", seed));
}

/** A user who gets no code, but must not be told so: the client hides whether users exist. */
export interface HiddenUser {
  readonly pool: UserPool;
  /** Absent where there is none. */
  readonly user: User | undefined;
  /** As the caller gave it. */
  readonly username: string;
}

/**
 * Counts an attempt of a user who may not exist: see `strangerOf`.
 *
 * @throws LimitExceededException as for a user who exists
 */
export async function countHiddenAttempt(
  context: Pick<OperationContext, "store" | "clock">,
  { pool, user, username }: HiddenUser,
  operation: LimitedOperation,
): Promise<void> {
  const { count } = await requireAttempt(context, user ?? strangerOf(pool, username), operation);
  await context.store.commit([count]);
}

/**
 * Says where a code went that nobody sent, as often as codes are sent.
 *
 * @param attributes what the pool sends codes to, the preferred one first; at least one
 * @throws LimitExceededException too many codes within the hour
 */
export async function pretendToSendCode(
  context: Pick<OperationContext, "store" | "clock">,
  hidden: HiddenUser,
  operation: LimitedOperation,
  attributes: readonly VerifiedAttributeType[],
): Promise<CodeDeliveryDetailsType> {
  await countHiddenAttempt(context, hidden, operation);
  return simulatedCodeDelivery(hidden.pool, hidden.username, attributes);
}
