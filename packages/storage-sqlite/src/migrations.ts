// Format n of a file is what the first n of these make of an empty one. Those that a file lacks are run in one
// transaction. What is written here is never changed: files that it made are out there.

// Documents are rows with a rowid, for they are large. Entries are rows of their own index. An entry of an ordered
// index is followed by the document's primary key, which orders ties. Text compares bytewise, in UTF-8.
const TABLES = `
  CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE collections (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE indexes (
    id INTEGER PRIMARY KEY,
    collection INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (collection, kind, name)
  ) STRICT;
  CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    collection INTEGER NOT NULL,
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    expires_at INTEGER,
    json TEXT NOT NULL,
    UNIQUE (collection, key)
  ) STRICT;
  CREATE INDEX documents_by_expiry ON documents (collection, expires_at) WHERE expires_at IS NOT NULL;
  CREATE TABLE unique_entries (
    index_id INTEGER NOT NULL,
    entry TEXT NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (index_id, entry)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE ordered_entries (
    index_id INTEGER NOT NULL,
    entry TEXT NOT NULL,
    key TEXT NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (index_id, entry, key)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO counters (name, value) VALUES ('version', 0);
`;

// A collection belongs to a space. One space is seen; another is filled when everything is to be replaced.
const SPACES = `
  CREATE TABLE collections_of_spaces (
    id INTEGER PRIMARY KEY,
    space INTEGER NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (space, name)
  ) STRICT;
  INSERT INTO collections_of_spaces (id, space, name) SELECT id, 1, name FROM collections;
  DROP TABLE collections;
  ALTER TABLE collections_of_spaces RENAME TO collections;
  INSERT INTO counters (name, value) VALUES ('space', 1);
`;

/** From each format to the next. */
export const MIGRATIONS: readonly string[] = [TABLES, SPACES];

/** The format that this program reads and writes. Goes up when an older cogmock could not read the tables. */
export const FORMAT: number = MIGRATIONS.length;
