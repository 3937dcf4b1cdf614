import sortedBtree from "sorted-btree";
import { compareEncoded, encodeKey, encodeKeyPrefix, endOfPrefix, type Key, KEY_SEPARATOR } from "./key.ts";
import type { IndexPosition } from "./scan.ts";
import type { Stored } from "./store.ts";

type BTreeModule = typeof sortedBtree;
type BTreeClass = BTreeModule["default"];
type EntryTree<T extends object> = InstanceType<typeof sortedBtree.default<Entry<T>, undefined>>;

// Node gives an ES module the CommonJS exports as they are; test runners and bundlers may unwrap their `default`.
const imported: BTreeModule | BTreeClass = sortedBtree;
const BTree: BTreeClass = "default" in imported ? imported.default : imported;

/** Wide nodes waste the least memory; wider ones than this insert slower. */
const NODE_SIZE = 64;

/**
 * A place in the index: an entry, and the document that it leads to. The first part is kept apart from the rest, and no
 * separator follows the last part, because then both are mostly the very strings that the document holds: an index
 * costs references, not copies of every pool id and user name. Dropping that separator keeps order and identity as
 * long as an empty last part keeps its own.
 */
interface Entry<T extends object> {
  readonly first: string;
  readonly rest: string;
  /** The document; in places that only searches know, an encoded primary key. */
  readonly owner: Stored<T> | string;
}

/** Sorts below every primary key, so a search for it finds the first document of an entry. */
const BEFORE_ALL = "";

/** Documents in memory, ordered by entry, then by primary key. A unique index is one without ties. */
export class MemoryIndex<T extends object> {
  readonly #tree: EntryTree<T>;
  readonly #primaryKey: (document: T) => Key;

  constructor(primaryKey: (document: T) => Key) {
    this.#primaryKey = primaryKey;
    this.#tree = new BTree<Entry<T>, undefined>(undefined, (left, right) => this.#compare(left, right), NODE_SIZE);
  }

  /** The first document with this encoded entry. */
  at(encoded: string): Stored<T> | undefined {
    const place = toPlace<T>(encoded, BEFORE_ALL);
    const found = this.#tree.getPairOrNextHigher(place)?.[0];
    if (found === undefined || typeof found.owner === "string") return undefined;
    return found.first === place.first && found.rest === place.rest ? found.owner : undefined;
  }

  /** Adds a document, or replaces the one that had the same entry and primary key. */
  add(entry: Key, document: Stored<T>): void {
    this.#tree.set(toEntry(entry, document), undefined);
  }

  remove(entry: Key, document: Stored<T>): void {
    this.#tree.delete(toEntry(entry, document));
  }

  /** The documents whose encoded entries begin with `prefix`, after a place, with their encoded entries. */
  *scan(prefix: string, after?: IndexPosition): Generator<{ readonly entry: string; readonly document: Stored<T> }> {
    const start = after === undefined ? toPlace<T>(prefix, BEFORE_ALL) : toPlace<T>(after.entry, after.key);
    const end = toEnd<T>(prefix);
    for (const entry of this.#tree.keys(start)) {
      if (end !== undefined && this.#compare(entry, end) >= 0) return;
      if (typeof entry.owner === "string" || (after !== undefined && this.#compare(entry, start) === 0)) continue;
      yield { entry: toEncoded(entry), document: entry.owner };
    }
  }

  /** How many documents `scan` would yield; with a test, of those that pass it. */
  count(prefix: string, passes?: (document: Stored<T>) => boolean): number {
    const last = this.#tree.maxKey();
    if (last === undefined) return 0;
    const start = toPlace<T>(prefix, BEFORE_ALL);
    const end = toEnd<T>(prefix);
    let failed = 0;
    const test = ({ owner }: Entry<T>): void => {
      if (typeof owner !== "string" && passes?.(owner) === false) failed += 1;
    };
    return this.#tree.forRange(start, end ?? last, end === undefined, passes && test) - failed;
  }

  #compare(left: Entry<T>, right: Entry<T>): number {
    return (
      compareEncoded(left.first, right.first) ||
      compareEncoded(left.rest, right.rest) ||
      (left.owner === right.owner ? 0 : compareEncoded(this.#keyOf(left.owner), this.#keyOf(right.owner)))
    );
  }

  #keyOf(owner: Stored<T> | string): string {
    return typeof owner === "string" ? owner : encodeKey(this.#primaryKey(owner));
  }
}

function toEntry<T extends object>(key: Key, owner: Stored<T>): Entry<T> {
  const [first = "", ...others] = key;
  const rest = others.map(encodeKeyPrefix).join(KEY_SEPARATOR);
  return { first: encodeKeyPrefix(first), rest: others.at(-1) === "" ? rest + KEY_SEPARATOR : rest, owner };
}

/** The place of an encoded entry, or of the start of one. */
function toPlace<T extends object>(encoded: string, owner: string): Entry<T> {
  const endOfFirst = encoded.indexOf(KEY_SEPARATOR);
  if (endOfFirst < 0) return { first: encoded, rest: "", owner };
  const rest = encoded.slice(endOfFirst + 1);
  const endsWithText = rest.length > 1 && rest.endsWith(KEY_SEPARATOR) && rest.at(-2) !== KEY_SEPARATOR;
  return { first: encoded.slice(0, endOfFirst), rest: endsWithText ? rest.slice(0, -1) : rest, owner };
}

/** The first place that no entry beginning with `prefix` has or comes after. */
function toEnd<T extends object>(prefix: string): Entry<T> | undefined {
  const end = endOfPrefix(prefix);
  return end === undefined ? undefined : toPlace(end, BEFORE_ALL);
}

function toEncoded({ first, rest }: Entry<object>): string {
  const start = first + KEY_SEPARATOR + rest;
  return rest === "" || rest.endsWith(KEY_SEPARATOR) ? start : start + KEY_SEPARATOR;
}
