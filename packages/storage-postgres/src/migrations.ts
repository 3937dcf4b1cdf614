import { createCommitFunction } from "./commit-function.ts";
import { createTables } from "./tables.ts";

/**
 * How a schema of format n becomes one of format n + 1, at position n: the first makes everything. A migration that was
 * released is never changed. It may take for granted that nobody else uses the schema while it runs, but not that nobody
 * older does afterwards: what it takes away answers those with an error, never with something wrong.
 *
 * @param schema quoted
 */
export const MIGRATIONS: readonly ((schema: string) => string)[] = [
  (schema) => createTables(schema) + createCommitFunction(schema),
];

/** The format that this program reads and writes. */
export const FORMAT: number = MIGRATIONS.length;
