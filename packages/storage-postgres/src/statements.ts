import { escapeIdentifier } from "pg";
import type { Statement } from "./connection.ts";
import { hashOf, headOf, IS_LONG, IS_SHORT } from "./tables.ts";

/** Which parts of a scan there are. */
export interface ScanShape {
  /** Whether it goes on after an entry, or begins at one. */
  readonly hasCursor: boolean;
  /** Whether there is text above everything that it looks for. */
  readonly hasEnd: boolean;
}

const COMMIT_CASTS = [
  "integer", // the catalog as it is known
  "bigint", // the time
  "integer", // how many expired documents to clear away
  "integer[]", // of each write: collection,
  "text[]", // key,
  "bigint[]", // expectation,
  "bigint[]", // expiry,
  "text[]", // document
  "integer[]", // of each unique entry: its write,
  "integer[]", // index,
  "text[]", // text
  "integer[]", // of each ordered entry: its write,
  "integer[]", // index,
  "text[]", // text
  "integer", // the first unique entry claimed twice
] as const;

/**
 * The statements of every day, parsed and planned once a connection. All that use the numbers of indexes answer with
 * `meta.catalog` as well, at the beginning of the last row, by which the caller knows whether the numbers still hold.
 */
export class Statements {
  /** collection, key, now → version, text */
  readonly get: Statement;
  /** index, entry, now → catalog, version, text */
  readonly getUnique: Statement;
  /** see `createCommitFunction` */
  readonly commit: Statement;
  readonly #schema: string;
  readonly #finds = new Map<string, Statement>();
  readonly #counts = new Map<string, Statement>();

  constructor(schema: string) {
    this.#schema = escapeIdentifier(schema);
    this.get = {
      name: "get",
      text: `SELECT d.version, d.json FROM ${this.#schema}.documents d
        WHERE d.collection = $1 AND d.key_hash = ${hashOf("$2")} AND (d.expires_at IS NULL OR d.expires_at > $3)`,
    };
    this.getUnique = {
      name: "get unique",
      text: `SELECT m.catalog, d.version, d.json
        FROM ${this.#schema}.meta m
        LEFT JOIN ${this.#schema}.unique_entries e ON e.index_id = $1 AND e.entry_hash = ${hashOf("$2")}
        LEFT JOIN ${this.#schema}.documents d ON d.id = e.document AND (d.expires_at IS NULL OR d.expires_at > $3)`,
    };
    this.commit = {
      name: "commit",
      text: `SELECT ${this.#schema}.commit_writes(${COMMIT_CASTS.map((cast, position) => `$${position + 1}::${cast}`).join(", ")})`,
    };
  }

  /**
   * Values: index, now, limit, where to begin (an entry; with a cursor also the primary key that it is followed by), where
   * to end. Rows: version, text, entry, in order, at most twice as many as the limit; the last row is the catalog alone.
   */
  find(shape: ScanShape): Statement {
    return remembered(this.#finds, nameOf("find", shape), (name) => {
      const branch = (isIn: string, order: string, range: string): string => `
        (SELECT e.entry, e.key, d.version, d.json
         FROM (SELECT * FROM ${this.#schema}.ordered_entries WHERE index_id = $1 AND ${isIn} AND ${range}) e
         JOIN ${this.#schema}.documents d ON d.id = e.document
         WHERE d.expires_at IS NULL OR d.expires_at > $2
         ORDER BY ${order} LIMIT $3)`;
      const short = branch(IS_SHORT, "e.entry, e.key", rangeOf(shape, 4));
      const long = branch(IS_LONG, `${headOf("e.entry")}, e.entry, e.key`, longRangeOf(shape, 4));
      return {
        name,
        text: `SELECT version, json, entry FROM (
          SELECT NULL::text COLLATE "C" AS entry, NULL::text COLLATE "C" AS key, m.catalog::bigint AS version, NULL::text COLLATE "C" AS json
          FROM ${this.#schema}.meta m
          UNION ALL ${short} UNION ALL ${long}) found
          ORDER BY entry, key`,
      };
    });
  }

  /** Values: index, now, where to begin, where to end. → catalog, number of entries */
  count(shape: { readonly hasEnd: boolean; readonly canExpire: boolean }): Statement {
    const key = `count${shape.hasEnd ? " to" : ""}${shape.canExpire ? " live" : ""}`;
    return remembered(this.#counts, key, (name) => {
      const range = { hasCursor: false, hasEnd: shape.hasEnd };
      const live = shape.canExpire
        ? `JOIN ${this.#schema}.documents d ON d.id = e.document WHERE d.expires_at IS NULL OR d.expires_at > $2`
        : "WHERE $2::bigint IS NOT NULL";
      const branch = (isIn: string, within: string): string => `
        (SELECT count(*) FROM (SELECT document FROM ${this.#schema}.ordered_entries
         WHERE index_id = $1 AND ${isIn} AND ${within}) e ${live})`;
      return {
        name,
        text: `SELECT m.catalog, ${branch(IS_SHORT, rangeOf(range, 3))} + ${branch(IS_LONG, longRangeOf(range, 3))}
          FROM ${this.#schema}.meta m`,
      };
    });
  }
}

/** Entries from the first value on, or after it and the second; up to but not including the last. */
function rangeOf({ hasCursor, hasEnd }: ScanShape, first: number): string {
  const start = hasCursor ? `(entry, key) > ($${first}, $${first + 1})` : `entry >= $${first}`;
  return hasEnd ? `${start} AND entry < $${first + (hasCursor ? 2 : 1)}` : start;
}

function longRangeOf(shape: ScanShape, first: number): string {
  const start = `${headOf("entry")} >= ${headOf(`$${first}`)}`;
  const end = `${headOf("entry")} <= ${headOf(`$${first + (shape.hasCursor ? 2 : 1)}`)}`;
  return `${start} AND ${shape.hasEnd ? `${end} AND ` : ""}${rangeOf(shape, first)}`;
}

function nameOf(name: string, { hasCursor, hasEnd }: ScanShape): string {
  return `${name}${hasCursor ? " after" : " from"}${hasEnd ? " to" : ""}`;
}

function remembered(statements: Map<string, Statement>, name: string, make: (name: string) => Statement): Statement {
  const statement = statements.get(name) ?? make(name);
  statements.set(name, statement);
  return statement;
}
