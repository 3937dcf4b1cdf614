import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync } from "node:fs";
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

/** Starts the bundle on this data without anything installed, asks what it is, and stops it. */
async function serve(folder: string, data: readonly string[]): Promise<void> {
  const argv = [path.join(folder, "dist", "cogmock.js"), "start", "--port", "0", ...data];
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
});

describeOnPostgres("the bundle", () => {
  test("serves from PostgreSQL without anything installed", async () => {
    await serve(await bundle(), ["--data", await givenDatabase()]);
  });
});
