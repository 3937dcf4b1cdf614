import { setImmediate } from "node:timers/promises";
import { authorityCollections, clockCollections, snapshotCollections, spareCollections } from "../collections.ts";
import { importLines } from "../export/import-lines.ts";
import type { OperationContext } from "../operation-context.ts";
import type { Store } from "../store/store.ts";
import { requireSnapshot } from "./snapshot.ts";
import { snapshotChunks, type SnapshotHead } from "./snapshots.collection.ts";

/**
 * Brings the Cognito back to a snapshot: everything is replaced at one moment, or nothing. Snapshots stay, and so do
 * spare keys: a snapshot holds none, and has no key that is still spare in its own store. So does the clock, which is
 * its caller's to turn.
 *
 * @throws InvalidSnapshotName, SnapshotNotFound
 * @throws ImportError it was saved by a newer cogmock
 */
export async function restoreSnapshot({ store }: Pick<OperationContext, "store">, name: string): Promise<void> {
  for (;;) {
    const head = await requireSnapshot({ store }, name);
    try {
      await importLines(store, textOf(store, head), {
        replace: true,
        keep: [...snapshotCollections, ...spareCollections, ...clockCollections, ...authorityCollections],
      });
      return;
    } catch (error) {
      // Whoever has the name now is what was asked for.
      if (!(error instanceof SnapshotWentAway)) throw error;
    }
  }
}

/** The snapshot was deleted or replaced while it was read. */
class SnapshotWentAway extends Error {
  override readonly name = "SnapshotWentAway";
}

async function* textOf(store: Store, { id, chunks }: SnapshotHead): AsyncGenerator<string, void, undefined> {
  for (let position = 0; position < chunks; position++) {
    // Other requests get their turn, also where the store answers at once.
    if (position > 0) await setImmediate();
    const chunk = await store.get(snapshotChunks, [id, position]);
    if (chunk === undefined) throw new SnapshotWentAway();
    yield chunk.text;
  }
}
