import type { TextName, Texts } from "../texts/texts.ts";
import type { HostedStep } from "@cogmock/core";
import type { ClientRequest } from "../http/hosted-request.ts";
import type { Html } from "../pages/html.ts";
import type { Graphic } from "../pages/look.ts";

/** A challenge that a user is to meet, as its page goes to the browser and comes back with the answer. */
export interface PosedChallenge {
  readonly name: Extract<HostedStep, { readonly kind: "challenge" }>["name"];
  readonly session: string;
  /** The name that the user has typed. */
  readonly username: string;
  /** `ChallengeParameters`, of which the page shows some. */
  readonly parameters: Readonly<Record<string, string>>;
  /** `AvailableChallenges`, of SELECT_CHALLENGE. */
  readonly available?: readonly string[] | undefined;
}

/** Why an answer is not worth being looked at by Cognito. */
export class UnusableAnswer extends Error {
  override readonly name = "UnusableAnswer";
}

/** The page of one kind of challenge. */
export interface ChallengePage {
  /** Where its form goes. */
  readonly path: "/login/passkey" | "/selectChallenge" | "/changePassword" | "/mfa" | "/mfa/options";
  readonly title: TextName;
  readonly button: TextName;
  readonly graphic?: Graphic;
  /** The parameters that the page needs again when its answer is refused. */
  readonly keeps: readonly string[];
  /** Whether it asks for a code that was sent. */
  readonly hasSentCode?: boolean;
  /** What cannot be done without one. */
  readonly script?: string;
  readonly content: (challenge: PosedChallenge, texts: Texts, request: Pick<ClientRequest, "form" | "pool">) => Html;
  /** `ChallengeResponses`. @throws UnusableAnswer */
  readonly responses: (
    form: URLSearchParams,
    challenge: PosedChallenge,
    texts: Texts,
  ) => Readonly<Record<string, string>>;
}

/** A list of texts in a parameter. */
export function listIn({ parameters }: PosedChallenge, name: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(parameters[name] ?? "[]");
    return Array.isArray(list) ? list.filter((element) => typeof element === "string") : [];
  } catch {
    return [];
  }
}
