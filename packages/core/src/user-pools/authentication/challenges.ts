import type { ChallengeNameType } from "@cogmock/protocol/user-pools";
import { devicePasswordVerifierAnswer, deviceSrpAuthAnswer } from "../devices/device-srp-auth.ts";
import { customChallengeAnswer } from "./answer-custom-challenge.ts";
import { answerNewPasswordRequired } from "./answer-new-password-required.ts";
import { passwordVerifierAnswer } from "./answer-password-verifier.ts";
import type { AnswerableChallenge } from "./challenge-answer.ts";

/** How each challenge is answered. Those that are not here are not built yet, and are never posed. */
export const CHALLENGES: Readonly<Partial<Record<ChallengeNameType, AnswerableChallenge>>> = {
  CUSTOM_CHALLENGE: customChallengeAnswer,
  DEVICE_PASSWORD_VERIFIER: devicePasswordVerifierAnswer,
  DEVICE_SRP_AUTH: deviceSrpAuthAnswer,
  NEW_PASSWORD_REQUIRED: { answer: answerNewPasswordRequired },
  PASSWORD_VERIFIER: passwordVerifierAnswer,
};
