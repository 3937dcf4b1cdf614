import type { AuthParameters } from "./auth-parameters.ts";
import type { Origin } from "./call-origin.ts";

/** What one call of a sign-in says besides its answer: for triggers, and for the record of sign-ins. */
export interface SignInCall {
  readonly operation: "InitiateAuth" | "AdminInitiateAuth" | "RespondToAuthChallenge" | "AdminRespondToAuthChallenge";
  /** `ClientMetadata` */
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
  /** `AuthParameters` or `ChallengeResponses` */
  readonly parameters: AuthParameters;
  /** Where the user sits who makes the call. */
  readonly origin: Origin;
  /** `Session` of InitiateAuth: the one that ConfirmSignUp answered. */
  readonly session?: string | undefined;
}

/**
 * The `ClientMetadata` of an answer to a challenge, which reaches the triggers for custom challenges, messages and
 * tokens. That of a call that begins a sign-in does not.
 *
 * @see AWS API Reference, InitiateAuth and RespondToAuthChallenge, `ClientMetadata`
 */
export function answerMetadataOf({ operation, clientMetadata }: SignInCall): SignInCall["clientMetadata"] {
  return operation === "InitiateAuth" || operation === "AdminInitiateAuth" ? undefined : clientMetadata;
}
