import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { rolldown } from "rolldown";
import { SMTPServer } from "smtp-server";
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

async function callOperation(
  url: string,
  operation: string,
  input: object,
): Promise<Record<string, Record<string, string>>> {
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
  };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(input) });
  return JSON.parse((await response.text()) || "{}");
}

/** Signs a user in on the page, whose code is in chunks of its own, and answers what the token endpoint answers. */
async function signInOnPage(url: string): Promise<unknown> {
  const UserPoolId = (await callOperation(url, "CreateUserPool", { PoolName: "people" }))["UserPool"]?.["Id"] ?? "";
  const redirect_uri = "http://localhost:3000/";
  const { UserPoolClient } = await callOperation(url, "CreateUserPoolClient", {
    UserPoolId,
    ClientName: "app",
    CallbackURLs: [redirect_uri],
    AllowedOAuthFlows: ["code"],
    AllowedOAuthScopes: ["openid"],
    AllowedOAuthFlowsUserPoolClient: true,
  });
  const user = { UserPoolId, Username: "alice" };
  const password = "Correct-Horse-9!";
  await callOperation(url, "AdminCreateUser", { ...user, MessageAction: "SUPPRESS" });
  await callOperation(url, "AdminSetUserPassword", { ...user, Password: password, Permanent: true });
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
  expect(await signInOnPage(String(url))).toMatchObject({ token_type: "Bearer", refresh_token: expect.any(String) });
  await ask(String(url));
  const exited = new Promise((resolve) => {
    child.on("exit", resolve);
  });
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
}

/** A mail server on a free port; closed when the test ends. */
async function startMailServer(): Promise<{ readonly port: number; readonly recipients: readonly string[] }> {
  const recipients: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onData(stream, { envelope }, callback) {
      recipients.push(...envelope.rcptTo.map(({ address }) => address));
      stream.resume().on("end", () => callback());
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("the mail server has no port");
  return { port: address.port, recipients };
}

describe("the bundle", () => {
  test("serves from a data file without anything installed, and knows its version", async () => {
    await serve(await bundle(), []);
  });

  test("sends e-mails without anything installed, by a part of it that is loaded for them alone", async () => {
    const { port, recipients } = await startMailServer();
    const folder = await bundle();
    const flags = ["--memory", "--log-level", "warn", "--smtp", `smtp://127.0.0.1:${port}`];
    await serve(folder, flags, async (url) => {
      const call = async (operation: string, input: object) => {
        const headers = {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
        };
        const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(input) });
        return JSON.parse(await response.text());
      };
      const { UserPool } = await call("CreateUserPool", { PoolName: "people" });
      const invited = await call("AdminCreateUser", {
        UserPoolId: UserPool.Id,
        Username: "ann",
        UserAttributes: [{ Name: "email", Value: "ann@example.com" }],
        DesiredDeliveryMediums: ["EMAIL"],
      });
      expect(invited).toMatchObject({ User: { Username: "ann" } });
    });
    expect(recipients).toEqual(["ann@example.com"]);
    const parts = readdirSync(path.join(folder, "dist")).filter((name) => name.startsWith("nodemailer"));
    expect(parts).toHaveLength(1);
  });

  test("serves HTTPS without anything installed", async () => {
    await serve(await bundle(), ["--memory", "--tls", "--tls-port", "0"], async (url) => {
      const ca = await (await fetch(`${url}/_cogmock/ca.pem`)).text();
      expect(ca).toContain("BEGIN CERTIFICATE");
    });
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
