import { authParameter } from "../authentication/auth-parameters.ts";
import type { AnswerableChallenge } from "../authentication/challenge-answer.ts";
import { challengesTo } from "../step-up/acr-target.ts";
import { answerWebAuthn } from "./answer-web-authn.ts";
import { requireChoice } from "./choice.ts";
import { availableChallenges } from "./first-challenges.ts";
import { poseFirstChallenge } from "./pose-first-challenge.ts";

/**
 * SELECT_CHALLENGE: the user has chosen, and may have answered with it. To WEB_AUTHN, too, one may answer so: with another
 * choice.
 *
 * @throws as `requireChoice`, and as the challenge that was chosen
 */
export const answerSelectChallenge: AnswerableChallenge["answer"] = async (context, input) => {
  const { signIn, responses } = input;
  const available = await availableChallenges(context, signIn.pool, signIn.user);
  const chosen = requireChoice(challengesTo(signIn.progress, signIn, available), responses);
  if (chosen === "WEB_AUTHN" && authParameter(responses, "CREDENTIAL")) return answerWebAuthn(context, input);
  return poseFirstChallenge(context, signIn, chosen);
};
