import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";

/** That a pool was deleted, and that something of it may be left. */
export interface PoolRemoval {
  readonly userPoolId: string;
  /** In real time. */
  readonly deletedAt: EpochMilliseconds;
}

/** Removals that are not known to be complete; the sweeper begins with the oldest. */
export const poolRemovals: Collection<PoolRemoval> = defineCollection<PoolRemoval>({
  name: "poolRemovals",
  key: (removal) => [removal.userPoolId],
  ordered: { byAge: (removal) => [[removal.deletedAt, removal.userPoolId]] },
});
