import { describe, expect, test } from "vitest";
import { readJson, startTestServer, type TestServer } from "../testing/start-test-server.ts";

const PASSWORD = "Correct-Horse-9!";

async function ask<Answer>(server: TestServer, operation: string, input: unknown): Promise<Answer> {
  return readJson(await server.call(operation, input, { authorization: "AWS4-HMAC-SHA256 Credential=AKIASECRET/x" }));
}

/** A user who signs in once with a wrong and once with the right password. */
async function givenSignIn(server: TestServer): Promise<{ userPoolId: string; secrets: string[] }> {
  const { UserPool } = await ask<{ UserPool: { Id: string } }>(server, "CreateUserPool", { PoolName: "people" });
  const UserPoolId = UserPool.Id;
  const { UserPoolClient } = await ask<{ UserPoolClient: { ClientId: string } }>(server, "CreateUserPoolClient", {
    UserPoolId,
    ClientName: "web",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  });
  const Username = "alice";
  await ask(server, "AdminCreateUser", { UserPoolId, Username, TemporaryPassword: PASSWORD });
  await ask(server, "AdminSetUserPassword", { UserPoolId, Username, Password: PASSWORD, Permanent: true });
  const signIn = (password: string) => ({
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: UserPoolClient.ClientId,
    AuthParameters: { USERNAME: Username, PASSWORD: password },
  });
  await ask(server, "InitiateAuth", signIn("Wrong-Password-1!"));
  const { AuthenticationResult: tokens } = await ask<{ AuthenticationResult: Record<string, string> }>(
    server,
    "InitiateAuth",
    signIn(PASSWORD),
  );
  await ask(server, "GetUser", { AccessToken: tokens.AccessToken });
  await fetch(`${server.url}/somewhere?code=one-time-code-42`);
  const issued = ["AccessToken", "IdToken", "RefreshToken"].map((name) => tokens[name] ?? "missing");
  return {
    userPoolId: UserPoolId,
    secrets: [
      PASSWORD,
      "Wrong-Password-1!",
      "one-time-code-42",
      "AKIASECRET",
      ...issued.map((token) => token.slice(-20)),
    ],
  };
}

describe("the log", () => {
  test("has one line a request with operation, pool, outcome, status and duration", async () => {
    const server = await startTestServer();
    const { userPoolId } = await givenSignIn(server);
    const lines = (await server.readLog())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ operation, path, outcome, status }) => [operation ?? path, outcome, status])).toEqual([
      ["CreateUserPool", "ok", 200],
      ["CreateUserPoolClient", "ok", 200],
      ["AdminCreateUser", "ok", 200],
      ["AdminSetUserPassword", "ok", 200],
      ["InitiateAuth", "NotAuthorizedException", 400],
      ["InitiateAuth", "ok", 200],
      ["GetUser", "ok", 200],
      ["/somewhere", "refused", 404],
    ]);
    expect(lines[6]).toEqual({
      level: "info",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      operation: "GetUser",
      userPoolId,
      outcome: "ok",
      status: 200,
      durationMs: expect.any(Number),
    });
  });

  test.each(["json", "text"] as const)("in %s carries no password, token, code or signature", async (format) => {
    const server = await startTestServer({ level: "trace", format });
    const { secrets } = await givenSignIn(server);
    const log = await server.readLog();
    expect(log).toContain("InitiateAuth");
    for (const secret of secrets) expect(log).not.toContain(secret);
  });

  test("says nothing below its level", async () => {
    const server = await startTestServer({ level: "warn" });
    await givenSignIn(server);
    expect(await server.readLog()).toBe("");
  });

  test("leaves health checks out, unless it is to be talkative", async () => {
    const quiet = await startTestServer();
    const talkative = await startTestServer({ level: "debug" });
    for (const server of [quiet, talkative]) await fetch(`${server.url}/_cogmock/health`);
    expect(await quiet.readLog()).toBe("");
    expect(await talkative.readLog()).toContain('"path":"/_cogmock/health"');
  });

  test("names a request that was refused before any operation", async () => {
    const server = await startTestServer();
    await server.call("GetUser", "x".repeat(10 * 1024 * 1024 + 1));
    expect(JSON.parse(await server.readLog())).toMatchObject({
      outcome: "RequestEntityTooLargeException",
      status: 413,
    });
  });
});
