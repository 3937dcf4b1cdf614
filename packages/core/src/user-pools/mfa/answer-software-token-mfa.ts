import {
  CodeMismatchException,
  ExpiredCodeException,
  SoftwareTokenMFANotFoundException,
} from "@cogmock/protocol/errors";
import { requireAuthParameter } from "../authentication/auth-parameters.ts";
import type { AnswerableChallenge } from "../authentication/challenge-answer.ts";
import { continueSignIn, withProof } from "../authentication/sign-in.ts";
import { countWrongAnswer } from "../authentication/wrong-answer.ts";
import { judgeCode, USED_BEFORE } from "./software-token.ts";
import { mfaOf } from "./user-mfa.ts";

/** unconfirmed: what AWS says where the app has been taken away from the user in the meantime. */
const TOKEN_IS_GONE = "Software Token MFA is not enabled for the user";

/**
 * SOFTWARE_TOKEN_MFA: a code of the user's authenticator app, of the present 30 seconds or of those before or after. A
 * wrong one leaves the session good for another.
 *
 * @throws InvalidParameterException `Missing required parameter SOFTWARE_TOKEN_MFA_CODE`
 * @throws CodeMismatchException `Invalid code received for user`
 * @throws ExpiredCodeException `Your software token has already been used once.`
 * @throws SoftwareTokenMFANotFoundException the app has been taken away from the user
 * @throws NotAuthorizedException `Password attempts exceeded`: see `countWrongAnswer`
 */
export const answerSoftwareTokenMfa: AnswerableChallenge["answer"] = async (context, { signIn, responses }) => {
  const code = requireAuthParameter(responses, "SOFTWARE_TOKEN_MFA_CODE");
  const { user } = signIn;
  const mfa = mfaOf(user);
  if (!mfa.softwareToken) throw new SoftwareTokenMFANotFoundException(TOKEN_IS_GONE);
  const outcome = judgeCode(context, mfa.softwareToken, code);
  if (outcome === "used") throw new ExpiredCodeException(USED_BEFORE);
  if (outcome === "wrong") {
    await countWrongAnswer(context, signIn, "Code");
    throw new CodeMismatchException("Invalid code received for user");
  }
  const after = { ...signIn, user: { ...user, mfa: { ...mfa, softwareToken: outcome.accepted } } };
  return continueSignIn(context, withProof(after, "SoftwareToken", "SOFTWARE_TOKEN_MFA"));
};
