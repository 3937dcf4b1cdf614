import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { rolldown } from "rolldown";
import { describe, expect, onTestFinished, test } from "vitest";
import config, { output } from "../rolldown.config.ts";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));

/** Bundles into a folder that has nothing else installed, as npm would lay it out. */
async function bundle(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "cogmock-bundle-"));
  const build = await rolldown({ ...config, cwd: packageFolder });
  await build.write({ ...output, dir: path.join(folder, "dist") });
  await build.close();
  copyFileSync(path.join(packageFolder, "package.json"), path.join(folder, "package.json"));
  return folder;
}

/** Starts the bundle with these settings without anything installed, asks what it is and more, and stops it. */
async function serve(
  folder: string,
  settings: readonly string[],
  ask: (url: string) => Promise<void> = async () => {},
): Promise<void> {
  const argv = [path.join(folder, "dist", "cogmock.js"), "start", "--port", "0", ...settings];
  const child = spawn(process.execPath, argv, { cwd: folder, env: {}, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let banner = "";
  for await (const text of child.stdout.setEncoding("utf8")) {
    banner += String(text);
    if (banner.includes("_cogmock/messages")) break;
  }
  const url = /endpoint +(\S+)/.exec(banner)?.[1];
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, "package.json"), "utf8"));
  expect(await (await fetch(`${url}/_cogmock/health`)).json()).toEqual({ status: "ok", version });
  expect(await (await fetch(`${url}/_cogmock/ready`)).json()).toEqual({ status: "ready" });
  await ask(String(url));
  const exited = new Promise((resolve) => {
    child.on("exit", resolve);
  });
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
}

describe("the bundle", () => {
  test("serves from a data file without anything installed, and knows its version", async () => {
    await serve(await bundle(), []);
  });

  test("runs functions of module files", async () => {
    const folder = await bundle();
    writeFileSync(
      path.join(folder, "hook.ts"),
      "export const handler = async (): Promise<unknown> => { throw new Error('seen'); };",
    );
    await serve(folder, ["--memory", "--functions", "hook=hook.ts"], async (url) => {
      const call = async (operation: string, input: object) => {
        const headers = {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
        };
        const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(input) });
        return JSON.parse(await response.text());
      };
      const LambdaConfig = { PreSignUp: "arn:aws:lambda:us-east-1:000000000000:function:hook" };
      const { UserPool } = await call("CreateUserPool", { PoolName: "people", LambdaConfig });
      expect(await call("AdminCreateUser", { UserPoolId: UserPool.Id, Username: "ann" })).toEqual({
        __type: "UserLambdaValidationException",
        message: "PreSignUp failed with error seen.",
      });
    });
  });
});

describeOnPostgres("the bundle", () => {
  test("serves from PostgreSQL without anything installed", async () => {
    await serve(await bundle(), ["--data", await givenDatabase()]);
  });
});
