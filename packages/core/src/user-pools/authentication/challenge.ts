import type { ChallengeNameType, InitiateAuthResponse } from "@cogmock/protocol/user-pools";

/** The members that InitiateAuth, RespondToAuthChallenge and their Admin twins all answer: tokens, or a challenge. */
export type SignInResponse = InitiateAuthResponse;

/** What a user has to do before a sign-in goes on. */
export interface Challenge {
  readonly name: ChallengeNameType;
  /** `ChallengeParameters` */
  readonly parameters: Readonly<Record<string, string>>;
}
