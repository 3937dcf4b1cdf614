/** A call of an AWS Lambda function, waiting for its result. */
export interface Invocation {
  /** As the pool's `LambdaConfig` names it; the ARN may end in a version or an alias. */
  readonly functionArn: string;
  /** The event: JSON text. */
  readonly payload: string;
  /** Nobody waits for the result: Lambda's invocation type `Event`. */
  readonly isAsynchronous?: true;
}

/**
 * What became of an invocation:
 * - `returned`: the function's result as text, which may be no JSON at all; absent where it returned nothing.
 * - `threw`: the function failed, by its own doing or by Lambda's (a crash, its own time limit).
 * - `timedOut`: there was no result in the time that Cognito waits, as often as it tried.
 * - `unreachable`: the function did not run. The reason is the name of the error that Lambda would answer:
 *   `ResourceNotFoundException`, `AccessDeniedException`, `ResourceConflictException`.
 */
export type InvocationOutcome =
  | { readonly kind: "returned"; readonly payload: string | undefined }
  | { readonly kind: "threw"; readonly errorMessage: string }
  | { readonly kind: "timedOut" }
  | { readonly kind: "unreachable"; readonly reason: string };

/**
 * Runs Lambda functions: those of a program, of a file, or behind an endpoint. It never rejects.
 *
 * @param signal aborted when Cognito does not wait any longer
 */
export type InvokeFunction = (invocation: Invocation, signal?: AbortSignal) => Promise<InvocationOutcome>;
