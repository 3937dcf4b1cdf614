import { setImmediate } from "node:timers";

/** The two places where a computation can run. */
export interface Places<Job, Result> {
  /** Computes on the event loop: the least delay, but everything else waits. */
  readonly here: (job: Job) => Result;
  /** Computes on another thread; undefined when none is free. */
  readonly away: (job: Job) => Promise<Result> | undefined;
}

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly resolve: (result: Result | Promise<Result>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Runs a computation on the event loop when it is alone and on other threads when there are several at once.
 *
 * What is asked for within one turn of the event loop is decided on together at the turn's end, because requests that
 * arrive together are handled in one turn, one after the other, and each alone would look alone. Of several, the last
 * one runs here while the others run on other threads: for the two tokens of a lone sign-in that is the quickest way.
 * While any is away the event loop is kept free for what else there is to do, unless no thread takes more.
 */
export function aloneOrAway<Job, Result>({ here, away }: Places<Job, Result>): (job: Job) => Promise<Result> {
  const waiting: Waiting<Job, Result>[] = [];
  let awayCount = 0;
  let decisionDue = false;

  function decideLater(): void {
    if (decisionDue) return;
    decisionDue = true;
    setImmediate(decide);
  }

  function decide(): void {
    decisionDue = false;
    const keepOneHere = awayCount === 0;
    let awayTakesMore = true;
    while (waiting.length > (keepOneHere ? 1 : 0) && awayTakesMore) awayTakesMore = sendAway();
    if (keepOneHere || !awayTakesMore) runHere();
    if (waiting.length > 0) decideLater();
  }

  function sendAway(): boolean {
    const [first] = waiting;
    if (first === undefined) return false;
    const result = away(first.job);
    if (result === undefined) return false;
    waiting.shift();
    awayCount += 1;
    first.resolve(result.finally(() => (awayCount -= 1)));
    return true;
  }

  function runHere(): void {
    const first = waiting.shift();
    if (first === undefined) return;
    try {
      first.resolve(here(first.job));
    } catch (error) {
      first.reject(error);
    }
  }

  return (job) =>
    new Promise((resolve, reject) => {
      waiting.push({ job, resolve, reject });
      decideLater();
    });
}
