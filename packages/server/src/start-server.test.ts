import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readConfiguration } from "./configuration/configuration.ts";
import { StartError } from "./start-error.ts";
import { type RunningServer, startServer } from "./start-server.ts";
import { formOf, startAwsService } from "./testing/start-aws-service.ts";
import { awsHeaders, emptyFolder, readJson } from "./testing/start-test-server.ts";

async function start(directory: string, ...argv: string[]): Promise<RunningServer> {
  const always = ["--log-level", "silent", "--port", "0"];
  return startServer(readConfiguration({ argv: [...always, ...argv], environment: {}, directory }));
}

async function started(directory: string, ...argv: string[]): Promise<RunningServer> {
  const server = await start(directory, ...argv);
  onTestFinished(() => server.close());
  return server;
}

async function call(server: RunningServer, operation: string, input: unknown): Promise<Response> {
  return fetch(server.url, { method: "POST", headers: awsHeaders(operation), body: JSON.stringify(input) });
}

interface UserPool {
  readonly Id: string;
  readonly Arn: string;
}

async function givenUserPool(server: RunningServer): Promise<UserPool> {
  const response = await call(server, "CreateUserPool", { PoolName: "people" });
  const { UserPool } = await readJson<{ UserPool: UserPool }>(response);
  return UserPool;
}

describe("startServer", () => {
  test("keeps everything in its file over a restart", async () => {
    const directory = emptyFolder();
    const first = await start(directory, "--data", "deep/down/kept.sqlite");
    const { Id: UserPoolId } = await givenUserPool(first);
    const jwks = await (await fetch(`${first.url}/${UserPoolId}/.well-known/jwks.json`)).text();
    await first.close();

    const second = await started(directory, "--data", "deep/down/kept.sqlite");
    expect((await call(second, "DescribeUserPool", { UserPoolId })).status).toBe(200);
    expect(await (await fetch(`${second.url}/${UserPoolId}/.well-known/jwks.json`)).text()).toBe(jwks);
  });

  test("does not go back in time over a restart, be the clock frozen or running", async () => {
    const directory = emptyFolder();
    const turn = (server: RunningServer, change: object) =>
      fetch(`${server.url}/_cogmock/clock`, { method: "POST", body: JSON.stringify(change) });
    const shown = async (server: RunningServer) =>
      readJson<{ now: string; offsetSeconds: number; frozen: boolean }>(await fetch(`${server.url}/_cogmock/clock`));

    const first = await start(directory);
    await turn(first, { freeze: true });
    await turn(first, { set: "2042-01-01T00:00:00Z" });
    await first.close();
    const second = await start(directory);
    expect(await shown(second)).toMatchObject({ now: "2042-01-01T00:00:00.000Z", frozen: true });
    await turn(second, { reset: true });
    await turn(second, { advance: "2h" });
    await second.close();
    const third = await started(directory);
    expect(await shown(third)).toEqual({ now: expect.any(String), offsetSeconds: 7_200, frozen: false });
    // What goes by the clock does so from the first request on.
    const { UserPool } = await readJson<{ UserPool: { CreationDate: number } }>(
      await call(third, "CreateUserPool", { PoolName: "people" }),
    );
    expect(UserPool.CreationDate * 1_000 - Date.now()).toBeGreaterThan(7_000_000);
  });

  test("by default keeps it in .cogmock of the working directory", async () => {
    const directory = emptyFolder();
    await started(directory);
    expect(existsSync(path.join(directory, ".cogmock", "cogmock.sqlite"))).toBe(true);
  });

  test("with --memory writes nothing and forgets everything", async () => {
    const directory = emptyFolder();
    const first = await start(directory, "--memory");
    const { Id: UserPoolId } = await givenUserPool(first);
    await first.close();
    const second = await started(directory, "--memory");
    expect((await call(second, "DescribeUserPool", { UserPoolId })).status).toBe(400);
    expect(existsSync(path.join(directory, ".cogmock"))).toBe(false);
  });

  test("hands region, account, issuer and codes to the Cognito", async () => {
    const server = await started(
      emptyFolder(),
      ..."--memory --region eu-west-3 --account 123456789012 --issuer https://auth.example/x".split(" "),
    );
    const { Id, Arn } = await givenUserPool(server);
    expect(Arn).toBe(`arn:aws:cognito-idp:eu-west-3:123456789012:userpool/${Id}`);
    const discovery = await fetch(`${server.url}/${Id}/.well-known/openid-configuration`);
    expect(await discovery.json()).toMatchObject({ issuer: `https://auth.example/x/${Id}` });
  });

  test("with --strict-signatures refuses what AWS wants signed and is not", async () => {
    const server = await started(emptyFolder(), "--memory", "--strict-signatures");
    const response = await call(server, "CreateUserPool", { PoolName: "people" });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });

  test("hands the carriers of messages to the Cognito", async () => {
    const answer = { status: 200, contentType: "text/xml", body: "<Response/>" };
    const ses = await startAwsService("ses", () => answer);
    const sns = await startAwsService("sns", () => answer);
    const carriers = ["--ses-endpoint", ses.url, "--sns-endpoint", sns.url];
    const server = await started(emptyFolder(), "--memory", ...carriers);
    const { Id: UserPoolId } = await givenUserPool(server);
    const invited = await call(server, "AdminCreateUser", {
      UserPoolId,
      Username: "ann",
      UserAttributes: [
        { Name: "email", Value: "ann@example.com" },
        { Name: "phone_number", Value: "+15555550123" },
      ],
      DesiredDeliveryMediums: ["EMAIL", "SMS"],
    });
    expect(invited.status).toBe(200);
    expect(ses.requests.map((request) => formOf(request).Action)).toEqual(["SendEmail"]);
    expect(sns.requests.map((request) => formOf(request).Action)).toEqual(["Publish"]);
  });

  test("calls functions of its program where a pool names Lambda functions", async () => {
    const always = ["--memory", "--log-level", "silent", "--port", "0"];
    const configuration = readConfiguration({ argv: always, environment: {}, directory: emptyFolder() });
    const server = await startServer(configuration, {
      triggers: {
        "no-entry": () => {
          throw new Error("we are closed");
        },
      },
    });
    onTestFinished(() => server.close());
    const send = async (operation: string, input: unknown) =>
      readJson<Record<string, never>>(await call(server, operation, input));
    const { UserPool } = await readJson<{ UserPool: UserPool }>(
      await call(server, "CreateUserPool", {
        PoolName: "people",
        LambdaConfig: { PreAuthentication: "arn:aws:lambda:us-east-1:000000000000:function:no-entry" },
      }),
    );
    const { UserPoolClient } = await readJson<{ UserPoolClient: { ClientId: string } }>(
      await call(server, "CreateUserPoolClient", {
        UserPoolId: UserPool.Id,
        ClientName: "app",
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      }),
    );
    const user = { UserPoolId: UserPool.Id, Username: "ann" };
    await send("AdminCreateUser", { ...user, MessageAction: "SUPPRESS" });
    await send("AdminSetUserPassword", { ...user, Password: "Correct-Horse-9!", Permanent: true });
    expect(
      await send("InitiateAuth", {
        ClientId: UserPoolClient.ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "ann", PASSWORD: "Correct-Horse-9!" },
      }),
    ).toEqual({
      __type: "UserLambdaValidationException",
      message: "PreAuthentication failed with error we are closed.",
    });
  });

  test("answers on every address of localhost", async () => {
    const server = await started(emptyFolder(), "--memory");
    expect(server.url).toMatch(/^http:\/\/localhost:\d+$/);
    const { port } = new URL(server.url);
    expect((await fetch(`http://127.0.0.1:${port}/_cogmock/health`)).status).toBe(200);
  });

  test("says in one line that its port is in use", async () => {
    const server = await started(emptyFolder(), "--memory", "--host", "127.0.0.1");
    const { port } = new URL(server.url);
    await expect(start(emptyFolder(), "--memory", "--host", "127.0.0.1", "--port", port)).rejects.toThrow(
      `port ${port} is in use on 127.0.0.1; choose another with --port, or 0 for a free one`,
    );
  });

  test("says in one line that an address is not this machine's", async () => {
    await expect(start(emptyFolder(), "--memory", "--host", "192.0.2.1")).rejects.toThrow(
      "192.0.2.1 is no address of this machine; choose another with --host",
    );
  });

  test("says in one line that a data file is in use by another server", async () => {
    const directory = emptyFolder();
    await started(directory);
    await expect(start(directory)).rejects.toThrow(
      `${path.join(directory, ".cogmock", "cogmock.sqlite")} is in use by another process; stop that one, or choose another file (--data)`,
    );
  });

  test.each(["file/in/a/file.sqlite", "folder", "text"])("says in one line why %s cannot hold data", async (name) => {
    const directory = emptyFolder();
    writeFileSync(path.join(directory, "file"), "");
    mkdirSync(path.join(directory, "folder"));
    writeFileSync(path.join(directory, "text"), "This is no database, and long enough to tell. ".repeat(50));
    const failure = await start(directory, "--data", name).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartError);
    expect(String(failure)).toMatch(/^StartError: .* choose another file \(--data\)$/);
    expect(String(failure)).toContain(path.join(directory, name));
  });
});

describe("close", () => {
  test("lets a request under way finish, and takes no new one", async () => {
    const server = await start(emptyFolder(), "--memory", "--host", "127.0.0.1");
    const { port } = new URL(server.url);
    const socket = connect(Number(port), "127.0.0.1");
    const body = '{"PoolName":"people"}';
    const head = [
      "POST / HTTP/1.1",
      "Host: a",
      "Content-Type: application/x-amz-json-1.1",
      "X-Amz-Target: AWSCognitoIdentityProviderService.CreateUserPool",
      `Content-Length: ${body.length}`,
      "Expect: 100-continue",
      "",
      "",
    ];
    socket.write(head.join("\r\n"));
    await received(socket, "100 Continue");
    const closed = server.close();
    await expect(fetch(server.url)).rejects.toThrow();
    socket.write(body);
    const answer = await received(socket, "\r\n\r\n{");
    expect(answer).toContain("HTTP/1.1 200 OK");
    expect(answer).toContain("connection: close");
    await closed;
  });

  test("does not wait for idle connections", async () => {
    const server = await start(emptyFolder(), "--memory", "--host", "127.0.0.1");
    const idle = createIdleConnection(server.url);
    await idle.ready;
    const startedAt = performance.now();
    await server.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await idle.closed;
  });
});

/** Reads until a text has come; what follows it stays unread. */
function received(socket: Socket, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let all = "";
    const read = (chunk: Buffer): void => {
      all += chunk.toString("latin1");
      if (!all.includes(text)) return;
      socket.off("data", read);
      resolve(all);
    };
    socket.on("data", read);
    socket.once("error", reject);
  });
}

/** A keep-alive connection on which one request was answered. */
function createIdleConnection(url: string): { ready: Promise<string>; closed: Promise<void> } {
  const { port } = new URL(url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write("GET /_cogmock/health HTTP/1.1\r\nHost: a\r\n\r\n");
  return {
    ready: received(socket, "\r\n\r\n{"),
    closed: new Promise((resolve) => {
      socket.on("close", () => resolve());
    }),
  };
}
