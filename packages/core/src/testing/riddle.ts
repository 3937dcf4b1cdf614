import type { TriggerEvent } from "../index.ts";
import { type Functions, respond } from "./given-triggers.ts";

/** The right answer to the riddle. */
export const RIDDLE_ANSWER = "42";

/** What a custom sign-in has behind it, as its triggers are told. */
export function sessionOf({ request }: TriggerEvent): unknown {
  return request["session"];
}

/** Three attempts at one riddle: tokens for the right answer, the end after three wrong ones. */
export const RIDDLE = {
  DefineAuthChallenge: respond((event) => {
    const session = sessionOf(event);
    const results = Array.isArray(session) ? session : [];
    if (results.at(-1)?.challengeResult === true) return { issueTokens: true, failAuthentication: false };
    if (results.length >= 3) return { issueTokens: false, failAuthentication: true };
    return { challengeName: "CUSTOM_CHALLENGE", issueTokens: false, failAuthentication: false };
  }),
  CreateAuthChallenge: respond((event) => {
    const session = sessionOf(event);
    const attempt = Array.isArray(session) ? session.length + 1 : 0;
    return {
      publicChallengeParameters: { riddle: "What is 6 times 7?" },
      privateChallengeParameters: { answer: RIDDLE_ANSWER },
      challengeMetadata: `ATTEMPT_${attempt}`,
    };
  }),
  VerifyAuthChallengeResponse: respond(({ request }) => ({
    answerCorrect:
      JSON.stringify(request["privateChallengeParameters"]) === JSON.stringify({ answer: request["challengeAnswer"] }),
  })),
} satisfies Functions;

/** The riddle, as often as it takes; after a password, where the sign-in begins with SRP. */
export const PASSWORD_AND_RIDDLE = {
  ...RIDDLE,
  DefineAuthChallenge: respond((event) => {
    const session = sessionOf(event);
    const results = Array.isArray(session) ? session : [];
    const last = results.at(-1);
    if (last?.challengeName === "SRP_A") return { challengeName: "PASSWORD_VERIFIER" };
    if (last?.challengeName === "CUSTOM_CHALLENGE" && last.challengeResult === true) return { issueTokens: true };
    return { challengeName: "CUSTOM_CHALLENGE" };
  }),
} satisfies Functions;
