import { describe, expect, test } from "vitest";
import { awsHeaders, startTestServer } from "../testing/start-test-server.ts";

describe("the AWS JSON API", () => {
  test("answers an operation with AWS's headers and a known length", async () => {
    const server = await startTestServer();
    const response = await server.call("CreateUserPool", { PoolName: "people" });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/x-amz-json-1.1");
    expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get("date")).not.toBeNull();
    const body = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get("content-length")).toBe(String(body.length));
    expect(JSON.parse(body.toString())).toMatchObject({ UserPool: { Name: "people" } });
  });

  test("is found on any path", async () => {
    const server = await startTestServer();
    for (const path of ["/", "/cognito-idp/", "//", "/us-east-1_Ab12Cd34E?x=1", "/.well-known/jwks.json"]) {
      const response = await fetch(server.url + path, {
        method: "POST",
        headers: awsHeaders("CreateUserPool"),
        body: '{"PoolName":"people"}',
      });
      expect([path, response.status]).toEqual([path, 200]);
    }
  });

  test("puts the address that the caller used into issuers", async () => {
    const server = await startTestServer();
    const { UserPoolId } = await givenUserPool(server);
    const issuerSeenAs = async (headers: Record<string, string>): Promise<unknown> => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const path = `/${UserPoolId}/.well-known/openid-configuration`;
      const answer = await server.sendRaw(`GET ${path} HTTP/1.1\r\nConnection: close\r\n${lines.join("")}\r\n`);
      return JSON.parse(answer.slice(answer.indexOf("\r\n\r\n"))).issuer;
    };
    expect(await issuerSeenAs({ Host: "auth.example:80" })).toBe(`http://auth.example:80/${UserPoolId}`);
    expect(await issuerSeenAs({ Host: "a", "X-Forwarded-Host": "b", "X-Forwarded-Proto": "https" })).toBe(
      `http://a/${UserPoolId}`,
    );
  });

  test("refuses a Host that is no host, which would end up in issuers", async () => {
    const server = await startTestServer();
    const request = `POST / HTTP/1.1\r\nHost: a/b?<script>\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`;
    const answer = await server.sendRaw(request);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('{"__type":"MalformedHttpRequestException","message":"The request is not valid HTTP."}');
  });
});

describe("requests that are wrong", () => {
  test.each([
    ["body that is no JSON", "CreateUserPool", "{", "SerializationException"],
    ["body that is no object", "CreateUserPool", "[]", "SerializationException"],
    ["empty body where members are required", "CreateUserPool", "", "InvalidParameterException"],
    ["member beyond its length", "CreateUserPool", '{"PoolName":""}', "InvalidParameterException"],
    ["unknown operation", "Frobnicate", "{}", "UnknownOperationException"],
  ])("get AWS's error for a %s", async (_, operation, body, name) => {
    const server = await startTestServer();
    const response = await server.call(operation, body);
    expect(response.status).toBeLessThan(500);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.json()).toMatchObject({ __type: name });
    expect(response.headers.get("x-amzn-requestid")).not.toBeNull();
  });

  test("get an error for a POST without a target", async () => {
    const server = await startTestServer();
    const response = await fetch(server.url, { method: "POST", body: "{}" });
    expect(await response.json()).toMatchObject({ __type: "UnknownOperationException" });
  });

  test("are answered whatever their content type", async () => {
    const server = await startTestServer();
    for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      const response = await server.call("CreateUserPool", '{"PoolName":"people"}', { "content-type": type });
      expect([type, response.status < 500]).toEqual([type, true]);
    }
    const nonsense = await server.call("CreateUserPool", '{"PoolName":"people"}', { "content-type": ";;;" });
    expect(nonsense.status).toBe(400);
    expect(await nonsense.json()).toHaveProperty("__type");
  });

  test("get RequestEntityTooLargeException for a body above 10 MiB, announced or not", async () => {
    const server = await startTestServer();
    const body = "x".repeat(10 * 1024 * 1024 + 1);
    const announced = await server.call("CreateUserPool", body);
    expect(announced.status).toBe(413);
    expect(await announced.json()).toEqual({
      __type: "RequestEntityTooLargeException",
      message: "The request entity is too large.",
    });
    const size = body.length.toString(16);
    const chunked = await server.sendRaw(
      `POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${size}\r\n${body}\r\n0\r\n\r\n`,
    );
    expect(chunked).toMatch(/^HTTP\/1\.1 413 /);
  });

  test("that are no HTTP get an error and a closed connection", async () => {
    const server = await startTestServer();
    for (const bytes of ["nonsense\r\n\r\n", "POST / HTTP/1.1\r\n\r\n", "POST / HTTP/9.9\r\nHost: a\r\n\r\n"]) {
      expect(await server.sendRaw(bytes)).toMatch(/^HTTP\/1\.1 400 /);
    }
    expect(await server.sendRaw("nonsense\r\n\r\n")).toContain('"__type":"MalformedHttpRequestException"');
    expect(await server.sendRaw(`GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(40_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 4\d\d /,
    );
    expect((await server.call("CreateUserPool", { PoolName: "people" })).status).toBe(200);
  });

  test("with a path that cannot be decoded are still answered", async () => {
    const server = await startTestServer();
    const answer = await server.sendRaw("GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  test("with other methods and paths get 404 as JSON", async () => {
    const server = await startTestServer();
    for (const method of ["GET", "PUT", "PATCH", "DELETE"]) {
      const response = await fetch(`${server.url}/nowhere?secret=1`, { method });
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({ message: `There is nothing at ${method} /nowhere.` });
    }
    expect((await fetch(`${server.url}/nowhere`, { method: "HEAD" })).status).toBe(404);
    expect((await fetch(server.url, { method: "PUT" })).status).toBe(404);
    for (const method of ["TRACE", "PROPFIND"]) {
      const answer = await server.sendRaw(`${method} / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    }
  });
});

describe("GET /", () => {
  test("says what this is and where to look", async () => {
    const server = await startTestServer();
    const response = await fetch(server.url);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const text = await response.text();
    expect(text).toContain("Amazon Cognito on your own machine");
    expect(text).toContain(`${server.url}/_cogmock/messages`);
  });
});

async function givenUserPool(server: Awaited<ReturnType<typeof startTestServer>>): Promise<{ UserPoolId: string }> {
  const { UserPool } = await server.cognito.userPools.send("CreateUserPool", { PoolName: "people" });
  return { UserPoolId: UserPool?.Id ?? "" };
}
