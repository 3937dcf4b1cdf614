import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { stateCollections } from "../collections.ts";
import { FORMAT_VERSION } from "./export-format.ts";

test("the description of the format names every collection, in the order of an export, and the newest version", () => {
  const description = readFileSync(new URL("../../../../docs/export-format.md", import.meta.url), "utf8");
  const listed = /^The collections:(.*?)\.\s/ms.exec(description)?.[1] ?? "";
  expect([...listed.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(stateCollections.map(({ name }) => name));
  expect(description).toContain(`{"format":"cogmock","version":${FORMAT_VERSION},`);
});
