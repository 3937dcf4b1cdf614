import type { ChallengeNameType, InitiateAuthResponse } from "@cogmock/protocol/user-pools";
import type { MessageDraft } from "../messages/compose-message.ts";
import type { ChallengeMemory } from "./auth-sessions.collection.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { Proof } from "./sign-in-progress.ts";
import type { SecretBlock } from "./secret-block.ts";

/** A sign-in on the pool's own pages that has come to its end: what a session of theirs, and codes, are made of. */
export interface HostedSignIn {
  readonly sub: string;
  /** The `auth_time` of the tokens to come. */
  readonly authenticatedAt: EpochMilliseconds;
  readonly proofs: readonly Proof[];
  readonly acr?: string | undefined;
  /** The event under which it is recorded, where it is. */
  readonly eventId?: string | undefined;
  /** The provider that the user has signed in with; absent where the user is of the pool itself. */
  readonly identityProvider?: string | undefined;
}

/**
 * The members that InitiateAuth, RespondToAuthChallenge and their Admin twins all answer: tokens, or a challenge. A
 * sign-in on the pool's own pages ends with `hosted` in place of tokens.
 */
export type SignInResponse = InitiateAuthResponse & { readonly hosted?: HostedSignIn };

/** What a user has to do before a sign-in goes on. */
export interface Challenge {
  readonly name: ChallengeNameType;
  /** `ChallengeParameters` */
  readonly parameters: Readonly<Record<string, string>>;
  /** `AvailableChallenges`, of sign-ins that let their user choose. */
  readonly available?: readonly ChallengeNameType[] | undefined;
  /** What is needed to judge the answer; kept with the session, never shown. */
  readonly memory?: ChallengeMemory | undefined;
  /** Of a challenge with a `SECRET_BLOCK`: the block, which holds the session. */
  readonly secretBlock?: SecretBlock | undefined;
  /** Whether `Session` is left out of the response, its block being enough. */
  readonly omitsSession?: boolean | undefined;
  /** Go out with the challenge: the message with its code. */
  readonly messages?: readonly MessageDraft[] | undefined;
}

/** The answer to a call that ends with a challenge. @param session the `Session` to answer it in */
export function challengeResponse(
  { name, parameters, available, omitsSession }: Challenge,
  session: string,
): SignInResponse {
  return {
    ChallengeName: name,
    ...(omitsSession ? {} : { Session: session }),
    ChallengeParameters: parameters,
    ...(available && { AvailableChallenges: [...available] }),
  };
}
