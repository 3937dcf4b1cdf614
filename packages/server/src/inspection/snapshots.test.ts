import { describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/start-test-server.ts";

async function givenUserPool(server: TestServer): Promise<string> {
  const { UserPool } = await server.cognito.userPools.send("CreateUserPool", { PoolName: "people" });
  return UserPool?.Id ?? "";
}

async function ask(server: TestServer, method: string, path: string): Promise<readonly [number, unknown]> {
  const response = await fetch(`${server.url}/_cogmock/snapshots${path}`, { method });
  const text = await response.text();
  return [response.status, text === "" ? undefined : JSON.parse(text)];
}

describe("/_cogmock/snapshots", () => {
  test("saves a state, brings it back, lists it and deletes it", async () => {
    const server = await startTestServer();
    const UserPoolId = await givenUserPool(server);
    const saved = {
      name: "seed",
      createdAt: expect.stringMatching(/^20.*Z$/),
      documents: 3,
      bytes: expect.any(Number),
    };
    expect(await ask(server, "PUT", "/seed")).toEqual([201, saved]);
    expect(await ask(server, "PUT", "/seed")).toEqual([200, saved]);
    expect(await ask(server, "GET", "")).toEqual([200, [saved]]);

    await fetch(`${server.url}/_cogmock/reset`, { method: "POST" });
    expect(await server.cognito.jwks(UserPoolId)).toBeUndefined();
    expect(await ask(server, "POST", "/seed/restore")).toEqual([204, undefined]);
    expect(await server.cognito.jwks(UserPoolId)).toBeDefined();

    expect(await ask(server, "DELETE", "/seed")).toEqual([204, undefined]);
    expect(await ask(server, "GET", "")).toEqual([200, []]);
  });

  test("says that there is no such snapshot, or that a name is none", async () => {
    const server = await startTestServer();
    const missing = [404, { message: 'There is no snapshot "seed".' }];
    expect(await ask(server, "POST", "/seed/restore")).toEqual(missing);
    expect(await ask(server, "DELETE", "/seed")).toEqual(missing);
    const message =
      "The name of a snapshot is 1 to 128 letters, digits, dots, hyphens and underscores, and does not begin with a dot.";
    for (const name of ["a%20b", "%2Ehidden", "a".repeat(129), "a%2Fb"]) {
      expect(await ask(server, "PUT", `/${name}`)).toEqual([400, { message }]);
    }
    expect(await ask(server, "PUT", `/${"a".repeat(128)}`)).toMatchObject([201, {}]);
  });

  test.each([
    ["PUT", "/seed"],
    ["POST", "/seed/restore"],
    ["DELETE", "/seed"],
  ])("refuses %s %s to a page of another origin", async (method, path) => {
    const server = await startTestServer();
    await server.cognito.snapshots.save("seed");
    await givenUserPool(server);
    const headers = { origin: "https://evil.example" };
    const response = await fetch(`${server.url}/_cogmock/snapshots${path}`, { method, headers });
    expect(response.status).toBe(403);
    expect(await server.cognito.snapshots.list()).toMatchObject([{ name: "seed", documents: 0 }]);
    expect((await server.cognito.userPools.send("ListUserPools", { MaxResults: 1 })).UserPools).toHaveLength(1);
  });

  test("says which methods there are", async () => {
    const server = await startTestServer();
    const response = await fetch(`${server.url}/_cogmock/snapshots/seed`);
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("PUT, DELETE");
    expect(await response.json()).toEqual({ message: "/_cogmock/snapshots/{name} expects PUT or DELETE." });
  });
});
