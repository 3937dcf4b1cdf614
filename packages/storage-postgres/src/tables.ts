/**
 * An entry of an ordered index is found through a B-tree, in which a row may have some 2,700 bytes. Entries that are
 * longer together with their primary key are in an index of their own, by their first characters.
 */
const INDEXED_BYTES = 2000;

/** How many characters of a long entry are in its index: up to four bytes each. */
const HEAD_CHARACTERS = 400;

/** Which of the two indexes an entry is in. These very words make PostgreSQL see that the index serves the question. */
export const IS_SHORT: string = `octet_length(entry) + octet_length(key) <= ${INDEXED_BYTES}`;
export const IS_LONG: string = `octet_length(entry) + octet_length(key) > ${INDEXED_BYTES}`;

/** What long entries are sorted by first. Their order by it is their order, as far as it goes. */
export function headOf(text: string): string {
  return `"left"(${text}, ${HEAD_CHARACTERS})`;
}

/** What stands for a key or an entry of any length where it has to be unique. */
export function hashOf(text: string): string {
  return `sha256(convert_to(${text}, 'UTF8'))`;
}

/**
 * The tables of format 1.
 *
 * - `meta` has one row. `catalog` goes up whenever an index of a collection that has documents comes or goes: whoever
 *   knew the indexes by the number before has to look again.
 * - Text compares bytewise, in UTF-8. Documents are text, for `json` and `jsonb` refuse or change some of them.
 * - Pages of documents are filled to nine tenths, so that a new version of a document mostly finds room beside the old one
 *   and its indexes stay as they are.
 * - Keys and unique entries are unique by their hashes, for they may be longer than a B-tree takes.
 *
 * @param schema quoted
 */
export function createTables(schema: string): string {
  return `
    CREATE TABLE ${schema}.meta (
      product text NOT NULL,
      format integer NOT NULL,
      catalog integer NOT NULL
    );
    CREATE SEQUENCE ${schema}.versions;
    CREATE SEQUENCE ${schema}.document_ids;
    CREATE TABLE ${schema}.collections (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name text COLLATE "C" NOT NULL UNIQUE
    );
    CREATE TABLE ${schema}.indexes (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      collection integer NOT NULL,
      kind text COLLATE "C" NOT NULL,
      name text COLLATE "C" NOT NULL,
      UNIQUE (collection, kind, name)
    );
    CREATE TABLE ${schema}.documents (
      id bigint PRIMARY KEY,
      version bigint NOT NULL,
      expires_at bigint,
      collection integer NOT NULL,
      key_hash bytea NOT NULL,
      key text COLLATE "C" NOT NULL,
      json text COLLATE "C" NOT NULL,
      CONSTRAINT documents_by_key UNIQUE (collection, key_hash)
    ) WITH (fillfactor = 90);
    CREATE INDEX documents_by_expiry ON ${schema}.documents (expires_at) WHERE expires_at IS NOT NULL;
    CREATE TABLE ${schema}.unique_entries (
      document bigint NOT NULL,
      index_id integer NOT NULL,
      entry_hash bytea NOT NULL,
      PRIMARY KEY (index_id, entry_hash)
    );
    CREATE INDEX unique_entries_by_document ON ${schema}.unique_entries (document);
    CREATE TABLE ${schema}.ordered_entries (
      document bigint NOT NULL,
      index_id integer NOT NULL,
      entry text COLLATE "C" NOT NULL,
      key text COLLATE "C" NOT NULL
    );
    CREATE INDEX ordered_entries_in_order ON ${schema}.ordered_entries (index_id, entry, key) WHERE ${IS_SHORT};
    CREATE INDEX long_entries_in_order ON ${schema}.ordered_entries (index_id, ${headOf("entry")}) WHERE ${IS_LONG};
    CREATE INDEX ordered_entries_by_document ON ${schema}.ordered_entries (document);
    INSERT INTO ${schema}.meta (product, format, catalog) VALUES ('cogmock', 1, 1);
  `;
}
