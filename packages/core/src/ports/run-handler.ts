import type { FunctionCallback, FunctionContext, TriggerEvent, TriggerFunction } from "./trigger-functions.ts";
import type { InvocationOutcome } from "./triggers.ts";

/** An invocation of a function, as its context tells it. */
export interface HandlerInvocation {
  readonly functionName: string;
  /** Or the alias that the ARN ends in. */
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly awsRequestId: string;
  /** When the time of the function is over, by the clock that `now` reads; in milliseconds. */
  readonly deadline: number;
  /** The event: JSON text. */
  readonly payload: string;
}

/**
 * Runs a handler as Lambda's runtime for Node.js does: it answers by a promise, by returning or, where it takes three
 * parameters and returns nothing, through its callback. What it gets and what it returns is copied, as over the wire.
 *
 * It uses nothing but what it is given, for threads run it as text: see `Function.prototype.toString`.
 *
 * unconfirmed: Lambda's text for a result that JSON cannot carry.
 */
export async function runHandler(
  run: TriggerFunction,
  { payload, deadline, ...told }: HandlerInvocation,
  now: () => number,
): Promise<InvocationOutcome> {
  const event: TriggerEvent = JSON.parse(payload);
  let result: unknown;
  try {
    result = await new Promise((resolve, reject) => {
      const answer: FunctionCallback = (error, given) => {
        if (error === undefined || error === null) resolve(given);
        // A callback's error may be a text.
        // oxlint-disable-next-line typescript/prefer-promise-reject-errors
        else reject(error);
      };
      const context: FunctionContext = {
        ...told,
        memoryLimitInMB: "128",
        logGroupName: `/aws/lambda/${told.functionName}`,
        logStreamName: "cogmock",
        callbackWaitsForEmptyEventLoop: true,
        getRemainingTimeInMillis: () => Math.max(0, deadline - now()),
        done: answer,
        succeed: (given) => answer(null, given),
        fail: answer,
      };
      const returned = run(event, context, answer);
      if (returned !== undefined || run.length < 3) resolve(returned);
    });
  } catch (error) {
    // What was thrown need not be an error.
    return { kind: "threw", errorMessage: error instanceof Error ? error.message : String(error) };
  }
  try {
    const text: string | undefined = JSON.stringify(result);
    return { kind: "returned", payload: text };
  } catch {
    return { kind: "threw", errorMessage: "Unable to stringify response body" };
  }
}
