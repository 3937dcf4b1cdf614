import type { OperationContext } from "../operation-context.ts";
import type { Store } from "../store/store.ts";
import { snapshotChunks, snapshots } from "./snapshots.collection.ts";

/** A saving that is older was given up: its process died. Saving takes seconds for each hundred thousand users. */
const GIVEN_UP_MILLISECONDS = 3_600_000;

/** How many snapshots, or chunks of one, are removed at a time. */
const PAGE = 16;

/** Removes snapshots that were deleted or replaced, or never completed, with their chunks. */
export async function removeWaste({ store, clock }: Pick<OperationContext, "store" | "clock">): Promise<void> {
  const { documents: waste } = await store.find(snapshots, "byWaste", [], { limit: PAGE });
  const isGivenUp = (startedAt: number): boolean => startedAt + GIVEN_UP_MILLISECONDS <= clock.now();
  for (const head of waste) {
    if (head.state === "saving" && !isGivenUp(head.startedAt)) continue;
    await removeChunks(store, head.id);
    await store.commit([snapshots.delete(head, { expect: "any" })]);
  }
}

async function removeChunks(store: Store, snapshotId: string): Promise<void> {
  for (;;) {
    const { documents, next } = await store.find(snapshotChunks, "bySnapshot", [snapshotId], { limit: PAGE });
    await store.commit(documents.map((chunk) => snapshotChunks.delete(chunk, { expect: "any" })));
    if (next === undefined) return;
  }
}
