import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("hideSqliteWarning hides Node's warning about node:sqlite and no other", async () => {
  const script = `
    import { hideSqliteWarning } from ${JSON.stringify(new URL("./hide-sqlite-warning.ts", import.meta.url).href)};
    hideSqliteWarning();
    process.emitWarning("SQLite is an experimental feature and might change at any time", "ExperimentalWarning");
    process.emitWarning("Something else is experimental", "ExperimentalWarning");
  `;
  const flags = ["--input-type=module", "--eval", script];
  const { stderr } = await promisify(execFile)(process.execPath, flags);
  expect(stderr).not.toContain("SQLite");
  expect(stderr).toContain("Something else is experimental");
});
