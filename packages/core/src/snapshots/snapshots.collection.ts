import type { EpochMilliseconds } from "../ports/clock.ts";
import { type Collection, defineCollection } from "../store/collection.ts";

/** A snapshot without its contents, which are in its chunks. */
export interface SnapshotHead {
  /** A UUID: chunks belong to one saving, not to a name. */
  readonly id: string;
  readonly name: string;
  /** Only what is saved has the name. `saving` is not complete yet, or never will be; `discarded` is to be removed. */
  readonly state: "saving" | "saved" | "discarded";
  readonly startedAt: EpochMilliseconds;
  /** How many documents it holds. */
  readonly documents: number;
  /** How long its contents are in UTF-8. */
  readonly bytes: number;
  readonly chunks: number;
}

/** Snapshots by id. `byName` finds and lists those that can be restored, `byWaste` those that can be removed. */
export const snapshots: Collection<SnapshotHead> = defineCollection<SnapshotHead>({
  name: "snapshots",
  key: (head) => [head.id],
  unique: { byName: (head) => (head.state === "saved" ? [[head.name]] : []) },
  ordered: {
    inOrder: (head) => (head.state === "saved" ? [[head.name]] : []),
    byWaste: (head) => (head.state === "saved" ? [] : [[head.startedAt, head.id]]),
  },
});

/** A piece of a snapshot's contents, which are an export. */
export interface SnapshotChunk {
  readonly snapshotId: string;
  /** Counted from 0. */
  readonly position: number;
  readonly text: string;
}

/** The contents of snapshots. `bySnapshot` finds what is left of one that was never completed. */
export const snapshotChunks: Collection<SnapshotChunk> = defineCollection<SnapshotChunk>({
  name: "snapshotChunks",
  key: (chunk) => [chunk.snapshotId, chunk.position],
  ordered: { bySnapshot: (chunk) => [[chunk.snapshotId, chunk.position]] },
});
