import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  authorityCollections,
  clockCollections,
  snapshotCollections,
  spareCollections,
  stateCollections,
} from "./collections.ts";

const SOURCES = new URL(".", import.meta.url);
const DECLARATION = /\bdefineCollection<.*>\(\{\s*name: "(\w+)"/g;

/** The names of all collections that the sources declare, tests and their collections aside. */
function declaredNames(): string[] {
  const files = globSync("**/*.ts", { cwd: SOURCES, exclude: ["**/*.test.ts", "store/**", "testing/**"] });
  const sources = files.map((file) => readFileSync(new URL(file, SOURCES), "utf8"));
  const names = sources.flatMap((source) => Array.from(source.matchAll(DECLARATION), ([, name = ""]) => name));
  const calls = sources.flatMap((source) => source.match(/\bdefineCollection[<(]/g) ?? []);
  expect(names, "a declaration that this test cannot read").toHaveLength(calls.length);
  return names;
}

test("every collection is either exported, kept apart as snapshots, the clock and the authority are, or spare", () => {
  const known = [
    ...stateCollections,
    ...snapshotCollections,
    ...spareCollections,
    ...clockCollections,
    ...authorityCollections,
  ].map(({ name }) => name);
  expect(known.toSorted()).toEqual(declaredNames().toSorted());
  expect(new Set(known).size).toBe(known.length);
});
