import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A new directory, which is gone when the test that is running has finished. */
export function givenDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "cogmock-sqlite-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}
