import type { AuthParameters } from "./auth-parameters.ts";

/** What one call of a sign-in says besides its answer: for triggers, and for the record of sign-ins. */
export interface SignInCall {
  readonly operation: "InitiateAuth" | "AdminInitiateAuth" | "RespondToAuthChallenge" | "AdminRespondToAuthChallenge";
  /** `ClientMetadata` */
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
  /** `AuthParameters` or `ChallengeResponses` */
  readonly parameters: AuthParameters;
  /** `Session` of InitiateAuth: the one that ConfirmSignUp answered. */
  readonly session?: string | undefined;
}
