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

async function call(url: string, operation: string, input: object): Promise<Record<string, Record<string, string>>> {
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
  };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(input) });
  return JSON.parse((await response.text()) || "{}");
}

/** Signs a user in on the page, whose code is in chunks of its own, and answers what the token endpoint answers. */
async function signInOnPage(url: string): Promise<unknown> {
  const UserPoolId = (await call(url, "CreateUserPool", { PoolName: "people" }))["UserPool"]?.["Id"] ?? "";
  const redirect_uri = "http://localhost:3000/";
  const { UserPoolClient } = await call(url, "CreateUserPoolClient", {
    UserPoolId,
    ClientName: "app",
    CallbackURLs: [redirect_uri],
    AllowedOAuthFlows: ["code"],
    AllowedOAuthScopes: ["openid"],
    AllowedOAuthFlowsUserPoolClient: true,
  });
  const user = { UserPoolId, Username: "alice" };
  const password = "Correct-Horse-9!";
  await call(url, "AdminCreateUser", { ...user, MessageAction: "SUPPRESS" });
  await call(url, "AdminSetUserPassword", { ...user, Password: password, Permanent: true });
  const client_id = UserPoolClient?.["ClientId"] ?? "";
  const query = new URLSearchParams({ response_type: "code", client_id, redirect_uri });
  const token = crypto.randomUUID();
  const { headers } = await fetch(`${url}/login?${query.toString()}`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: `XSRF-TOKEN=${token}` },
    body: new URLSearchParams({ _csrf: token, username: "alice", password }),
  });
  const code = new URL(headers.get("location") ?? "").searchParams.get("code") ?? "";
  const session = headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0]);
  const silent = await fetch(`${url}/oauth2/authorize?${query.toString()}&prompt=none`, {
    redirect: "manual",
    headers: { cookie: session.join("; ") },
  });
  expect(silent.headers.get("location")).toContain("http://localhost:3000/?code=");
  const body = new URLSearchParams({ grant_type: "authorization_code", client_id, redirect_uri, code });
  return JSON.parse(await (await fetch(`${url}/oauth2/token`, { method: "POST", body })).text());
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
  expect(await signInOnPage(url ?? "")).toMatchObject({ token_type: "Bearer", refresh_token: expect.any(String) });
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
