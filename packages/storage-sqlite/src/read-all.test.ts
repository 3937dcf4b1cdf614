import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { givenDirectory } from "./testing/given-directory.ts";

const DOCUMENTS = 100_000;
const MEBIBYTE = 1024 * 1024;
/** A fraction of what the documents would take. */
const MAX_GROWTH_MEBIBYTES = 12;
const LIMIT_MS = 60_000;

test.each(["a file", "memory"])(
  "reading everything takes little memory, though all of it is replaced meanwhile: %s",
  (where) => {
    const program = fileURLToPath(new URL("testing/whole-reader.ts", import.meta.url));
    const file = where === "memory" ? ":memory:" : join(givenDirectory(), "store.db");
    const output = execFileSync(
      process.execPath,
      ["--conditions=@cogmock/source", "--expose-gc", program, file, String(DOCUMENTS)],
      { encoding: "utf8" },
    );
    const { read, heapGrowth, residentGrowth, contents } = JSON.parse(output);
    expect(read).toBe(DOCUMENTS);
    expect(contents).toBeGreaterThan(30 * MEBIBYTE);
    expect(heapGrowth / MEBIBYTE).toBeLessThan(MAX_GROWTH_MEBIBYTES);
    // A database in memory is resident itself, and what is written meanwhile makes it grow.
    if (where === "a file") expect(residentGrowth / MEBIBYTE).toBeLessThan(2 * MAX_GROWTH_MEBIBYTES);
  },
  LIMIT_MS,
);
