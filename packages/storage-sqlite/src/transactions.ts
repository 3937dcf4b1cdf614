import type { DatabaseSync, StatementSync } from "node:sqlite";

/** Runs work that is wholly on disk afterwards, or not at all. */
export class Transactions {
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #afterRollback: () => void;

  /** @param afterRollback drops what was remembered of the work */
  constructor(database: DatabaseSync, afterRollback: () => void) {
    this.#database = database;
    this.#begin = database.prepare("BEGIN IMMEDIATE");
    this.#commit = database.prepare("COMMIT");
    this.#afterRollback = afterRollback;
  }

  run<T>(work: () => T): T {
    this.#begin.run();
    try {
      const result = work();
      this.#commit.run();
      return result;
    } catch (error) {
      // SQLite has rolled back by itself already after some errors, a full disk among them.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      this.#afterRollback();
      throw error;
    }
  }
}
