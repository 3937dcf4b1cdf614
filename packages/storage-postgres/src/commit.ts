import { type AnyCollection, type PreparedWrite, StoreConflict } from "@cogmock/core/store";
import { idOf, type OpenCollection } from "./catalog.ts";

/** The columns of `commit_writes`, less what is the same for all commits. */
export interface CommitColumns {
  readonly values: readonly unknown[];
  /** What each unique entry is, in the order in which the database knows them. */
  readonly claims: readonly Claim[];
}

interface Claim {
  readonly collection: AnyCollection;
  readonly index: string;
  readonly entry: StoreConflict["key"];
}

/** Writes as arrays, one of each column, as PostgreSQL takes them. */
export function toColumns(writes: readonly PreparedWrite[], opened: readonly OpenCollection[]): CommitColumns {
  const collections: number[] = [];
  const [keys, expected, expiries, texts]: [string[], (number | null)[], (number | null)[], (string | null)[]] = [
    [],
    [],
    [],
    [],
  ];
  const unique: EntryColumns = { writes: [], indexes: [], texts: [] };
  const ordered: EntryColumns = { writes: [], indexes: [], texts: [] };
  const claims: Claim[] = [];
  const claimed = new Set<string>();
  let claimedTwice: number | null = null;
  for (const [position, write] of writes.entries()) {
    const collection = opened[position];
    if (collection === undefined) throw new Error(`the collection ${write.collection.name} was not opened`);
    collections.push(collection.id);
    keys.push(write.encodedKey);
    expected.push(toExpected(write.expect));
    expiries.push(write.expiresAt ?? null);
    texts.push(write.document === undefined ? null : JSON.stringify(write.document));
    for (const { index, entry, encoded } of write.unique) {
      const indexId = idOf(collection.unique, index);
      addEntry(unique, position, indexId, encoded);
      claims.push({ collection: write.collection, index, entry });
      const id = `${indexId}\u0000${encoded}`;
      if (claimed.has(id)) claimedTwice ??= claims.length;
      claimed.add(id);
    }
    for (const { index, encoded } of write.ordered)
      addEntry(ordered, position, idOf(collection.ordered, index), encoded);
  }
  return {
    values: [
      collections,
      keys,
      expected,
      expiries,
      texts,
      unique.writes,
      unique.indexes,
      unique.texts,
      ordered.writes,
      ordered.indexes,
      ordered.texts,
      claimedTwice,
    ],
    claims,
  };
}

/** What PostgreSQL refused a commit for, in the caller's words. */
export function toConflict(answer: string, writes: readonly PreparedWrite[], claims: readonly Claim[]): StoreConflict {
  const [reason, number] = answer.split(" ");
  const write = writes[Number(number) - 1];
  if (reason === "version" && write !== undefined)
    return new StoreConflict({ collection: write.collection.name, reason: "version", key: write.key });
  const claim = claims[Number(number) - 1];
  if (reason === "unique" && claim !== undefined)
    return new StoreConflict({
      collection: claim.collection.name,
      reason: "unique",
      index: claim.index,
      key: claim.entry,
    });
  throw new Error(`commit_writes answered ${JSON.stringify(answer)}`);
}

interface EntryColumns {
  readonly writes: number[];
  readonly indexes: number[];
  readonly texts: string[];
}

/** Writes are counted from 1, as PostgreSQL counts. */
function addEntry(columns: EntryColumns, position: number, index: number, text: string): void {
  columns.writes.push(position + 1);
  columns.indexes.push(index);
  columns.texts.push(text);
}

/** Versions begin at 1. */
function toExpected(expect: PreparedWrite["expect"]): number | null {
  if (expect === "any") return null;
  return expect === "absent" ? 0 : expect;
}
