import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { endOfPrefix, systemClock } from "@cogmock/core/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { parseAddress } from "./address.ts";
import { Connection, type Statement } from "./connection.ts";
import { Statements } from "./statements.ts";
import { givenClient, givenStore, notes } from "./testing/given.ts";

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly Plans?: readonly PlanNode[];
}

const LIMIT = 10;
const DOCUMENTS = 20_000;

/** Runs a statement as a store does, and tells how PostgreSQL did it: every step with the steps above it. */
async function plan(url: string, statement: Statement, types: string, values: readonly unknown[]): Promise<Step[]> {
  const connection = new Connection(parseAddress(url), () => {});
  await connection.connect();
  onTestFinished(() => connection.close());
  await connection.run(`PREPARE it (${types}) AS ${statement.text}`);
  const literals = values.map((value) => (typeof value === "number" ? value : `'${String(value)}'`)).join(", ");
  const [row] = await connection.run(`EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE it (${literals})`);
  const [{ Plan }]: [{ Plan: PlanNode }] = JSON.parse(row?.[0] ?? "");
  return stepsOf(Plan, []);
}

interface Step {
  readonly type: string;
  readonly on: string | undefined;
  readonly rows: number;
  readonly above: readonly string[];
}

function stepsOf(node: PlanNode, above: readonly string[]): Step[] {
  const { "Node Type": type, Plans = [] } = node;
  const on = node["Index Name"] ?? node["Relation Name"];
  const rows = node["Actual Rows"] * node["Actual Loops"];
  return [{ type, on, rows, above }, ...Plans.flatMap((child) => stepsOf(child, [...above, type]))];
}

describeOnPostgres("PostgreSQL's plan", () => {
  describe.each([
    ["before it has any statistics", "SELECT"],
    ["with statistics", "ANALYZE"],
  ])("%s", (_, prepare) => {
    async function givenDocuments(): Promise<string> {
      const url = await givenDatabase();
      const client = await givenClient(url);
      const store = await givenStore(url, { clock: systemClock });
      // Otherwise PostgreSQL may gather statistics by itself at any moment.
      for (const table of ["documents", "ordered_entries", "unique_entries"])
        await client.query(`ALTER TABLE cogmock.${table} SET (autovacuum_enabled = off)`);
      await store.commit(
        Array.from({ length: DOCUMENTS }, (__, n) =>
          notes.put({ id: `n${n}`, title: `t${n}`, tags: [`tag${n % 7}`] }, { expect: "absent" }),
        ),
      );
      await client.query(prepare);
      return url;
    }

    test("of a scan walks the index, stops at the limit, and sorts nothing", async () => {
      const url = await givenDocuments();
      const client = await givenClient(url);
      const { rows } = await client.query<{ id: number }>("SELECT id FROM cogmock.indexes WHERE name = 'byTag'");
      const index = rows[0]?.id ?? 0;
      const prefix = "tag3\u0001";
      const shapes = [
        { hasCursor: false, hasEnd: true, types: "text, text", bounds: [prefix, endOfPrefix(prefix)] },
        { hasCursor: true, hasEnd: true, types: "text, text, text", bounds: [prefix, "n1\u0001", endOfPrefix(prefix)] },
        { hasCursor: false, hasEnd: false, types: "text", bounds: [""] },
        { hasCursor: true, hasEnd: false, types: "text, text", bounds: [prefix, "n1\u0001"] },
      ];
      for (const { types, bounds, ...shape } of shapes) {
        const statement = new Statements("cogmock").find(shape);
        const steps = await plan(url, statement, `int, bigint, bigint, ${types}`, [index, 0, LIMIT, ...bounds]);
        const walk = steps.find(({ on }) => on === "ordered_entries_in_order");
        expect(walk).toMatchObject({ type: "Index Scan", rows: LIMIT });
        expect(walk?.above).not.toContain("Sort");
        expect(steps.filter(({ type }) => type === "Seq Scan").map(({ on }) => on)).toEqual(["meta"]);
        expect(steps.filter(({ type }) => /Bitmap|Hash/.test(type))).toEqual([]);
        const documents = steps.find(({ on }) => on === "documents_pkey");
        expect(documents).toMatchObject({ type: "Index Scan", rows: LIMIT });
      }
    });

    test("of other reads goes by an index to what it needs", async () => {
      const url = await givenDocuments();
      const statements = new Statements("cogmock");
      const get = await plan(url, statements.get, "int, text, bigint", [1, "n7\u0001", 0]);
      expect(get).toMatchObject([{ type: "Index Scan", on: "documents_by_key" }]);
      const unique = await plan(url, statements.getUnique, "int, text, bigint", [1, "t7\u0001", 0]);
      expect(unique.filter(({ on }) => on !== undefined).map(({ type, on }) => `${type} ${on}`)).toEqual([
        "Seq Scan meta",
        "Index Scan unique_entries_pkey",
        "Index Scan documents_pkey",
      ]);
    });
  });
});
