import type { Store, Stored } from "../store/store.ts";
import { type SnapshotHead, snapshots } from "./snapshots.collection.ts";

/** A named state to which a Cognito can be brought back. */
export interface Snapshot {
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** How many documents it holds. */
  readonly documents: number;
  /** How long it is as an export, in UTF-8. */
  readonly bytes: number;
}

/** A snapshot, and what became of its name. */
export interface SavedSnapshot extends Snapshot {
  /** Whether there was one of this name, which is gone. */
  readonly replaced: boolean;
}

/** There is no snapshot of this name. */
export class SnapshotNotFound extends Error {
  override readonly name = "SnapshotNotFound";

  constructor(name: string) {
    super(`There is no snapshot ${JSON.stringify(name)}.`);
  }
}

/** A snapshot cannot be called this. */
export class InvalidSnapshotName extends Error {
  override readonly name = "InvalidSnapshotName";

  constructor() {
    super(
      "The name of a snapshot is 1 to 128 letters, digits, dots, hyphens and underscores, and does not begin with a dot.",
    );
  }
}

// Names stand in URLs, where a segment of dots would lead elsewhere.
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;

/** @throws InvalidSnapshotName */
export function assertSnapshotName(name: string): void {
  if (!NAME.test(name)) throw new InvalidSnapshotName();
}

/** The snapshot of this name. @throws InvalidSnapshotName, SnapshotNotFound */
export async function requireSnapshot(
  { store }: { readonly store: Store },
  name: string,
): Promise<Stored<SnapshotHead>> {
  assertSnapshotName(name);
  const head = await store.getUnique(snapshots, "byName", [name]);
  if (!head) throw new SnapshotNotFound(name);
  return head;
}

export function toSnapshot({ name, startedAt, documents, bytes }: SnapshotHead): Snapshot {
  return { name, createdAt: new Date(startedAt).toISOString(), documents, bytes };
}
