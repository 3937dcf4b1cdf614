import type { UntilNoRaceIsLost } from "../lost-races.ts";
import type { OperationContext } from "../operation-context.ts";
import { removeWaste } from "./remove-waste.ts";
import { requireSnapshot } from "./snapshot.ts";
import { snapshots } from "./snapshots.collection.ts";

/** Deletes a snapshot. @throws InvalidSnapshotName, SnapshotNotFound */
export async function deleteSnapshot(
  context: Pick<OperationContext, "store" | "clock"> & { readonly untilNoRaceIsLost: UntilNoRaceIsLost },
  name: string,
): Promise<void> {
  await context.untilNoRaceIsLost(async () => {
    const head = await requireSnapshot(context, name);
    await context.store.commit([snapshots.put({ ...head, state: "discarded" }, { expect: head })]);
  });
  await removeWaste(context);
}
