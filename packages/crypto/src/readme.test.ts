import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const examples = Array.from(readme.matchAll(/```js\n([\s\S]+?)```/g), ([, code = ""]) => code);

test("the README has its examples", () => {
  expect(examples).toHaveLength(2);
});

test.each(examples)("the README's example %# runs as pasted and prints what its comments say", async (code) => {
  const promised = Array.from(code.matchAll(/console\.log.*\/\/ (.+)/g), ([, output]) => output);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@cogmock/source", "--input-type=module", "--eval", code],
    { cwd: fileURLToPath(new URL("..", import.meta.url)) },
  );
  expect(promised).not.toEqual([]);
  expect(stdout.trim().split("\n")).toEqual(promised);
});
