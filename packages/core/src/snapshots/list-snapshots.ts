import type { OperationContext } from "../operation-context.ts";
import { type Snapshot, toSnapshot } from "./snapshot.ts";
import { snapshots } from "./snapshots.collection.ts";

const PAGE = 1000;

/** Every snapshot, by name. */
export async function listSnapshots({ store }: Pick<OperationContext, "store">): Promise<Snapshot[]> {
  const list: Snapshot[] = [];
  let after: string | undefined;
  do {
    const page = await store.find(snapshots, "inOrder", [], { limit: PAGE, ...(after === undefined ? {} : { after }) });
    list.push(...page.documents.map(toSnapshot));
    after = page.next;
  } while (after !== undefined);
  return list;
}
