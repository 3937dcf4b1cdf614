import { constantTimeEquals } from "@cogmock/crypto";
import { CodeMismatchException, ExpiredCodeException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import { type LimitedOperation, requireAttempt } from "../attempts/attempts.ts";
import type { User } from "../users/user.ts";
import { type CodePurpose, type VerificationCode, verificationCodes } from "./verification-code.ts";

/** What AWS says to a wrong code. */
export function codeMismatch(): CodeMismatchException {
  return new CodeMismatchException("Invalid verification code provided, please try again.");
}

/** What AWS says where no code is pending: never sent, used, replaced or out of date. */
export function codeExpired(): ExpiredCodeException {
  return new ExpiredCodeException("Invalid code provided, please request a code again.");
}

/** A code that was answered rightly. */
export interface AnsweredCode {
  readonly code: Stored<VerificationCode>;
  /**
   * Uses the code up and ends the series of attempts; to be committed with what the answer leads to. Of two answers at
   * the same time one commit fails, and its handler finds no code any more.
   */
  readonly spend: readonly AnyWrite[];
}

/**
 * Checks the answer to a code. A wrong answer is counted before it is refused; of wrong answers at the same time each
 * is counted, because a count that lost a race makes its handler run again. Once the hour's attempts are used up, a right
 * answer is refused, too.
 *
 * @param writesIfWrong what else is to be committed with the count
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
  writesIfWrong: readonly AnyWrite[] = [],
): Promise<AnsweredCode> {
  const attempt = await requireAttempt(context, user, operation);
  const code = await context.store.get(verificationCodes, [user.userPoolId, user.sub, purpose]);
  if (!code) throw codeExpired();
  if (!constantTimeEquals(code.code, answer)) {
    await context.store.commit([attempt.count, ...writesIfWrong]);
    throw codeMismatch();
  }
  return { code, spend: [verificationCodes.delete(code, { expect: code }), ...attempt.forget] };
}
