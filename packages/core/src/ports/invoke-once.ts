import type { Invocation, InvocationOutcome, InvokeFunction } from "./triggers.ts";

/**
 * Runs functions for one request.
 *
 * @param key what makes an invocation the same as an earlier one of the request
 */
export type InvokeOnce = (key: string, invocation: Invocation) => Promise<InvocationOutcome>;

/**
 * Runs each function once for a request, however often the request itself has to run because it lost races: what the
 * function did then is done, and what it said then counts. Made anew for every request.
 */
export function onceARequest(invoke: InvokeFunction): InvokeOnce {
  const outcomes = new Map<string, Promise<InvocationOutcome>>();
  return (key, invocation) => {
    const known = outcomes.get(key);
    if (known) return known;
    const outcome = invoke(invocation);
    outcomes.set(key, outcome);
    return outcome;
  };
}
