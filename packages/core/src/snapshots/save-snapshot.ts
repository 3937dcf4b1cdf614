import { uuid } from "@cogmock/crypto";
import { exportLines } from "../export/export-lines.ts";
import type { UntilNoRaceIsLost } from "../lost-races.ts";
import type { OperationContext } from "../operation-context.ts";
import { piecesOf } from "./pieces.ts";
import { removeWaste } from "./remove-waste.ts";
import { assertSnapshotName, type SavedSnapshot, toSnapshot } from "./snapshot.ts";
import { type SnapshotChunk, snapshotChunks, type SnapshotHead, snapshots } from "./snapshots.collection.ts";

type SaveContext = Pick<OperationContext, "store" | "clock" | "random"> & {
  readonly untilNoRaceIsLost: UntilNoRaceIsLost;
};

/** How much text a chunk has at most, in UTF-16 code units. */
const CHUNK_LENGTH = 256 * 1024;

/**
 * Saves everything that the Cognito knows, as of one moment, under a name, in the store itself. A snapshot that has the
 * name already is replaced, once the new one is complete.
 *
 * @throws InvalidSnapshotName
 */
export async function saveSnapshot(context: SaveContext, name: string): Promise<SavedSnapshot> {
  const { store, clock, random } = context;
  assertSnapshotName(name);
  const id = uuid((length) => random.bytes(length));
  const empty: SnapshotHead = { id, name, state: "saving", startedAt: clock.now(), documents: 0, bytes: 0, chunks: 0 };
  let head = empty;
  // The last chunk is kept back and goes with the head, so that a small snapshot is one commit.
  let lastChunk: SnapshotChunk | undefined;
  for await (const { text, documents } of piecesOf(exportLines(context), CHUNK_LENGTH)) {
    if (lastChunk !== undefined) {
      const begin = lastChunk.position === 0 ? [snapshots.put(empty, { expect: "absent" })] : [];
      await store.commit([...begin, snapshotChunks.put(lastChunk, { expect: "absent" })]);
    }
    lastChunk = { snapshotId: id, position: head.chunks, text };
    head = { ...head, documents, bytes: head.bytes + Buffer.byteLength(text), chunks: head.chunks + 1 };
  }
  const replaced = await complete(context, { ...head, state: "saved" }, lastChunk);
  await removeWaste(context);
  return { ...toSnapshot(head), replaced };
}

/** Gives a snapshot its name, and takes that from the one that had it. @returns whether there was one */
async function complete(
  { store, untilNoRaceIsLost }: SaveContext,
  head: SnapshotHead,
  lastChunk: SnapshotChunk | undefined,
): Promise<boolean> {
  return untilNoRaceIsLost(async () => {
    const begun = await store.get(snapshots, [head.id]);
    if (begun === undefined && head.chunks > 1) throw new Error("the snapshot took too long and was given up");
    const replaced = await store.getUnique(snapshots, "byName", [head.name]);
    await store.commit([
      snapshots.put(head, { expect: begun ?? "absent" }),
      ...(lastChunk === undefined ? [] : [snapshotChunks.put(lastChunk, { expect: "absent" })]),
      ...(replaced === undefined ? [] : [snapshots.put({ ...replaced, state: "discarded" }, { expect: replaced })]),
    ]);
    return replaced !== undefined;
  });
}
