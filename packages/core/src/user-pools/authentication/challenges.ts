import type { ChallengeNameType } from "@cogmock/protocol/user-pools";
import { CHALLENGES_OF_CHOICE } from "../choice/challenges-of-choice.ts";
import { devicePasswordVerifierAnswer, deviceSrpAuthAnswer } from "../devices/answer-device-srp-auth.ts";
import { customChallengeAnswer } from "./answer-custom-challenge.ts";
import { answerNewPasswordRequired } from "./answer-new-password-required.ts";
import { passwordVerifierAnswer } from "./answer-password-verifier.ts";
import { answerMfaSetup } from "../mfa/answer-mfa-setup.ts";
import { answerSelectMfaType } from "../mfa/answer-select-mfa-type.ts";
import { answerSoftwareTokenMfa } from "../mfa/answer-software-token-mfa.ts";
import { answerSentCode } from "./answer-sent-code.ts";
import type { AnswerableChallenge } from "./challenge-answer.ts";

/** How each challenge is answered. `ADMIN_NO_SRP_AUTH` is a challenge by name only: it is never posed. */
export const CHALLENGES: Readonly<Partial<Record<ChallengeNameType, AnswerableChallenge>>> = {
  ...CHALLENGES_OF_CHOICE,
  CUSTOM_CHALLENGE: customChallengeAnswer,
  DEVICE_PASSWORD_VERIFIER: devicePasswordVerifierAnswer,
  DEVICE_SRP_AUTH: deviceSrpAuthAnswer,
  NEW_PASSWORD_REQUIRED: { answer: answerNewPasswordRequired },
  PASSWORD_VERIFIER: passwordVerifierAnswer,
  SELECT_MFA_TYPE: { answer: answerSelectMfaType },
  SMS_MFA: { answer: answerSentCode("SMS_MFA", "SMS_MFA_CODE", "SmsCode") },
  SOFTWARE_TOKEN_MFA: { answer: answerSoftwareTokenMfa },
  MFA_SETUP: { answer: answerMfaSetup },
};
