import type { OperationContext } from "../../operation-context.ts";
import type { CustomSignInSubject } from "../triggers/custom-challenge-request.ts";
import { verifyAuthChallengeResponse } from "../triggers/verify-auth-challenge-response.ts";
import { normalizeSignInName } from "../users/sign-in-names.ts";
import { type AuthParameters, requireAuthParameter } from "./auth-parameters.ts";
import { sessionOfAnother } from "./auth-session.ts";
import type { ChallengeMemory } from "./auth-sessions.collection.ts";
import type { AnswerableChallenge } from "./challenge-answer.ts";
import { continueDecoySignIn } from "./custom-challenge.ts";
import { customSubjectOf, type DecoySignIn, strangerSubjectOf } from "./custom-sign-in.ts";
import type { SignInProgress } from "./sign-in-progress.ts";
import { continueSignIn } from "./sign-in.ts";

/** An answer to what was asked. */
interface Answer {
  readonly progress: SignInProgress;
  readonly memory: ChallengeMemory | undefined;
  readonly responses: AuthParameters;
}

/** What lies behind a custom sign-in with this answer. A wrong one does not end it: that is for the triggers to say. */
async function progressWithAnswer(
  context: OperationContext,
  subject: CustomSignInSubject,
  { progress, memory, responses }: Answer,
): Promise<SignInProgress> {
  const challengeAnswer = requireAuthParameter(responses, "ANSWER");
  const { privateParameters = {}, metadata: challengeMetadata } = memory?.custom ?? {};
  const challengeResult = await verifyAuthChallengeResponse(context, subject, { challengeAnswer, privateParameters });
  const result = { challengeName: "CUSTOM_CHALLENGE", challengeResult, challengeMetadata } as const;
  const results = [...subject.results, result];
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
    const answer = { progress: signIn.progress, memory: signIn.session.memory, responses };
    const progress = await progressWithAnswer(context, customSubjectOf(signIn), answer);
    return continueSignIn(context, { ...signIn, progress });
  },
  answerDecoy: async (context, { pool, client, session, call, responses }) => {
    const { unknownName = "", progress, memory } = session;
    const username = requireAuthParameter(responses, "USERNAME");
    if (normalizeSignInName(pool, username) !== normalizeSignInName(pool, unknownName)) throw sessionOfAnother();
    const decoy: DecoySignIn = { pool, client, unknownName, call, progress, session };
    const answer = { progress, memory, responses };
    const answered = await progressWithAnswer(context, strangerSubjectOf(decoy), answer);
    return continueDecoySignIn(context, { ...decoy, progress: answered });
  },
};
