import type { OperationContext } from "../../operation-context.ts";
import { verifyAuthChallengeResponse } from "../triggers/verify-auth-challenge-response.ts";
import { normalizeSignInName } from "../users/sign-in-names.ts";
import { type AuthParameters, requireAuthParameter } from "./auth-parameters.ts";
import { sessionOfAnother } from "./auth-session.ts";
import type { AnswerableChallenge } from "./challenge-answer.ts";
import { continueDecoySignIn } from "./custom-challenge.ts";
import {
  challengeUsernameOf,
  type CustomSignIn,
  type DecoySignIn,
  ofStranger,
  ofUser,
  toldToTriggers,
} from "./custom-sign-in.ts";
import type { SignInProgress } from "./sign-in-progress.ts";
import { continueSignIn } from "./sign-in.ts";

/** What lies behind a custom sign-in with this answer. A wrong one does not end it: that is for the triggers to say. */
async function progressWithAnswer(
  context: OperationContext,
  signIn: CustomSignIn,
  responses: AuthParameters,
): Promise<SignInProgress> {
  const challengeAnswer = requireAuthParameter(responses, "ANSWER");
  const { progress, session } = signIn;
  const { privateParameters = {}, metadata: challengeMetadata } = session?.memory?.custom ?? {};
  const answer = { challengeAnswer, privateParameters };
  const challengeResult = await verifyAuthChallengeResponse(context, toldToTriggers(signIn), answer);
  const result = { challengeName: "CUSTOM_CHALLENGE", challengeResult, challengeMetadata } as const;
  const results = [...(progress.results ?? []), result];
  if (!challengeResult) return { ...progress, results };
  return { ...progress, proofs: [...progress.proofs, "Custom"], met: "CUSTOM_CHALLENGE", results };
}

/**
 * CUSTOM_CHALLENGE: a trigger verifies the answer, then the triggers decide what comes next.
 *
 * @throws InvalidParameterException `Missing required parameter ANSWER`
 * @throws as `verifyAuthChallengeResponse` and `customChallenge`
 */
export const customChallengeAnswer: AnswerableChallenge = {
  answer: async (context, { signIn, responses }) => {
    const progress = await progressWithAnswer(context, ofUser(signIn), responses);
    return continueSignIn(context, { ...signIn, progress });
  },
  answerDecoy: async (context, { pool, client, session, call, responses }) => {
    const { unknownName = "" } = session;
    const decoy: DecoySignIn = { pool, client, unknownName, call, progress: session.progress, session };
    const username = normalizeSignInName(pool, requireAuthParameter(responses, "USERNAME"));
    const names = [normalizeSignInName(pool, unknownName), await challengeUsernameOf(context, ofStranger(decoy))];
    if (!names.includes(username)) throw sessionOfAnother();
    const progress = await progressWithAnswer(context, ofStranger(decoy), responses);
    return continueDecoySignIn(context, { ...decoy, progress });
  },
};
