import type { Message } from "@cogmock/core";
import { describe, expect, test } from "vitest";
import { readJson, startTestServer, type TestServer } from "../testing/start-test-server.ts";

async function givenUserPool(server: TestServer): Promise<string> {
  const { UserPool } = await server.cognito.userPools.send("CreateUserPool", { PoolName: "people" });
  return UserPool?.Id ?? "";
}

async function hasUserPool(server: TestServer, userPoolId: string): Promise<boolean> {
  return (await server.cognito.jwks(userPoolId)) !== undefined;
}

async function givenTwoInvitations(server: TestServer): Promise<string> {
  const { userPools } = server.cognito;
  const UserPoolId = await givenUserPool(server);
  for (const Username of ["alice", "bob"]) {
    const UserAttributes = [{ Name: "email", Value: `${Username}@example.com` }];
    await userPools.send("AdminCreateUser", {
      UserPoolId,
      Username,
      UserAttributes,
      DesiredDeliveryMediums: ["EMAIL"],
    });
  }
  return UserPoolId;
}

describe("GET /_cogmock/health", () => {
  test("says that the server answers, and its version", async () => {
    const server = await startTestServer();
    const response = await fetch(`${server.url}/_cogmock/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok", version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });
});

describe("GET /_cogmock/messages", () => {
  test("answers every message, oldest first", async () => {
    const server = await startTestServer();
    const UserPoolId = await givenTwoInvitations(server);
    const response = await fetch(`${server.url}/_cogmock/messages`);
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    const messages = await readJson<Message[]>(response);
    expect(messages).toEqual(JSON.parse(JSON.stringify(await server.cognito.listMessages())));
    expect(messages.map(({ username }) => username)).toEqual(["alice", "bob"]);
    expect(messages[0]).toMatchObject({ userPoolId: UserPoolId, medium: "EMAIL", kind: "invitation" });
  });

  test("answers only those that the query describes", async () => {
    const server = await startTestServer();
    const UserPoolId = await givenTwoInvitations(server);
    const usernames = async (query: string): Promise<string[]> => {
      const messages = await readJson<Message[]>(await fetch(`${server.url}/_cogmock/messages?${query}`));
      return messages.map(({ username }) => username);
    };
    expect(await usernames("username=bob")).toEqual(["bob"]);
    expect(await usernames(`userPoolId=${UserPoolId}&medium=EMAIL`)).toEqual(["alice", "bob"]);
    expect(await usernames("medium=SMS")).toEqual([]);
    expect(await usernames("userPoolId=us-east-1_Nowhere00")).toEqual([]);
  });

  test("refuses a query parameter that it does not know", async () => {
    const server = await startTestServer();
    const response = await fetch(`${server.url}/_cogmock/messages?user=bob`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      message: 'Unknown query parameter "user"; known are userPoolId, username, medium, to, after, wait.',
    });
  });

  test("is not readable by a page of another origin", async () => {
    const server = await startTestServer();
    const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    const response = await fetch(`${server.url}/_cogmock/messages`, { headers });
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    const preflight = await fetch(`${server.url}/_cogmock/messages`, { method: "OPTIONS", headers });
    expect(preflight.status).toBe(405);
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("POST /_cogmock/reset", () => {
  test("empties the server", async () => {
    const server = await startTestServer();
    const UserPoolId = await givenUserPool(server);
    const response = await fetch(`${server.url}/_cogmock/reset`, { method: "POST" });
    expect(response.status).toBe(204);
    expect(await server.cognito.listMessages()).toEqual([]);
    expect(await hasUserPool(server, UserPoolId)).toBe(false);
  });

  test.each([
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: "http://localhost:3000" },
  ])("is refused to a page of another origin that sends %j", async (headers) => {
    const server = await startTestServer();
    const UserPoolId = await givenUserPool(server);
    const answer = await server.sendRaw(
      `POST /_cogmock/reset HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\nContent-Length: 0\r\n${Object.entries(
        headers,
      )
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join("")}\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(await hasUserPool(server, UserPoolId)).toBe(true);
  });

  test("is open to a page that the server served itself", async () => {
    const server = await startTestServer();
    const headers = { origin: server.url, "sec-fetch-site": "same-origin" };
    expect((await fetch(`${server.url}/_cogmock/reset`, { method: "POST", headers })).status).toBe(204);
  });
});

describe("below /_cogmock", () => {
  test("a wrong method gets 405 with the right one, and changes nothing", async () => {
    const server = await startTestServer();
    const UserPoolId = await givenUserPool(server);
    const response = await fetch(`${server.url}/_cogmock/reset`);
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
    expect(await response.json()).toEqual({ message: "/_cogmock/reset expects POST." });
    expect((await fetch(`${server.url}/_cogmock/health`, { method: "DELETE" })).headers.get("allow")).toBe("GET, HEAD");
    expect(await hasUserPool(server, UserPoolId)).toBe(true);
  });

  test("an unknown path gets 404 with what there is, also for a POST", async () => {
    const server = await startTestServer();
    for (const method of ["GET", "POST"]) {
      const response = await fetch(`${server.url}/_cogmock/nowhere`, { method });
      expect(response.status).toBe(404);
      expect(await response.text()).toContain("GET /_cogmock/messages");
    }
  });
});
