import type { ChallengeNameType } from "@cogmock/protocol/user-pools";
import { answerNewPasswordRequired } from "./answer-new-password-required.ts";
import { answerDecoyPasswordVerifier, answerPasswordVerifier } from "./answer-password-verifier.ts";
import type { AnswerableChallenge } from "./challenge-answer.ts";
import { sessionOfSecretBlock } from "./secret-block.ts";

/** How each challenge is answered. Those that are not here are not built yet, and are never posed. */
export const CHALLENGES: Readonly<Partial<Record<ChallengeNameType, AnswerableChallenge>>> = {
  NEW_PASSWORD_REQUIRED: { answer: answerNewPasswordRequired },
  PASSWORD_VERIFIER: {
    answer: answerPasswordVerifier,
    answerDecoy: answerDecoyPasswordVerifier,
    sessionOf: sessionOfSecretBlock,
  },
};
