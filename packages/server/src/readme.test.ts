import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

describe("README.md", () => {
  test("has an example that runs as pasted", async () => {
    const packageFolder = fileURLToPath(new URL("..", import.meta.url));
    const example = /```js\n(.*?)```/s.exec(readFileSync(`${packageFolder}/README.md`, "utf8"))?.[1] ?? "";
    const flags = ["--conditions=@cogmock/source", "--input-type=module", "--eval", example];
    const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: packageFolder });
    expect(stdout).toMatch(/^Amazon Cognito at http:\/\/localhost:\d+$/m);
  });
});
