import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the README's code runs as pasted and prints what its comments say", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const code = readme.match(/```js\n([\s\S]+?)```/)?.[1] ?? "";
  const promised = Array.from(code.matchAll(/console\.log.*\/\/ (.+)/g), ([, output]) => output);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@cogmock/source", "--input-type=module", "--eval", code],
    { cwd: fileURLToPath(new URL("..", import.meta.url)) },
  );
  expect(promised).toHaveLength(3);
  expect(stdout.trim().split("\n")).toEqual(promised);
});
