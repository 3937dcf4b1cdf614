import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));

test("the README's example runs as it stands", () => {
  const directory = mkdtempSync(join(tmpdir(), "cogmock-readme-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, "data", "cogmock.db");
  const example = readFileSync(join(PACKAGE, "README.md"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("    "))
    .join("\n")
    .replace('"data/cogmock.db"', JSON.stringify(file));
  execFileSync(process.execPath, ["--conditions=@cogmock/source", "--input-type=module", "--eval", example], {
    cwd: PACKAGE,
  });
  expect(existsSync(file)).toBe(true);
});
