import { setImmediate } from "node:timers";
import { StoreConflict, StoreUnavailable } from "@cogmock/core/store";

/** A commit that waits for the transaction that it will share. */
interface Waiting {
  readonly apply: () => void;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Runs the commits of one turn of the event loop in one transaction, and answers them when that is on disk. */
export class GroupCommit {
  readonly #transaction: (work: () => void) => void;
  #waiting: Waiting[] = [];

  /** @param transaction runs work that is wholly on disk afterwards, or not at all */
  constructor(transaction: (work: () => void) => void) {
    this.#transaction = transaction;
  }

  /**
   * @param apply throws `StoreConflict` before it changes anything; then this commit alone is refused
   * @returns when the commit is on disk
   */
  add(apply: () => void): Promise<void> {
    if (this.#waiting.length === 0) setImmediate(() => this.flush());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ apply, resolve, reject });
    });
  }

  /** Runs what waits, now. */
  flush(): void {
    const group = this.#waiting;
    this.#waiting = [];
    this.#run(group);
  }

  #run(group: readonly Waiting[]): void {
    const [first, second] = group;
    if (first === undefined) return;
    const refused = new Map<Waiting, StoreConflict>();
    try {
      this.#transaction(() => {
        for (const waiting of group) {
          try {
            waiting.apply();
          } catch (error) {
            if (!(error instanceof StoreConflict)) throw error;
            refused.set(waiting, error);
          }
        }
      });
    } catch (error) {
      // Nothing of the group was kept. One by one, only those fail that are at fault; the disk is everybody's.
      if (error instanceof StoreUnavailable) for (const waiting of group) waiting.reject(error);
      else if (second === undefined) first.reject(error);
      else for (const waiting of group) this.#run([waiting]);
      return;
    }
    for (const waiting of group) {
      const conflict = refused.get(waiting);
      if (conflict === undefined) waiting.resolve();
      else waiting.reject(conflict);
    }
  }
}
