import type { DatabaseSync, StatementSync } from "node:sqlite";

/** How many versions are taken from the file at a time. What a process does not use of them is skipped. */
const BLOCK = 1_000_000;

/** Gives out versions, each above all that this file ever saw, so that none comes back after a delete or a crash. */
export class Versions {
  readonly #take: StatementSync;
  #last = 0;
  #end = 0;

  constructor(database: DatabaseSync) {
    this.#take = database.prepare(
      "UPDATE counters SET value = value + ? WHERE name = 'version' RETURNING value AS last_of_block",
    );
  }

  next(): number {
    if (this.#last === this.#end) {
      this.#end = Number(this.#take.get(BLOCK)?.last_of_block);
      this.#last = this.#end - BLOCK;
    }
    this.#last += 1;
    return this.#last;
  }
}
