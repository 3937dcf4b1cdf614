import { constantTimeEquals } from "@cogmock/crypto";
import { CodeMismatchException, ExpiredCodeException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import { type LimitedOperation, requireAttempt } from "../attempts/attempts.ts";
import type { User } from "../users/user.ts";
import { type CodePurpose, type VerificationCode, verificationCodes } from "./verification-code.ts";

/** A code that was answered rightly. */
export interface AnsweredCode {
  readonly code: Stored<VerificationCode>;
  /** Uses the code up and ends the series of attempts; to be committed with what the answer leads to. */
  readonly spend: readonly AnyWrite[];
}

/**
 * Checks the answer to a code. A wrong answer is counted before it is refused.
 *
 * @throws LimitExceededException too many wrong answers within the hour
 * @throws ExpiredCodeException no code is pending: never sent, used, replaced or out of date
 * @throws CodeMismatchException the answer is wrong
 */
export async function requireCode(
  context: Pick<OperationContext, "store" | "clock">,
  user: Pick<User, "userPoolId" | "sub">,
  purpose: CodePurpose,
  operation: LimitedOperation,
  answer: string,
): Promise<AnsweredCode> {
  const attempt = await requireAttempt(context, user, operation);
  const code = await context.store.get(verificationCodes, [user.userPoolId, user.sub, purpose]);
  if (!code) throw new ExpiredCodeException("Invalid code provided, please request a code again.");
  if (!constantTimeEquals(code.code, answer)) {
    await context.store.commit([attempt.count]);
    throw new CodeMismatchException("Invalid verification code provided, please try again.");
  }
  return { code, spend: [verificationCodes.delete(code, { expect: code }), ...attempt.forget] };
}
