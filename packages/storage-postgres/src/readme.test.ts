import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { expect, test } from "vitest";
import { givenClient } from "./testing/given.ts";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));

describeOnPostgres("README.md", () => {
  test("has an example that runs as it stands", async () => {
    const url = await givenDatabase();
    const example = readFileSync(path.join(PACKAGE, "README.md"), "utf8")
      .split("\n")
      .filter((line) => line.startsWith("    "))
      .join("\n")
      .replace('"postgres://cogmock:secret@localhost:5432/cogmock"', JSON.stringify(url));
    execFileSync(process.execPath, ["--conditions=@cogmock/source", "--input-type=module", "--eval", example], {
      cwd: PACKAGE,
    });
    const client = await givenClient(url);
    expect((await client.query("SELECT product FROM cogmock.meta")).rows).toEqual([{ product: "cogmock" }]);
  });
});
