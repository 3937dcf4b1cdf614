import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { describeOnPostgres } from "./vitest.ts";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));

describeOnPostgres("README.md", () => {
  test("has an example that runs as it stands", () => {
    const example = readFileSync(path.join(PACKAGE, "README.md"), "utf8")
      .split("\n")
      .filter((line) => line.startsWith("    "))
      .join("\n");
    const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", example], {
      cwd: PACKAGE,
      encoding: "utf8",
    });
    expect(printed).toMatch(/^postgres:\/\/cogmock:\w+@127\.0\.0\.1:\d+\/test_1_\w+\n$/);
  });
});
