import { findAll } from "../../store/find-all.ts";
import { type Store, type Stored, storedVersion } from "../../store/store.ts";
import type { TriggerRecord } from "./trigger-record.ts";
import { type KeptTriggerRecord, triggerRecords } from "./trigger-records.collection.ts";

/** Calls of one millisecond may be of different processes: the store knows which was committed first. */
function byTime(left: Stored<KeptTriggerRecord>, right: Stored<KeptTriggerRecord>): number {
  return (
    left.calledAtMilliseconds - right.calledAtMilliseconds ||
    left[storedVersion] - right[storedVersion] ||
    left.sequence - right.sequence
  );
}

function toTriggerRecord(kept: Stored<KeptTriggerRecord>): TriggerRecord {
  const { calledAtMilliseconds: _, sequence: __, [storedVersion]: ___, ...record } = kept;
  return record;
}

/** Every call of a function that is still remembered, oldest first. */
export async function listTriggerRecords({ store }: { readonly store: Store }): Promise<TriggerRecord[]> {
  const list = await findAll(store, triggerRecords, "byTime", []);
  return list.toSorted(byTime).map(toTriggerRecord);
}
