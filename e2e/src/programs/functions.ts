import type { TriggerEvent, TriggerFunctions } from "@cogmock/server";

// As people write them for AWS Lambda: a custom sign-in that asks for a word backwards, and what goes with any sign-in.

interface Result {
  readonly challengeName: string;
  readonly challengeResult: boolean;
}

type Event<Request> = TriggerEvent & { request: Request };
type InSession = Event<{ session: readonly Result[] }>;
type Answered = Event<{ challengeAnswer: string; privateChallengeParameters: { answer: string } }>;
type WithMetadata = Event<{ clientMetadata?: { tenant?: string } }>;

const MAX_ATTEMPTS = 3;
const WORDS = ["lantern", "saddle", "thimble"];
const UNDECIDED = { issueTokens: false, failAuthentication: false };

/** At once, or after the password where the sign-in has one: a word, up to three times. */
function decide(session: readonly Result[]): object {
  if (session.at(-1)?.challengeName === "SRP_A") return { challengeName: "PASSWORD_VERIFIER", ...UNDECIDED };
  const answers = session.filter(({ challengeName }) => challengeName === "CUSTOM_CHALLENGE");
  if (answers.at(-1)?.challengeResult) return { issueTokens: true, failAuthentication: false };
  if (answers.length >= MAX_ATTEMPTS) return { issueTokens: false, failAuthentication: true };
  return { challengeName: "CUSTOM_CHALLENGE", ...UNDECIDED };
}

function backwards(word: string): string {
  return word.split("").toReversed().join("");
}

/** What the functions want to hear when they ask: the word of the question, backwards. */
export function answerTo(question: string): string {
  return backwards(question.split(" ")[0] ?? "");
}

/** By function name. */
export const functions: TriggerFunctions = {
  define: (event: InSession) => ({ ...event, response: decide(event.request.session) }),

  create: (event: InSession) => {
    const word = WORDS[event.request.session.length % WORDS.length] ?? "";
    return {
      ...event,
      response: {
        publicChallengeParameters: { question: `${word} backwards?` },
        privateChallengeParameters: { answer: backwards(word) },
      },
    };
  },

  verify: async (event: Answered) => {
    const { challengeAnswer, privateChallengeParameters } = event.request;
    return { ...event, response: { answerCorrect: challengeAnswer === privateChallengeParameters.answer } };
  },

  doorkeeper: async (event) => {
    if (event.userName.startsWith("stranger")) throw new Error("strangers stay out");
    return event;
  },

  claims: async (event: WithMetadata) => {
    const claimsToAddOrOverride = {
      source: event.triggerSource,
      tenant: event.request.clientMetadata?.tenant ?? "none",
    };
    return { ...event, response: { claimsOverrideDetails: { claimsToAddOrOverride } } };
  },
};

const arnOf = (name: string): string => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

/** The `LambdaConfig` of a pool that calls all of these. */
export const LAMBDA_CONFIG = {
  DefineAuthChallenge: arnOf("define"),
  CreateAuthChallenge: arnOf("create"),
  VerifyAuthChallengeResponse: arnOf("verify"),
  PreAuthentication: arnOf("doorkeeper"),
  PreTokenGeneration: arnOf("claims"),
};
