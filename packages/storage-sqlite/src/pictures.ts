import { type CollectionDocument, compareEncoded, isExpired, storedFromJson } from "@cogmock/core/store";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { OpenCollection } from "./open-collection.ts";

/** How much a batch has at most; it has one document at least. */
const BATCH_DOCUMENTS = 1000;
const BATCH_CHARACTERS = 4 * 1024 * 1024;

// Of this connection alone and gone with it; in a file without a name when there is much.
const TABLE = `
  CREATE TEMP TABLE IF NOT EXISTS before_images (
    id INTEGER PRIMARY KEY,
    picture INTEGER NOT NULL,
    collection INTEGER NOT NULL,
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (picture, collection, key)
  ) STRICT`;

/** Which documents a picture has. */
export interface PictureOptions {
  readonly collections: readonly OpenCollection[];
  /** Documents with a greater version came later. */
  readonly version: number;
  /** In epoch milliseconds: what has expired by then is not there. */
  readonly now: number;
}

interface Statements {
  readonly read: StatementSync;
  readonly keep: StatementSync;
  readonly drop: StatementSync;
}

/**
 * Pictures of all documents at a moment, looked at while commits go on: a commit keeps what it replaces or deletes for
 * those pictures that have not come to it yet.
 */
export class Pictures {
  readonly #database: DatabaseSync;
  readonly #pictures = new Set<Picture>();
  #statements: Statements | undefined;
  #last = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** The picture of this moment. `release` it. */
  take(options: PictureOptions): Picture {
    const statements = (this.#statements ??= this.#prepare());
    const picture = new Picture(++this.#last, options, statements, () => this.#pictures.delete(picture));
    this.#pictures.add(picture);
    return picture;
  }

  /** Must be told of every document before it is replaced or deleted, in the transaction that does so. */
  beforeChange(collection: number, key: string, document: number): void {
    for (const picture of this.#pictures) picture.beforeChange(collection, key, document);
  }

  /** Whether a picture has yet to read documents of a collection. */
  need(collection: number): boolean {
    return [...this.#pictures].some((picture) => picture.needs(collection));
  }

  #prepare(): Statements {
    this.#database.exec(TABLE);
    return {
      read: this.#database.prepare(
        `SELECT key, version, json FROM documents WHERE collection = ? AND key > ? AND version <= ?
         UNION ALL SELECT key, version, json FROM before_images WHERE picture = ? AND collection = ? AND key > ?
         ORDER BY key`,
      ),
      keep: this.#database.prepare(
        `INSERT INTO before_images (picture, collection, key, version, json)
         SELECT ?, collection, key, version, json FROM documents WHERE id = ? AND version <= ?`,
      ),
      drop: this.#database.prepare("DELETE FROM before_images WHERE picture = ?"),
    };
  }
}

/** All documents of some collections at one moment, in order, read bit by bit. */
class Picture {
  readonly #id: number;
  readonly #options: PictureOptions;
  readonly #statements: Statements;
  readonly #onRelease: () => void;
  /** The collection that is being read, and the key up to which it has been. */
  #position = 0;
  #key = "";

  constructor(id: number, options: PictureOptions, statements: Statements, onRelease: () => void) {
    this.#id = id;
    this.#options = options;
    this.#statements = statements;
    this.#onRelease = onRelease;
  }

  /** The next documents; none when these were all. */
  next(): readonly CollectionDocument[] {
    const { collections } = this.#options;
    for (let opened = collections[this.#position]; opened !== undefined; opened = collections[this.#position]) {
      const batch = this.#read(opened);
      if (batch.length > 0) return batch;
      this.#position += 1;
      this.#key = "";
    }
    return [];
  }

  beforeChange(collection: number, key: string, document: number): void {
    const position = this.#options.collections.findIndex(({ id }) => id === collection);
    const isAhead = position > this.#position || (position === this.#position && compareEncoded(key, this.#key) > 0);
    if (isAhead) this.#statements.keep.run(this.#id, document, this.#options.version);
  }

  needs(collection: number): boolean {
    return this.#options.collections.some(({ id }, position) => id === collection && position >= this.#position);
  }

  /** Lets go of what was kept for it. */
  release(): void {
    this.#onRelease();
    this.#statements.drop.run(this.#id);
  }

  #read({ id, definition }: OpenCollection): readonly CollectionDocument[] {
    const { version, now } = this.#options;
    const batch: CollectionDocument[] = [];
    let characters = 0;
    for (const row of this.#statements.read.iterate(id, this.#key, version, this.#id, id, this.#key)) {
      const json = String(row.json);
      this.#key = String(row.key);
      const document = storedFromJson<object>(json, Number(row.version));
      if (isExpired(definition, document, now)) continue;
      batch.push({ collection: definition, document });
      characters += json.length;
      if (batch.length >= BATCH_DOCUMENTS || characters >= BATCH_CHARACTERS) break;
    }
    return batch;
  }
}
