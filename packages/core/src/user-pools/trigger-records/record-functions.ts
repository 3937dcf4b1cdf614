import type { Clock } from "../../ports/clock.ts";
import type { Random } from "../../ports/random.ts";
import { type EndedInvocation, functionsOfRequest, type RequestFunctions } from "../../ports/request-functions.ts";
import type { InvokeFunction } from "../../ports/triggers.ts";
import { type Store, StoreUnavailable } from "../../store/store.ts";
import { isAboutAnswer } from "../triggers/trigger-errors.ts";
import { createTriggerRecordKeeper } from "./keep-trigger-records.ts";
import { makeTriggerRecord } from "./make-trigger-record.ts";

/** The functions of one request, of whose calls a record is kept. */
export interface RecordedFunctions extends RequestFunctions {
  /**
   * Keeps the record, at the end of the request, whatever its end. @param error what the request answers, where that is
   * an error: what a function returned may have turned out to be nothing that its trigger can use
   */
  readonly keepRecord: (error?: unknown) => Promise<void>;
}

/** Makes what runs the functions of requests. */
export type BeginFunctions = () => RecordedFunctions;

/** What recording takes. */
export interface RecordingPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly invoke: InvokeFunction;
}

/**
 * Makes what runs the functions of requests and keeps a record of it in the store: in a commit of its own, after the
 * request, for it is kept of refused ones too. A store that has gone away meanwhile makes no request fail that is done.
 */
export function recordFunctions({ store, clock, random, invoke }: RecordingPorts): BeginFunctions {
  const keep = createTriggerRecordKeeper(store);

  async function record(ended: readonly EndedInvocation[], error?: unknown): Promise<void> {
    if (ended.length === 0) return;
    // The trigger whose function returned something useless was the last: it ended the request.
    const amiss = isAboutAnswer(error) ? error.message : undefined;
    const records = ended.map((end, index) =>
      makeTriggerRecord({ random }, end, index === ended.length - 1 ? amiss : undefined),
    );
    try {
      await keep(records);
    } catch (failure) {
      if (!(failure instanceof StoreUnavailable)) throw failure;
    }
  }

  return () => {
    const functions = functionsOfRequest({
      invoke,
      clock,
      // By then the store may be closed; nobody waits for the answer.
      onEndedLater: (ended) => void record([ended]).catch(() => {}),
    });
    return { ...functions, keepRecord: (error) => record(functions.ended, error) };
  };
}
