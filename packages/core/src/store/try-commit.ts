import { type AnyWrite, type Store, StoreConflict } from "./store.ts";

/** Commits, or answers false where the commit lost a race: for work that looks again and goes on. */
export async function tryCommit(store: Store, writes: readonly AnyWrite[]): Promise<boolean> {
  try {
    await store.commit(writes);
    return true;
  } catch (error) {
    if (error instanceof StoreConflict) return false;
    throw error;
  }
}
