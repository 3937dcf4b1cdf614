import type { Invocation, InvocationOutcome, InvokeFunction } from "./triggers.ts";

/** For how long Cognito waits for a function. @see "Customizing user pool workflows with Lambda triggers" in the Amazon Cognito Developer Guide */
const TIME_LIMIT_MILLISECONDS = 5_000;

/** How often Cognito tries a function that does not answer in time. @see the same page */
const MAX_TRIES = 3;

/** For how long a function may run for whose result nobody waits. @see "Configure Lambda function timeout" in the AWS Lambda Developer Guide */
const LONGEST_TIMEOUT_MILLISECONDS = 900_000;

/** For how long a function may run, in milliseconds: as long as Cognito waits, or else as long as Lambda lets any run. */
export function timeLimitOf({ isAsynchronous }: Pick<Invocation, "isAsynchronous">): number {
  return isAsynchronous ? LONGEST_TIMEOUT_MILLISECONDS : TIME_LIMIT_MILLISECONDS;
}

/** One try, given up when its time is over. It is real time, whatever the `Clock` says: somebody waits. */
async function tryOnce(invoke: InvokeFunction, invocation: Invocation): Promise<InvocationOutcome> {
  const limit = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<InvocationOutcome>((resolve) => {
    timer = setTimeout(() => {
      limit.abort();
      resolve({ kind: "timedOut" });
    }, timeLimitOf(invocation));
    // A program may end before a function for which nobody waits.
    if (invocation.isAsynchronous) timer.unref();
  });
  try {
    return await Promise.race([invoke(invocation, limit.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs functions as long and as often as Cognito does: five seconds, and three times where they take longer. What failed
 * in time is not tried again. A function may thus run several times for one event. One for which nobody waits runs once,
 * and has the time that Lambda gives.
 */
export function withTimeLimit(invoke: InvokeFunction): InvokeFunction {
  return async (invocation) => {
    const maxTries = invocation.isAsynchronous ? 1 : MAX_TRIES;
    for (let tries = 1; ; tries++) {
      const outcome = await tryOnce(invoke, invocation);
      if (outcome.kind !== "timedOut" || tries === maxTries) return outcome;
    }
  };
}
