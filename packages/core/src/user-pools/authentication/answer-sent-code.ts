import { constantTimeEquals } from "@cogmock/crypto";
import { CodeMismatchException } from "@cogmock/protocol/errors";
import type { ChallengeNameType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { verifiedFlagOf } from "../attributes/contact-attributes.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { assertSetupIsDue } from "../mfa/setup-session.ts";
import { reviseUser, type User } from "../users/user.ts";
import { requireAuthParameter } from "./auth-parameters.ts";
import type { AnswerableChallenge, ChallengeAnswerInput } from "./challenge-answer.ts";
import { confirmed } from "./confirmation-by-code.ts";
import type { SentCode } from "./sent-code.ts";
import type { Proof } from "./sign-in-progress.ts";
import { continueSignIn, type SignIn, withProof } from "./sign-in.ts";
import { countWrongAnswer } from "./wrong-answer.ts";

/** What AWS says to a wrong code in a sign-in. */
export function wrongSentCode(): CodeMismatchException {
  return new CodeMismatchException("Invalid code or auth state for the user.");
}

/** Whether the address is still the user's, or still to become theirs: who has given it up proves nothing by it. */
function isAddressOf(user: User, { attribute, destination, isNewAddress }: SentCode): boolean {
  return (user.attributes[attribute] ?? (isNewAddress ? destination : undefined)) === destination;
}

/** The user with the address, verified. It confirms a sign-up, as the code that was sent for that does. */
function withVerifiedAddress(pool: UserPool, user: User, { attribute, destination }: SentCode, now: number): User {
  const verified = { [attribute]: destination, [verifiedFlagOf(attribute)]: "true" };
  const isKnown = Object.entries(verified).every(([name, value]) => user.attributes[name] === value);
  if (isKnown && user.status !== "UNCONFIRMED") return user;
  const status = user.status === "UNCONFIRMED" ? "CONFIRMED" : user.status;
  return reviseUser(pool, user, { status, attributes: { ...user.attributes, ...verified } }, now);
}

/**
 * Checks the answer to a code that was sent. A wrong one is counted and leaves the session good for another; a right one
 * verifies the address that the code was sent to.
 *
 * @param parameter the response that holds the code
 * @returns the sign-in of the user as they are then
 * @throws InvalidParameterException `Missing required parameter <parameter>`
 * @throws CodeMismatchException `Invalid code or auth state for the user.`
 * @throws NotAuthorizedException `Password attempts exceeded`: see `countWrongAnswer`; and as `assertSetupIsDue`, where
 *   the address is to become the user's second factor
 */
async function requireSentCode(
  context: Pick<OperationContext, "store" | "clock" | "random">,
  { signIn, responses }: ChallengeAnswerInput,
  parameter: string,
): Promise<SignIn> {
  const answer = requireAuthParameter(responses, parameter);
  const { pool, user, session } = signIn;
  const sent = session.memory?.sentCode;
  if (!sent || !constantTimeEquals(sent.code, answer) || !isAddressOf(user, sent)) {
    await countWrongAnswer(context, signIn, "Code");
    throw wrongSentCode();
  }
  if (sent.isNewAddress) assertSetupIsDue(pool, user);
  return { ...signIn, user: withVerifiedAddress(pool, user, sent, context.clock.now()) };
}

/**
 * The answer to a challenge that asks for a code that was sent.
 *
 * @param challenge what it answers
 * @throws as `requireSentCode` and `confirmed`
 */
export function answerSentCode(
  challenge: ChallengeNameType,
  parameter: string,
  proof: Proof,
): AnswerableChallenge["answer"] {
  return async (context, input) => {
    const signIn = await confirmed(context, await requireSentCode(context, input, parameter));
    return continueSignIn(context, withProof(signIn, proof, challenge));
  };
}
