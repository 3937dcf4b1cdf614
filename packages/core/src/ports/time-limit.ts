import type { Invocation, InvocationOutcome, InvokeFunction } from "./triggers.ts";

/** For how long Cognito waits for a function. @see "Customizing user pool workflows with Lambda triggers" in the Amazon Cognito Developer Guide */
export const TIME_LIMIT_MILLISECONDS = 5_000;

/** How often Cognito tries a function that does not answer in time. @see the same page */
const MAX_TRIES = 3;

/** One try, given up when its time is over. It is real time, whatever the `Clock` says: somebody waits. */
async function tryOnce(invoke: InvokeFunction, invocation: Invocation): Promise<InvocationOutcome> {
  const limit = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<InvocationOutcome>((resolve) => {
    timer = setTimeout(() => {
      limit.abort();
      resolve({ kind: "timedOut" });
    }, TIME_LIMIT_MILLISECONDS);
  });
  try {
    return await Promise.race([invoke(invocation, limit.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs functions as long and as often as Cognito does: five seconds, and three times where they take longer. What failed
 * in time is not tried again. A function may thus run several times for one event.
 */
export function withTimeLimit(invoke: InvokeFunction): InvokeFunction {
  return async (invocation) => {
    for (let tries = 1; ; tries++) {
      const outcome = await tryOnce(invoke, invocation);
      if (outcome.kind !== "timedOut" || tries === MAX_TRIES) return outcome;
    }
  };
}
