import {
  InvalidLambdaResponseException,
  UnexpectedLambdaException,
  UserLambdaValidationException,
} from "@cogmock/protocol/errors";
import type { InvocationOutcome } from "../../ports/triggers.ts";
import type { TriggerName } from "./trigger-function.ts";

/** What AWS says to a result that is JSON, but not the event with a response that fits the trigger. */
export function unrecognizableOutput(): InvalidLambdaResponseException {
  return new InvalidLambdaResponseException("Unrecognizable lambda output");
}

/** What AWS says where a function returned nothing, or nothing that is JSON. */
export function invalidJson(): InvalidLambdaResponseException {
  return new InvalidLambdaResponseException("Invalid lambda function output : Invalid JSON");
}

/** What takes the place of Lambda's error where a function did not answer Cognito in time. */
const SOCKET_TIMEOUT = "Socket timeout while invoking Lambda function";

/** What AWS says where a function could not be run to its end. */
function notInvoked(trigger: TriggerName, reason: string): UnexpectedLambdaException {
  return new UnexpectedLambdaException(`${trigger} invocation failed due to error ${reason}.`);
}

/**
 * What a function returned, as text.
 *
 * @throws UserLambdaValidationException `<trigger> failed with error <what it threw>.`
 * @throws UnexpectedLambdaException it did not run, or did not end in time
 */
export function requireReturned(trigger: TriggerName, outcome: InvocationOutcome): string | undefined {
  if (outcome.kind === "returned") return outcome.payload;
  if (outcome.kind === "threw") {
    throw new UserLambdaValidationException(`${trigger} failed with error ${outcome.errorMessage}.`);
  }
  throw notInvoked(trigger, outcome.kind === "timedOut" ? SOCKET_TIMEOUT : outcome.reason);
}

/** What a function said is why an operation fails by an error of its own: the cause of that error. */
export class UnfitAnswer extends Error {
  override readonly name = "UnfitAnswer";
}

/** Whether an operation fails by what the last of its functions returned. */
export function isAboutAnswer(error: unknown): error is Error {
  return (
    error instanceof InvalidLambdaResponseException || (error instanceof Error && error.cause instanceof UnfitAnswer)
  );
}

/** Whether this is the error of a trigger that failed, whatever the way. Nothing else raises these three. */
export function isTriggerFailure(error: unknown): boolean {
  return (
    error instanceof UserLambdaValidationException ||
    error instanceof UnexpectedLambdaException ||
    error instanceof InvalidLambdaResponseException
  );
}
