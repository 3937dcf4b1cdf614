import { CognitoIdentityProviderServiceException } from "@aws-sdk/client-cognito-identity-provider";

/** What many requests at the same time came to. */
export interface Outcomes<T> {
  /** The answers of those that succeeded. */
  readonly answers: readonly T[];
  /** How many were refused, by error: `CodeMismatchException: Invalid …`. */
  readonly refusals: Readonly<Record<string, number>>;
}

/**
 * Waits for all of them.
 *
 * @throws the first error that is not an answer to a caller's mistake: no answer at all, or one that says 500 or 503
 */
export async function outcomesOf<T>(requests: readonly Promise<T>[]): Promise<Outcomes<T>> {
  const answers: T[] = [];
  const refusals: Record<string, number> = {};
  for (const result of await Promise.allSettled(requests)) {
    if (result.status === "fulfilled") {
      answers.push(result.value);
      continue;
    }
    const refusal = refusalOf(result.reason);
    refusals[refusal] = (refusals[refusal] ?? 0) + 1;
  }
  return { answers, refusals };
}

function refusalOf(error: unknown): string {
  if (error instanceof CognitoIdentityProviderServiceException && error.$metadata.httpStatusCode === 400)
    return `${error.name}: ${error.message}`;
  throw error;
}
