import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";

/** A document as a row; everything that a caller may not see is still in it. */
export interface DocumentRow {
  readonly id: number;
  readonly key: string;
  readonly version: number;
  readonly json: string;
}

/** An entry of an ordered index, and the document it leads to. */
export interface EntryRow {
  readonly entry: string;
  readonly key: string;
  readonly document: number;
}

/** What a document's row is written from. */
export interface DocumentValues {
  readonly version: number;
  readonly expiresAt: number | undefined;
  readonly json: string;
}

type Row = Record<string, SQLOutputValue>;

// In SQLite all blobs sort above all text.
const ABOVE_ALL_TEXT = new Uint8Array(0);

// Not a bare parameter: SQLite plans a statement for the limit that it is given, and so would plan it anew at every call,
// which takes three times as long as reading a page.
const LIMIT = "LIMIT +?";

/** The statements on documents and entries, prepared once. */
export class Tables {
  readonly #documentByKey: StatementSync;
  readonly #documentById: StatementSync;
  readonly #documentsAfterKey: StatementSync;
  readonly #documentsByExpiry: StatementSync;
  readonly #firstExpiry: StatementSync;
  readonly #insertDocument: StatementSync;
  readonly #updateDocument: StatementSync;
  readonly #deleteDocument: StatementSync;
  readonly #ownerOfEntry: StatementSync;
  readonly #insertUnique: StatementSync;
  readonly #deleteUnique: StatementSync;
  readonly #insertOrdered: StatementSync;
  readonly #deleteOrdered: StatementSync;
  readonly #scanFrom: StatementSync;
  readonly #scanAfter: StatementSync;
  readonly #count: StatementSync;
  readonly #countLive: StatementSync;

  constructor(database: DatabaseSync) {
    const prepare = (sql: string): StatementSync => database.prepare(sql);
    const document = "SELECT id, key, version, json FROM documents WHERE";
    this.#documentByKey = prepare(`${document} collection = ? AND key = ?`);
    this.#documentById = prepare(`${document} id = ?`);
    this.#documentsAfterKey = prepare(`${document} collection = ? AND key > ? ORDER BY key ${LIMIT}`);
    this.#documentsByExpiry = prepare(`${document} collection = ? AND expires_at <= ? ORDER BY expires_at ${LIMIT}`);
    this.#firstExpiry = prepare("SELECT MIN(expires_at) AS at FROM documents WHERE collection = ? AND expires_at >= 0");
    this.#insertDocument = prepare(
      "INSERT INTO documents (collection, key, version, expires_at, json) VALUES (?, ?, ?, ?, ?)",
    );
    this.#updateDocument = prepare("UPDATE documents SET version = ?, expires_at = ?, json = ? WHERE id = ?");
    this.#deleteDocument = prepare("DELETE FROM documents WHERE id = ?");
    this.#ownerOfEntry = prepare(
      "SELECT key FROM unique_entries JOIN documents ON id = document WHERE index_id = ? AND entry = ?",
    );
    this.#insertUnique = prepare("INSERT INTO unique_entries (index_id, entry, document) VALUES (?, ?, ?)");
    this.#deleteUnique = prepare("DELETE FROM unique_entries WHERE index_id = ? AND entry = ? AND document = ?");
    this.#insertOrdered = prepare("INSERT INTO ordered_entries (index_id, entry, key, document) VALUES (?, ?, ?, ?)");
    this.#deleteOrdered = prepare("DELETE FROM ordered_entries WHERE index_id = ? AND entry = ? AND key = ?");
    const entry = "SELECT entry, key, document FROM ordered_entries WHERE index_id = ? AND";
    this.#scanFrom = prepare(`${entry} entry >= ? AND entry < ? ORDER BY entry, key ${LIMIT}`);
    this.#scanAfter = prepare(`${entry} (entry, key) > (?, ?) AND entry < ? ORDER BY entry, key ${LIMIT}`);
    const count = "SELECT COUNT(*) AS total FROM ordered_entries";
    this.#count = prepare(`${count} WHERE index_id = ? AND entry >= ? AND entry < ?`);
    this.#countLive = prepare(
      `${count} JOIN documents ON id = document
       WHERE index_id = ? AND entry >= ? AND entry < ? AND (expires_at IS NULL OR expires_at > ?)`,
    );
  }

  documentByKey(collection: number, key: string): DocumentRow | undefined {
    return toDocumentRow(this.#documentByKey.get(collection, key));
  }

  documentById(id: number): DocumentRow | undefined {
    return toDocumentRow(this.#documentById.get(id));
  }

  documentsAfterKey(collection: number, key: string, limit: number): readonly DocumentRow[] {
    return this.#documentsAfterKey.all(collection, key, limit).flatMap((row) => toDocumentRow(row) ?? []);
  }

  /** Documents that expire at `now` or did before, the longest expired first. */
  expiredDocuments(collection: number, now: number, limit: number): readonly DocumentRow[] {
    return this.#documentsByExpiry.all(collection, now, limit).flatMap((row) => toDocumentRow(row) ?? []);
  }

  /** When the next document of a collection expires; undefined when none does. */
  firstExpiry(collection: number): number | undefined {
    const at = this.#firstExpiry.get(collection)?.at;
    return typeof at === "number" ? at : undefined;
  }

  /** @returns the id of the new row */
  insertDocument(collection: number, key: string, { version, expiresAt, json }: DocumentValues): number {
    return Number(this.#insertDocument.run(collection, key, version, expiresAt ?? null, json).lastInsertRowid);
  }

  updateDocument(id: number, { version, expiresAt, json }: DocumentValues): void {
    this.#updateDocument.run(version, expiresAt ?? null, json, id);
  }

  deleteDocument(id: number): void {
    this.#deleteDocument.run(id);
  }

  /** The primary key of the document that has an entry in a unique index. */
  ownerOf(index: number, entry: string): string | undefined {
    const key = this.#ownerOfEntry.get(index, entry)?.key;
    return typeof key === "string" ? key : undefined;
  }

  insertUnique(index: number, entry: string, document: number): void {
    this.#insertUnique.run(index, entry, document);
  }

  deleteUnique(index: number, entry: string, document: number): void {
    this.#deleteUnique.run(index, entry, document);
  }

  insertOrdered(index: number, { entry, key, document }: EntryRow): void {
    this.#insertOrdered.run(index, entry, key, document);
  }

  deleteOrdered(index: number, entry: string, key: string): void {
    this.#deleteOrdered.run(index, entry, key);
  }

  /** Entries from `from` up to but not including `end`, in order. */
  scanFrom(index: number, from: string, end: string | undefined, limit: number): readonly EntryRow[] {
    return this.#scanFrom.all(index, from, end ?? ABOVE_ALL_TEXT, limit).map(toEntryRow);
  }

  /** Entries after an entry and the primary key it is followed by, up to but not including `end`, in order. */
  scanAfter(
    index: number,
    after: Pick<EntryRow, "entry" | "key">,
    end: string | undefined,
    limit: number,
  ): readonly EntryRow[] {
    return this.#scanAfter.all(index, after.entry, after.key, end ?? ABOVE_ALL_TEXT, limit).map(toEntryRow);
  }

  /** How many entries there are in a range; with a time, of documents that have not expired by then. */
  count(index: number, from: string, end: string | undefined, now: number | undefined): number {
    const last = end ?? ABOVE_ALL_TEXT;
    const row = now === undefined ? this.#count.get(index, from, last) : this.#countLive.get(index, from, last, now);
    return Number(row?.total);
  }
}

function toDocumentRow(row: Row | undefined): DocumentRow | undefined {
  return row && { id: Number(row.id), key: String(row.key), version: Number(row.version), json: String(row.json) };
}

function toEntryRow({ entry, key, document }: Row): EntryRow {
  return { entry: String(entry), key: String(key), document: Number(document) };
}
