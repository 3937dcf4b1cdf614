import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the README's example runs as pasted and answers what the README says", async () => {
  const root = join(import.meta.dirname, "..");
  const readme = await readFile(join(root, "README.md"), "utf8");
  const example = /```ts\n([^]*?)```/.exec(readme)?.[1] ?? "";
  const [code = "", claim = ""] = example.split("// ");
  const printing = code.replace(/\nanswer\((.*)\)\.body;/, "\nconsole.log(answer($1).body);");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@cogmock/source", "--input-type=module-typescript", "--eval", printing],
    { cwd: root },
  );
  expect(claim).toContain("InvalidParameterException");
  expect(stdout.startsWith(claim.split("…")[0] ?? "")).toBe(true);
});
