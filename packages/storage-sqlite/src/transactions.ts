import type { DatabaseSync, StatementSync } from "node:sqlite";
import { NOTHING_APPLIED, toStoreUnavailable } from "./unavailable.ts";

/** Runs work that is wholly on disk afterwards, or not at all. Within another transaction it is a part of that one. */
export class Transactions {
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#begin = database.prepare("BEGIN IMMEDIATE");
    this.#commit = database.prepare("COMMIT");
  }

  /** @throws StoreUnavailable the disk is full or broken, or the file damaged */
  run<T>(work: () => T): T {
    if (this.#database.isTransaction) return work();
    try {
      this.#begin.run();
      const result = work();
      this.#commit.run();
      return result;
    } catch (error) {
      // SQLite has rolled back by itself already after some errors, a full disk among them.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw toStoreUnavailable(error, NOTHING_APPLIED);
    }
  }
}
