import type { EpochMilliseconds, Clock } from "./clock.ts";
import { startStopwatch } from "./stopwatch.ts";
import type { Invocation, InvocationOutcome, InvokeFunction } from "./triggers.ts";

/**
 * Runs functions for one request.
 *
 * @param key what makes an invocation the same as an earlier one of the request
 */
export type InvokeOnce = (key: string, invocation: Invocation) => Promise<InvocationOutcome>;

/** Runs a function for a request that does not wait for it, and does not want to know what becomes of it. */
export type InvokeLater = (invocation: Invocation) => void;

/** An invocation that has ended. */
export interface EndedInvocation {
  readonly invocation: Invocation;
  readonly outcome: InvocationOutcome;
  readonly startedAt: EpochMilliseconds;
  /** In real time, whatever the clock says; all tries together. */
  readonly durationMilliseconds: number;
}

/** What runs the functions of one request, and remembers it. */
export interface RequestFunctions {
  /**
   * Runs each function once, however often the request itself has to run because it lost races: what the function did
   * then is done, and what it said then counts.
   */
  readonly invokeOnce: InvokeOnce;
  readonly invokeLater: InvokeLater;
  /** What the request has waited for so far, in the order in which it ended. */
  readonly ended: readonly EndedInvocation[];
}

/** What running the functions of requests takes. */
export interface RequestFunctionsPorts {
  readonly invoke: InvokeFunction;
  readonly clock: Clock;
  /** Hears of invocations that no request waited for. */
  readonly onEndedLater: (ended: EndedInvocation) => void;
}

/** What runs the functions of a request; to be made anew for each. */
export function functionsOfRequest({ invoke, clock, onEndedLater }: RequestFunctionsPorts): RequestFunctions {
  const outcomes = new Map<string, Promise<InvocationOutcome>>();
  const ended: EndedInvocation[] = [];

  async function run(invocation: Invocation): Promise<EndedInvocation> {
    const startedAt = clock.now();
    const elapsed = startStopwatch();
    const outcome = await invoke(invocation);
    return { invocation, outcome, startedAt, durationMilliseconds: elapsed() };
  }

  async function runAwaited(invocation: Invocation): Promise<InvocationOutcome> {
    const end = await run(invocation);
    ended.push(end);
    return end.outcome;
  }

  return {
    ended,
    invokeOnce(key, invocation) {
      const known = outcomes.get(key);
      if (known) return known;
      const outcome = runAwaited(invocation);
      outcomes.set(key, outcome);
      return outcome;
    },
    invokeLater(invocation) {
      void run(invocation).then(onEndedLater);
    },
  };
}
