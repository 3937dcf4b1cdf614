import type { OperationContext } from "../operation-context.ts";
import { findAll } from "../store/find-all.ts";
import { type Snapshot, toSnapshot } from "./snapshot.ts";
import { snapshots } from "./snapshots.collection.ts";

/** Every snapshot, by name. */
export async function listSnapshots({ store }: Pick<OperationContext, "store">): Promise<Snapshot[]> {
  return (await findAll(store, snapshots, "inOrder", [])).map(toSnapshot);
}
