import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/start-test-server.ts";
import { version } from "../version.ts";

const EMPTY = '{"format":"cogmock","version":1}\n{"end":true,"documents":0}\n';
const NOT_EMPTY = "The server is not empty. With ?replace=true the import takes the place of everything.";

/** An export of so many groups, each of a hundred kilobytes. */
function groups(count: number): string {
  const line = (name: number): string =>
    `{"collection":"groups","document":{"userPoolId":"p","name":"${name}","createdAt":1,"description":"${"d".repeat(100_000)}"}}\n`;
  const lines = Array.from({ length: count }, (_, name) => line(name)).join("");
  return EMPTY.replace("\n", `\n${lines}`).replace(":0}", `:${count}}`);
}

async function givenUserPool(server: TestServer): Promise<string> {
  const { UserPool } = await server.cognito.userPools.send("CreateUserPool", { PoolName: "people" });
  return UserPool?.Id ?? "";
}

async function exported(server: TestServer): Promise<string> {
  return (await fetch(`${server.url}/_cogmock/export`)).text();
}

async function post(server: TestServer, query: string, body: string): Promise<readonly [number, unknown]> {
  const response = await fetch(`${server.url}/_cogmock/import${query}`, { method: "POST", body });
  return [response.status, await response.json()];
}

describe("GET /_cogmock/export", () => {
  test("answers everything in the export format, with the version of the server", async () => {
    const server = await startTestServer();
    await givenUserPool(server);
    const response = await fetch(`${server.url}/_cogmock/export`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    const lines = (await response.text()).split("\n");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ format: "cogmock", version: 1, cogmock: version });
    expect(lines.at(-2)).toBe('{"end":true,"documents":3}');
  });

  test("answers HEAD without reading anything out", async () => {
    const server = await startTestServer();
    const response = await fetch(`${server.url}/_cogmock/export`, { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  test("is not readable by a page of another origin", async () => {
    const server = await startTestServer();
    const response = await fetch(`${server.url}/_cogmock/export`, { headers: { origin: "https://evil.example" } });
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("goes on serving when a caller hangs up in the middle, and takes it for no defect", async () => {
    const server = await startTestServer();
    await server.cognito.import([groups(300)]);
    const hangUp = new AbortController();
    const response = await fetch(`${server.url}/_cogmock/export`, { signal: hangUp.signal });
    await response.body?.getReader().read();
    hangUp.abort();
    expect((await exported(server)).length).toBeGreaterThan(30_000_000);
    expect(await server.readLog()).not.toContain("defect");
  });
});

describe("POST /_cogmock/import", () => {
  test("makes a server what another one was", async () => {
    const [from, to] = [await startTestServer(), await startTestServer()];
    const UserPoolId = await givenUserPool(from);
    expect(await post(to, "", await exported(from))).toEqual([200, { documents: 3 }]);
    expect(await to.cognito.jwks(UserPoolId)).toBe(await from.cognito.jwks(UserPoolId));
  });

  test("takes more than other requests may hold", async () => {
    const server = await startTestServer();
    const text = groups(150);
    expect(text.length).toBeGreaterThan(15_000_000);
    expect(await post(server, "", text)).toEqual([200, { documents: 150 }]);
  });

  test("is refused where there is something, unless it may replace that", async () => {
    const server = await startTestServer();
    const UserPoolId = await givenUserPool(server);
    expect(await post(server, "", EMPTY)).toEqual([409, { message: NOT_EMPTY }]);
    expect(await post(server, "?replace=false", EMPTY)).toEqual([409, { message: NOT_EMPTY }]);
    expect(await server.cognito.jwks(UserPoolId)).toBeDefined();
    expect(await post(server, "?replace=true", EMPTY)).toEqual([200, { documents: 0 }]);
    expect(await server.cognito.jwks(UserPoolId)).toBeUndefined();
  });

  test("says what is wrong with what is no export, and changes nothing", async () => {
    const server = await startTestServer();
    const UserPoolId = await givenUserPool(server);
    expect(await post(server, "?replace=true", EMPTY.replace(":0}", ":1}"))).toEqual([
      400,
      { message: "Nothing was imported: line 2: the export was of 1 documents, and here are 0." },
    ]);
    expect(await post(server, "?replace=true", "")).toEqual([
      400,
      { message: 'Nothing was imported: line 1: not the header of an export, {"format":"cogmock","version":1,…}.' },
    ]);
    expect(await post(server, "?force=true", EMPTY)).toEqual([
      400,
      { message: 'Unknown query parameter "force"; known are replace.' },
    ]);
    expect(await post(server, "?replace=maybe", EMPTY)).toEqual([400, { message: "replace expects true or false." }]);
    expect(await server.cognito.jwks(UserPoolId)).toBeDefined();
  });

  test("answers while the rest of what it refuses is still coming, and the connection stays good", async () => {
    const server = await startTestServer();
    const sending = request(`${server.url}/_cogmock/import`, { method: "POST" });
    sending.write("no export\n");
    const status = await new Promise((resolve, reject) => {
      sending.on("response", (response) => resolve(response.resume().statusCode));
      sending.on("error", reject);
    });
    expect(status).toBe(400);
    for (let count = 0; count < 100; count++) sending.write("x".repeat(100_000));
    await new Promise<void>((resolve) => sending.end(resolve));
  });

  test("that breaks off changes nothing, and is no defect", async () => {
    const server = await startTestServer();
    const UserPoolId = await givenUserPool(server);
    const sending = request(`${server.url}/_cogmock/import?replace=true`, {
      method: "POST",
      headers: { expect: "100-continue" },
    });
    sending.on("error", () => {});
    sending.flushHeaders();
    await new Promise<void>((resolve) => sending.once("continue", resolve));
    await new Promise((resolve) => sending.write(EMPTY.slice(0, 50), resolve));
    sending.destroy();
    expect(await post(server, "?replace=true", EMPTY.slice(0, 50))).toMatchObject([400, {}]);
    expect(await server.readLog()).not.toContain("defect");
    expect(await server.cognito.jwks(UserPoolId)).toBeDefined();
  });

  test("is refused to a page of another origin", async () => {
    const server = await startTestServer();
    const UserPoolId = await givenUserPool(server);
    const response = await fetch(`${server.url}/_cogmock/import?replace=true`, {
      method: "POST",
      body: EMPTY,
      headers: { origin: "https://evil.example" },
    });
    expect(response.status).toBe(403);
    expect(await server.cognito.jwks(UserPoolId)).toBeDefined();
  });
});
