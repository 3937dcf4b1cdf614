import { endOfPrefix, type Scan } from "@cogmock/core/store";
import type { EntryRow, Tables } from "./tables.ts";

/** How many entries are read at a time, whatever the limit of the scan. */
const BATCH = 1000;

/** The entries of an index that a scan reads, in order and without an end at its limit. */
export function* scanEntries(
  tables: Tables,
  index: number,
  { prefix, after, limit }: Scan,
): Generator<EntryRow, void, undefined> {
  const end = endOfPrefix(prefix);
  const batch = Math.min(limit + 1, BATCH);
  let rows =
    after === undefined ? tables.scanFrom(index, prefix, end, batch) : tables.scanAfter(index, after, end, batch);
  for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
    yield* rows;
    if (rows.length < batch) return;
    rows = tables.scanAfter(index, last, end, batch);
  }
}
