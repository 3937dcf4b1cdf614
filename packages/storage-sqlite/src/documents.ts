import {
  type Collection,
  entriesMissingFrom,
  type IndexEntry,
  indexEntries,
  isExpired,
  type PreparedWrite,
  type Stored,
  storedFromJson,
  storedVersion,
} from "@cogmock/core/store";
import { LRUCache } from "lru-cache";
import { idOf, type OpenCollection } from "./open-collection.ts";
import type { DocumentRow, Tables } from "./tables.ts";
import { damaged } from "./unavailable.ts";

// biome-ignore lint/suspicious/noExplicitAny: a document is only ever handed to whoever has its collection, which says what it is.
// oxlint-disable-next-line typescript/no-explicit-any
type AnyStored = Stored<any>;

/** A document and its row. */
export interface KnownDocument {
  readonly id: number;
  readonly document: AnyStored;
}

/** Documents that were read or written lately are kept decoded, up to about so much JSON text. */
const CACHED_CHARACTERS = 8 * 1024 * 1024;

/** What a document costs in the cache besides its text. */
const CACHED_OVERHEAD = 256;

/** Whose a unique entry is, is remembered for so many that were asked for lately. */
const CACHED_OWNERS = 10_000;

/** Documents in the file with their entries, and a cache of decoded ones. Expired documents are here until swept. */
export class Documents {
  readonly #tables: Tables;
  readonly #cache = new LRUCache<string, KnownDocument>({ maxSize: CACHED_CHARACTERS });
  /** The primary keys of the documents that have these entries; entries that nobody has are not here. */
  readonly #owners = new LRUCache<string, string>({ max: CACHED_OWNERS });
  /** By collection: no document expires before this time. Absent where that is not known. */
  readonly #nextExpiry = new Map<number, number>();

  readonly #beforeChange: (collection: number, key: string, id: number) => void;

  /** @param beforeChange is told of every document that is about to be replaced or deleted */
  constructor(tables: Tables, beforeChange: (collection: number, key: string, id: number) => void) {
    this.#tables = tables;
    this.#beforeChange = beforeChange;
  }

  get(collection: OpenCollection, key: string): KnownDocument | undefined {
    const cached = this.#cache.get(cacheKey(collection, key));
    if (cached !== undefined) return cached;
    const row = this.#tables.documentByKey(collection.id, key);
    return row && this.#remember(collection, row);
  }

  /** The document that an entry leads to. @throws StoreUnavailable there is none */
  getById(collection: OpenCollection, key: string, id: number): KnownDocument {
    const cached = this.#cache.get(cacheKey(collection, key));
    if (cached !== undefined) return cached;
    const row = this.#tables.documentById(id);
    if (row?.key !== key) throw damaged("an entry leads to no document");
    return this.#remember(collection, row);
  }

  ownerOf(collection: OpenCollection, index: string, entry: string): KnownDocument | undefined {
    const indexId = idOf(collection.unique, index);
    const id = ownerId(indexId, entry);
    const key = this.#owners.get(id) ?? this.#tables.ownerOf(indexId, entry);
    if (key === undefined) return undefined;
    this.#owners.set(id, key);
    return this.get(collection, key);
  }

  /** Removes the entries that a document is about to lose, and the document if it is about to be deleted. */
  makeWay(collection: OpenCollection, key: string, known: KnownDocument, successor?: PreparedWrite): void {
    const { id } = known;
    this.#beforeChange(collection.id, key, id);
    const { unique, ordered } = entriesOf(collection, known);
    for (const { index, encoded } of entriesMissingFrom(unique, successor?.unique)) {
      const indexId = idOf(collection.unique, index);
      this.#tables.deleteUnique(indexId, encoded, id);
      this.#owners.delete(ownerId(indexId, encoded));
    }
    for (const { index, encoded } of entriesMissingFrom(ordered, successor?.ordered))
      this.#tables.deleteOrdered(idOf(collection.ordered, index), encoded, key);
    if (successor?.document !== undefined) return;
    this.#tables.deleteDocument(id);
    this.#cache.delete(cacheKey(collection, key));
  }

  /** Writes a document in place of another or of none, and the entries that the other had not. */
  put(collection: OpenCollection, document: AnyStored, write: PreparedWrite, replaced?: KnownDocument): void {
    const { encodedKey: key, expiresAt } = write;
    const values = { version: document[storedVersion], expiresAt, json: JSON.stringify(document) };
    const id = replaced?.id ?? this.#tables.insertDocument(collection.id, key, values);
    if (replaced !== undefined) this.#tables.updateDocument(id, values);
    const { unique, ordered } = entriesOf(collection, replaced);
    for (const { index, encoded } of entriesMissingFrom(write.unique, unique))
      this.#tables.insertUnique(idOf(collection.unique, index), encoded, id);
    for (const { index, encoded } of entriesMissingFrom(write.ordered, ordered))
      this.#tables.insertOrdered(idOf(collection.ordered, index), { entry: encoded, key, document: id });
    this.#cache.set(cacheKey(collection, key), { id, document }, { size: values.json.length + CACHED_OVERHEAD });
    if (expiresAt !== undefined) this.#noteExpiry(collection, expiresAt);
  }

  /** Removes documents that have expired, the longest expired first. */
  sweep(collection: OpenCollection, now: number, limit: number): void {
    if (collection.definition.expiresAt === undefined) return;
    const next = this.#nextExpiry.get(collection.id) ?? this.#readNextExpiry(collection);
    if (next > now) return;
    for (const row of this.#tables.expiredDocuments(collection.id, now, limit))
      this.makeWay(collection, row.key, { id: row.id, document: storedFromJson(row.json, row.version) });
    this.#readNextExpiry(collection);
  }

  /** Forgets what is only in memory, as after a transaction that was rolled back. */
  forget(): void {
    this.#cache.clear();
    this.#owners.clear();
    this.#nextExpiry.clear();
  }

  #remember(collection: OpenCollection, row: DocumentRow): KnownDocument {
    const known: KnownDocument = { id: row.id, document: storedFromJson(row.json, row.version) };
    this.#cache.set(cacheKey(collection, row.key), known, { size: row.json.length + CACHED_OVERHEAD });
    return known;
  }

  #noteExpiry(collection: OpenCollection, expiresAt: number): void {
    const next = this.#nextExpiry.get(collection.id);
    if (next !== undefined && expiresAt < next) this.#nextExpiry.set(collection.id, expiresAt);
  }

  #readNextExpiry(collection: OpenCollection): number {
    const next = this.#tables.firstExpiry(collection.id) ?? Number.POSITIVE_INFINITY;
    this.#nextExpiry.set(collection.id, next);
    return next;
  }
}

/** The document, unless there is none or it has expired. */
export function liveDocument<T extends object>(
  collection: Collection<T>,
  known: KnownDocument | undefined,
  now: number,
): Stored<T> | undefined {
  return known === undefined || isExpired(collection, known.document, now) ? undefined : known.document;
}

function entriesOf(
  { definition: { unique = {}, ordered = {} } }: OpenCollection,
  known: KnownDocument | undefined,
): { readonly unique: readonly IndexEntry[]; readonly ordered: readonly IndexEntry[] } {
  if (known === undefined) return { unique: [], ordered: [] };
  return { unique: indexEntries(unique, known.document), ordered: indexEntries(ordered, known.document) };
}

function cacheKey(collection: OpenCollection, key: string): string {
  return `${collection.id}\u0000${key}`;
}

function ownerId(index: number, entry: string): string {
  return `${index}\u0000${entry}`;
}
