import { InvalidParameterException } from "@cogmock/protocol/errors";
import { requireAuthParameter } from "../authentication/auth-parameters.ts";
import type { AnswerableChallenge } from "../authentication/challenge-answer.ts";
import { poseChallenge } from "../authentication/sign-in.ts";
import { usableMethods } from "./required-mfa.ts";
import { mfaChallenge } from "./second-factor.ts";

/** unconfirmed: AWS's text. */
const NOT_TO_CHOOSE = "Invalid MFA type selected.";

/** AWS's documentation calls the method by this name, its API by its challenge's. */
const ALSO_CALLED: Readonly<Record<string, string>> = { EMAIL_MFA: "EMAIL_OTP" };

/**
 * SELECT_MFA_TYPE: the user has chosen a method, whose challenge comes next.
 *
 * @throws InvalidParameterException `Missing required parameter ANSWER`; the method is none to choose from
 */
export const answerSelectMfaType: AnswerableChallenge["answer"] = async (context, { signIn, responses }) => {
  const answer = requireAuthParameter(responses, "ANSWER");
  const chosen = Object.hasOwn(ALSO_CALLED, answer) ? ALSO_CALLED[answer] : answer;
  const method = usableMethods(signIn.pool, signIn.user).find((candidate) => candidate === chosen);
  if (!method) throw new InvalidParameterException(NOT_TO_CHOOSE);
  const progress = { ...signIn.progress, met: "SELECT_MFA_TYPE" } as const;
  return poseChallenge(context, { ...signIn, progress }, mfaChallenge(context, signIn, method));
};
