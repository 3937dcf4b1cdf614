import type { AnyCollection } from "@cogmock/core/store";

/** An index by its name. That a collection's documents expire is kept like an index: their rows say when. */
export interface DeclaredIndex {
  readonly kind: string;
  readonly name: string;
}

/** An index with its number in the database. */
export interface StoredIndex extends DeclaredIndex {
  readonly id: number;
}

/** A collection as the database has it. */
export interface StoredCollection {
  readonly id: number;
  readonly indexes: readonly StoredIndex[];
}

/** The indexes that a program declares for a collection. */
export function declaredIndexes({ unique, ordered, expiresAt }: AnyCollection): readonly DeclaredIndex[] {
  return [
    ...indexesOfKind("unique", Object.keys(unique ?? {})),
    ...indexesOfKind("ordered", Object.keys(ordered ?? {})),
    ...indexesOfKind("expiry", expiresAt === undefined ? [] : ["expiresAt"]),
  ];
}

function indexesOfKind(kind: string, names: readonly string[]): readonly DeclaredIndex[] {
  return names.map((name) => ({ kind, name }));
}

/** The indexes that are among the first and not among the second. */
export function indexesMissingFrom<Index extends DeclaredIndex>(
  indexes: readonly Index[],
  others: readonly DeclaredIndex[],
): readonly Index[] {
  return indexes.filter(({ kind, name }) => !others.some((other) => other.kind === kind && other.name === name));
}

/** Whether the database has the indexes that a program declares, and no others. */
export function isAsDeclared(stored: StoredCollection, definition: AnyCollection): boolean {
  const declared = declaredIndexes(definition);
  return declared.length === stored.indexes.length && indexesMissingFrom(declared, stored.indexes).length === 0;
}

/** The numbers of the indexes of a kind, by their names. */
export function idsOf(
  indexes: readonly StoredIndex[],
  wanted: "unique" | "ordered" | "expiry",
): ReadonlyMap<string, number> {
  return new Map(indexes.filter(({ kind }) => kind === wanted).map(({ name, id }) => [name, id]));
}
