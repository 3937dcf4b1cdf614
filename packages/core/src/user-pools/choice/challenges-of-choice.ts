import type { ChallengeNameType } from "@cogmock/protocol/user-pools";
import { requireAuthParameter } from "../authentication/auth-parameters.ts";
import { answerSentCode } from "../authentication/answer-sent-code.ts";
import { invalidSession } from "../authentication/auth-session.ts";
import type { AnswerableChallenge } from "../authentication/challenge-answer.ts";
import type { Proof } from "../authentication/sign-in-progress.ts";
import { requireSrpA } from "../authentication/srp-exchange.ts";
import { assertEnabled } from "../users/user.ts";
import { answerSelectChallenge } from "./answer-select-challenge.ts";
import { answerWebAuthn } from "./answer-web-authn.ts";
import { answerDecoyChoice, answerDecoyPassword, answerDecoySrp, refuseDecoyCode } from "./choice-of-stranger.ts";
import { ADDRESS_OF_CHALLENGE, availableChallenges } from "./first-challenges.ts";
import { poseFirstChallenge, signInWithPassword } from "./pose-first-challenge.ts";

/**
 * A code as the first factor, or as the second. The first confirms a sign-up; it is no good any more where the pool, or
 * what has become of the user, does not let them begin with a code by now.
 *
 * @throws NotAuthorizedException `Invalid session for the user.`
 * @throws as `answerSentCode`
 */
function codeChallenge(name: keyof typeof ADDRESS_OF_CHALLENGE, parameter: string, proof: Proof): AnswerableChallenge {
  const answerCode = answerSentCode(name, parameter, proof);
  return {
    assertAdmitted: assertEnabled,
    answer: async (context, input) => {
      const { pool, user, session } = input.signIn;
      const isFirst = session.memory?.sentCode?.purpose === "FirstFactor";
      if (isFirst && !(await availableChallenges(context, pool, user)).includes(name)) throw invalidSession();
      return answerCode(context, input);
    },
    answerDecoy: refuseDecoyCode(parameter),
  };
}

/** How the challenges of a sign-in by choice are answered. */
export const CHALLENGES_OF_CHOICE: Readonly<Partial<Record<ChallengeNameType, AnswerableChallenge>>> = {
  SELECT_CHALLENGE: {
    assertAdmitted: assertEnabled,
    answer: answerSelectChallenge,
    answerDecoy: answerDecoyChoice,
  },
  PASSWORD: {
    answer: async (context, { signIn, responses }) =>
      signInWithPassword(context, signIn, requireAuthParameter(responses, "PASSWORD")),
    answerDecoy: answerDecoyPassword,
  },
  PASSWORD_SRP: {
    answer: async (context, { signIn, responses }) => {
      requireSrpA(responses);
      return poseFirstChallenge(context, signIn, "PASSWORD_SRP");
    },
    answerDecoy: answerDecoySrp,
  },
  EMAIL_OTP: codeChallenge("EMAIL_OTP", "EMAIL_OTP_CODE", "EmailCode"),
  SMS_OTP: codeChallenge("SMS_OTP", "SMS_OTP_CODE", "SmsCode"),
  WEB_AUTHN: { answer: answerWebAuthn },
};
