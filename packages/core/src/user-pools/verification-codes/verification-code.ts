import type { VerifiedAttributeType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";
import type { AnyWrite } from "../../store/store.ts";
import type { User } from "../users/user.ts";

/** What a code is good for. A user has at most one code for each purpose: a new one replaces it. */
export type CodePurpose = "SignUp" | "ForgotPassword" | `Attribute:${VerifiedAttributeType}`;

/** A code on its way to a user and back. */
export interface VerificationCode {
  readonly userPoolId: string;
  readonly sub: string;
  readonly purpose: CodePurpose;
  readonly code: string;
  /** The attribute whose value the code was sent to: a right answer proves that the user owns it. */
  readonly attribute: VerifiedAttributeType;
  /** The value that the code was sent to; for an update that waits for its verification, the new value. */
  readonly destination: string;
  readonly expiresAt: EpochMilliseconds;
}

const HOUR_MILLISECONDS = 3_600_000;

/** How long a code is good. @see "Code lifetimes" in "Quotas in Amazon Cognito": 24 hours, one hour for passwords */
export const CODE_VALIDITY_MILLISECONDS: Readonly<Record<"SignUp" | "ForgotPassword" | "Attribute", number>> = {
  SignUp: 24 * HOUR_MILLISECONDS,
  ForgotPassword: HOUR_MILLISECONDS,
  Attribute: 24 * HOUR_MILLISECONDS,
};

/** Codes of all pools that can still be answered. */
export const verificationCodes: Collection<VerificationCode> = defineCollection<VerificationCode>({
  name: "verificationCodes",
  key: (code) => [code.userPoolId, code.sub, code.purpose],
  expiresAt: (code) => code.expiresAt,
});

const PURPOSES: readonly CodePurpose[] = ["SignUp", "ForgotPassword", "Attribute:email", "Attribute:phone_number"];

/** What voids all codes of a user; to be committed with the user's deletion. */
export async function codeWritesOfUser(
  { store }: Pick<OperationContext, "store">,
  user: Pick<User, "userPoolId" | "sub">,
): Promise<AnyWrite[]> {
  const found = await Promise.all(
    PURPOSES.map((purpose) => store.get(verificationCodes, [user.userPoolId, user.sub, purpose])),
  );
  return found.flatMap((code) => (code ? [verificationCodes.delete(code, { expect: code })] : []));
}
