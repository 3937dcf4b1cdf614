import type { VerifiedAttributeType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import type { Destination } from "../messages/code-delivery.ts";
import { composeVerification, type MessageDraft } from "../messages/compose-message.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { issueCode } from "../verification-codes/issue-code.ts";
import { type VerificationCode, verificationCodes } from "../verification-codes/verification-code.ts";

/** A code to be committed, and the message that carries it. */
export interface OutgoingAttributeCode {
  readonly write: AnyWrite;
  readonly message: MessageDraft;
  readonly destination: Destination;
}

/** A fresh code that proves that a user owns this address. It takes the place of an earlier one for the same attribute. */
export function newAttributeCode(
  context: Pick<OperationContext, "clock" | "codes">,
  pool: UserPool,
  user: User,
  destination: Destination,
): OutgoingAttributeCode {
  const { code, write } = issueCode(context, user, `Attribute:${destination.attribute}`, destination);
  return { write, message: composeVerification({ pool, user, destination, code }), destination };
}

/** The code that a user has been sent for this attribute and has not answered. */
export async function findAttributeCode(
  { store }: Pick<OperationContext, "store">,
  user: Pick<User, "userPoolId" | "sub">,
  attribute: VerifiedAttributeType,
): Promise<Stored<VerificationCode> | undefined> {
  return store.get(verificationCodes, [user.userPoolId, user.sub, `Attribute:${attribute}`]);
}

/** Voids the codes for these attributes: they were sent to addresses that the user has given up. */
export async function voidAttributeCodes(
  context: Pick<OperationContext, "store">,
  user: Pick<User, "userPoolId" | "sub">,
  attributes: readonly VerifiedAttributeType[],
): Promise<AnyWrite[]> {
  const codes = await Promise.all(attributes.map((attribute) => findAttributeCode(context, user, attribute)));
  return codes.flatMap((code) => (code ? [verificationCodes.delete(code, { expect: code })] : []));
}

/**
 * Whether a new value of this attribute waits for its verification, while the old value stays.
 *
 * @see "UserAttributeUpdateSettingsType", AWS API Reference
 */
export function waitsForVerification(pool: UserPool, attribute: VerifiedAttributeType): boolean {
  const settings = pool.settings.UserAttributeUpdateSettings;
  return settings?.AttributesRequireVerificationBeforeUpdate?.includes(attribute) ?? false;
}
