import type { Store } from "../../store/store.ts";
import { type KeptTriggerRecord, triggerRecords } from "./trigger-records.collection.ts";

/** How many records are kept, of all pools together, give or take a few: what is older goes. */
export const MAX_TRIGGER_RECORDS = 1_000;

/** After how many new records the old ones are looked for. */
const TRIM_EVERY = 100;

/** Keeps records. */
export type KeepTriggerRecords = (records: readonly KeptTriggerRecord[]) => Promise<void>;

/** Makes what keeps records in a store, the latest ones, whoever else writes to it. */
export function createTriggerRecordKeeper(store: Store): KeepTriggerRecords {
  let untrimmed = TRIM_EVERY;

  async function trim(): Promise<void> {
    const excess = (await store.count(triggerRecords, "byTime", [])) - MAX_TRIGGER_RECORDS;
    if (excess <= 0) return;
    const { documents } = await store.find(triggerRecords, "byTime", [], { limit: excess });
    await store.commit(documents.map((record) => triggerRecords.delete(record, { expect: "any" })));
  }

  return async (records) => {
    await store.commit(records.map((record) => triggerRecords.put(record, { expect: "absent" })));
    untrimmed += records.length;
    if (untrimmed < TRIM_EVERY) return;
    untrimmed = 0;
    await trim();
  };
}
