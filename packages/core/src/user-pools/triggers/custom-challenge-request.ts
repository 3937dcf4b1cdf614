import type { ChallengeResult } from "../authentication/sign-in-progress.ts";
import { eventAttributesOf, type TriggerSubject, userNotFoundOf } from "./trigger-subject.ts";

/** Who signs in by custom challenges, and what they have behind them. */
export interface CustomSignInSubject extends TriggerSubject {
  /** Oldest first. */
  readonly results: readonly ChallengeResult[];
  /** The `ClientMetadata` of an answer to a challenge: that of the call that begins a sign-in does not get here. */
  readonly clientMetadata: Readonly<Record<string, string>> | undefined;
}

/** The members of the events of all three custom challenge triggers. */
export function customChallengeRequest(subject: CustomSignInSubject): {
  readonly userAttributes: Readonly<Record<string, string>>;
  readonly clientMetadata: Readonly<Record<string, string>> | undefined;
  readonly userNotFound: boolean | undefined;
} {
  return {
    userAttributes: eventAttributesOf(subject.user),
    clientMetadata: subject.clientMetadata,
    userNotFound: userNotFoundOf(subject),
  };
}

/** The `session` of their events. Only custom challenges can have metadata. */
export function eventSessionOf({ results }: CustomSignInSubject): readonly object[] {
  return results.map(({ challengeName, challengeResult, challengeMetadata = null }) => ({
    challengeName,
    challengeResult,
    challengeMetadata,
  }));
}
