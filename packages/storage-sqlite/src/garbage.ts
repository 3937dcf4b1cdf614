import { StoreUnavailable } from "@cogmock/core/store";
import { setImmediate } from "node:timers";
import type { DatabaseSync } from "node:sqlite";
import type { Transactions } from "./transactions.ts";

/** How many rows of a table a step removes at most, so that others do not wait for long. */
const STEP_ROWS = 1000;

/** Removes collections that nobody can see, of a space that was replaced or never completed, bit by bit. */
export class Garbage {
  readonly #database: DatabaseSync;
  readonly #transactions: Transactions;
  readonly #isNeeded: (collection: { readonly id: number; readonly space: number }) => boolean;
  #isScheduled = false;

  /** @param isNeeded whether a collection can still be seen, or will be */
  constructor(
    database: DatabaseSync,
    transactions: Transactions,
    isNeeded: (collection: { readonly id: number; readonly space: number }) => boolean,
  ) {
    this.#database = database;
    this.#transactions = transactions;
    this.#isNeeded = isNeeded;
  }

  /** Removes everything in steps, between which the event loop turns. */
  schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      if (!this.#database.isOpen) return;
      try {
        const isDone = this.#transactions.run(() => this.#step());
        if (!isDone) this.schedule();
      } catch (error) {
        // In nobody's way, it waits for the next occasion, when the disk may have room again.
        if (!(error instanceof StoreUnavailable)) throw error;
      }
    }).unref();
  }

  /** Removes some of it. Belongs into a transaction. @returns whether nothing is left */
  #step(): boolean {
    let left = STEP_ROWS;
    for (const collection of this.#find()) {
      left -= this.#removeEntries(collection, left);
      if (left > 0) left -= this.#removeDocuments(collection, left);
      if (left <= 0) return false;
      this.#database.prepare("DELETE FROM indexes WHERE collection = ?").run(collection);
      this.#database.prepare("DELETE FROM collections WHERE id = ?").run(collection);
    }
    return true;
  }

  #find(): readonly number[] {
    return this.#database
      .prepare("SELECT id, space FROM collections")
      .all()
      .map(({ id, space }) => ({ id: Number(id), space: Number(space) }))
      .filter((collection) => !this.#isNeeded(collection))
      .map(({ id }) => id);
  }

  #removeEntries(collection: number, limit: number): number {
    let removed = 0;
    for (const { id } of this.#database.prepare("SELECT id FROM indexes WHERE collection = ?").all(collection)) {
      for (const sql of [
        `DELETE FROM unique_entries WHERE (index_id, entry) IN
           (SELECT index_id, entry FROM unique_entries WHERE index_id = ? LIMIT ?)`,
        `DELETE FROM ordered_entries WHERE (index_id, entry, key) IN
           (SELECT index_id, entry, key FROM ordered_entries WHERE index_id = ? LIMIT ?)`,
      ])
        if (removed < limit) removed += Number(this.#database.prepare(sql).run(Number(id), limit - removed).changes);
      if (removed >= limit) break;
    }
    return removed;
  }

  #removeDocuments(collection: number, limit: number): number {
    return Number(
      this.#database
        .prepare("DELETE FROM documents WHERE id IN (SELECT id FROM documents WHERE collection = ? LIMIT ?)")
        .run(collection, limit).changes,
    );
  }
}
