import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";
import type { TriggerRecord } from "./trigger-record.ts";

/** A record as it is kept. */
export interface KeptTriggerRecord extends TriggerRecord {
  readonly calledAtMilliseconds: EpochMilliseconds;
  /** Tells the order of calls that one process made in one millisecond. */
  readonly sequence: number;
}

/** The calls of functions of all pools, the latest ones: see `keepTriggerRecords`. Keys are in the order of the calls. */
export const triggerRecords: Collection<KeptTriggerRecord> = defineCollection<KeptTriggerRecord>({
  name: "triggerRecords",
  key: (record) => [record.calledAtMilliseconds, record.sequence, record.id],
  ordered: { byTime: (record) => [[record.calledAtMilliseconds, record.sequence, record.id]] },
});
