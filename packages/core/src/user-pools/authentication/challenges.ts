import type { ChallengeNameType } from "@cogmock/protocol/user-pools";
import { customChallengeAnswer } from "./answer-custom-challenge.ts";
import { answerNewPasswordRequired } from "./answer-new-password-required.ts";
import { passwordVerifierAnswer } from "./answer-password-verifier.ts";
import type { AnswerableChallenge } from "./challenge-answer.ts";

/** How each challenge is answered. Those that are not here are not built yet, and are never posed. */
export const CHALLENGES: Readonly<Partial<Record<ChallengeNameType, AnswerableChallenge>>> = {
  CUSTOM_CHALLENGE: customChallengeAnswer,
  NEW_PASSWORD_REQUIRED: { answer: answerNewPasswordRequired },
  PASSWORD_VERIFIER: passwordVerifierAnswer,
};
