import type { Clock } from "../../ports/clock.ts";
import type { Store } from "../../store/store.ts";
import { removePoolBelongings } from "./pool-belongings.ts";
import { poolRemovals } from "./pool-removals.collection.ts";

/**
 * How long after a pool's deletion nothing can come to it any more: requests that found the pool while it was there have
 * long been answered. In milliseconds.
 */
const SETTLED_AFTER = 60_000;

/** Takes away what deleted pools have left behind. */
export interface PoolSweeper {
  /** Sweeps in the background, unless it is about it already. */
  sweep(): void;
  /** Stops after the batch that is being removed; resolves then. What is left is for the next sweep, here or elsewhere. */
  close(): Promise<void>;
}

/**
 * A deletion removes a pool's documents after the commit that decides, so that something may stay: the server stopped
 * meanwhile, or a request that had found the pool committed after the removal. The sweeper looks again when the deletion
 * is a minute old. Several servers may sweep one store: removing what is gone already does nothing.
 */
export function createPoolSweeper({
  store,
  realClock,
}: {
  readonly store: Store;
  readonly realClock: Clock;
}): PoolSweeper {
  const closing = new AbortController();
  let sweeping: Promise<void> | undefined;

  async function sweepSettled(): Promise<void> {
    for (;;) {
      const [removal] = (await store.find(poolRemovals, "byAge", [], { limit: 1 })).documents;
      if (removal === undefined || removal.deletedAt + SETTLED_AFTER > realClock.now()) return;
      await removePoolBelongings(store, removal.userPoolId, closing.signal);
      if (closing.signal.aborted) return;
      await store.commit([poolRemovals.delete(removal, { expect: removal })]);
    }
  }

  return {
    sweep() {
      if (closing.signal.aborted) return;
      // A failure leaves what there was to the next sweep.
      sweeping ??= sweepSettled()
        .catch(() => {})
        .finally(() => {
          sweeping = undefined;
        });
    },
    async close() {
      closing.abort();
      await sweeping;
    },
  };
}
