import { request as httpRequest } from "node:http";
import { expect, test } from "vitest";
import { startTestServer, type TestServer, type TestServerOptions } from "../testing/start-test-server.ts";

const CALLBACK = "http://localhost:3000/callback";
const PASSWORD = "Correct-Horse-9!";

async function givenClient(options: TestServerOptions = {}) {
  const server = await startTestServer(options);
  const { userPools } = server.cognito;
  const { UserPool } = await userPools.send("CreateUserPool", { PoolName: "people" });
  const UserPoolId = UserPool?.Id ?? "";
  const { UserPoolClient } = await userPools.send("CreateUserPoolClient", {
    UserPoolId,
    ClientName: "app",
    CallbackURLs: [CALLBACK],
    LogoutURLs: [CALLBACK],
    AllowedOAuthFlows: ["code"],
    AllowedOAuthScopes: ["openid"],
    AllowedOAuthFlowsUserPoolClient: true,
  });
  await userPools.send("AdminCreateUser", { UserPoolId, Username: "alice", MessageAction: "SUPPRESS" });
  await userPools.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password: PASSWORD, Permanent: true });
  const client_id = UserPoolClient?.ClientId ?? "";
  const query = new URLSearchParams({ response_type: "code", client_id, redirect_uri: CALLBACK }).toString();
  return { server, UserPoolId, query };
}

interface Sent {
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number | undefined;
  readonly location: string | undefined;
  readonly cookies: readonly string[];
}

/** fetch does not let a caller choose the Host. */
function send({ port }: TestServer, { path, form, headers = {} }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const sent = httpRequest(
      { port, host: "127.0.0.1", path, method: form ? "POST" : "GET", headers: { ...headers, ...(form && type) } },
      (response) => {
        response.resume();
        const { statusCode: status, headers: answered } = response;
        resolve({ status, location: answered.location, cookies: answered["set-cookie"] ?? [] });
      },
    );
    sent.on("error", reject);
    sent.end(form && new URLSearchParams(form).toString());
  });
}

/** What a sign-in answers through a proxy that says these headers. */
function signIn(server: TestServer, path: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const csrf = crypto.randomUUID();
  const cookie = `XSRF-TOKEN=${csrf}`;
  const form = { _csrf: csrf, username: "alice", password: PASSWORD };
  return send(server, { path, form, headers: { ...headers, cookie } });
}

const PROXIED = { "x-forwarded-proto": "https", "x-forwarded-host": "auth.example.com" };

function isSecure(cookie: string): boolean {
  return cookie.toLowerCase().split("; ").includes("secure");
}

test("behind a proxy that is trusted, every cookie of a sign-in over TLS is for TLS alone", async () => {
  const { server, UserPoolId, query } = await givenClient({ trustProxy: true });
  const { location, cookies } = await signIn(server, `/${UserPoolId}/login?${query}&lang=de`, PROXIED);
  expect(location).toContain(`${CALLBACK}?code=`);
  expect(cookies.map((cookie) => cookie.slice(0, cookie.indexOf("="))).toSorted()).toEqual([
    "XSRF-TOKEN",
    `cognito-${UserPoolId}`,
    `cognito-${UserPoolId}.sig`,
    "lang",
  ]);
  expect(cookies.filter((cookie) => !isSecure(cookie))).toEqual([]);
});

test("what a proxy says is nothing to a server that was not told of one", async () => {
  const { server, UserPoolId, query } = await givenClient();
  const { location, cookies } = await signIn(server, `/${UserPoolId}/login?${query}`, PROXIED);
  expect(location).toContain(`${CALLBACK}?code=`);
  expect(cookies.filter(isSecure)).toEqual([]);
  const asked = await send(server, { path: `/oauth2/authorize?${query}`, headers: PROXIED });
  expect(asked.location).toBe(`/login?${query}`);
  // Nor does it choose the pool.
  await server.cognito.userPools.send("CreateUserPoolDomain", { UserPoolId, Domain: "auth" });
  const domain = { "x-forwarded-host": "auth.auth.localhost" };
  const named = await signIn(server, `/login?${query}`, domain);
  expect(named.cookies.some((cookie) => cookie.startsWith("cognito="))).toBe(false);
});

test("no Host and no path before a page's leads a browser elsewhere", async () => {
  const { server, UserPoolId, query } = await givenClient();
  for (const host of ["evil.example", "localhost:1@evil.example", "localhost\\evil.example", "evil.example/x", ""]) {
    for (const path of [`/oauth2/authorize?${query}`, `/${UserPoolId}/logout?client_id=nobody`]) {
      const { location = "" } = await send(server, { path, headers: { host } });
      expect(location).not.toContain("evil");
    }
  }
  for (const prefix of ["//evil.example", "/\\evil.example", "/%5cevil.example", "/%2f%2fevil.example", "/..", "/."]) {
    for (const path of ["/oauth2/authorize", "/login", "/logout", "/mfa"]) {
      const { location } = await send(server, { path: `${prefix}${path}?${query}` });
      expect(location).toBeUndefined();
    }
    // What a provider sends by a form is led to its own address again.
    const form = { state: "x", code: "y" };
    const returned = await send(server, { path: `${prefix}/oauth2/idpresponse`, form });
    expect(returned.location).toBeUndefined();
  }
  const absolute = `http://evil.example/oauth2/authorize?${query}`;
  expect((await send(server, { path: absolute })).location).toBeUndefined();
});

test("bodies and heads without end are refused", async () => {
  const { server, query } = await givenClient();
  const long = await fetch(`${server.url}/login?${query}`, { method: "POST", body: "x".repeat(10 * 1024 * 1024 + 1) });
  expect(long.status).toBe(413);
  const head = await server.sendRaw(`GET /login?state=${"x".repeat(100_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`);
  expect(head).toMatch(/^HTTP\/1\.1 4\d\d /);
});

test("answers take no line breaks out of an address", async () => {
  const { server, UserPoolId, query } = await givenClient();
  for (const injected of [
    "%0d%0aset-cookie:%20injected=1",
    "%0aset-cookie:injected=1",
    "%E5%98%8A%E5%98%8Dset-cookie:injected=1",
  ]) {
    for (const path of ["/oauth2/authorize", "/login", "/logout", "/error", "/mfa"]) {
      for (const address of [
        `/${UserPoolId}${path}?${query}&state=${injected}`,
        `/${UserPoolId}${path}?${query}&${injected}=1`,
        `/${UserPoolId}${injected}${path}?${query}`,
      ]) {
        const { cookies, location = "" } = await send(server, { path: address });
        expect(cookies.filter((cookie) => cookie.startsWith("injected"))).toEqual([]);
        expect(location).not.toMatch(/[\r\n]/);
      }
    }
  }
});

test("methods that no page has are refused, known to anybody or not", async () => {
  const { server, UserPoolId } = await givenClient();
  for (const method of ["DELETE", "PUT", "PATCH", "TRACE", "PROPFIND", "PURGE", "LOCK", "SEARCH"]) {
    for (const [path, allow] of [
      ["/login", "GET, HEAD, POST"],
      ["/oauth2/token", "POST"],
      [`/${UserPoolId}/oauth2/authorize`, "GET, HEAD"],
    ]) {
      const head = `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`;
      const answer = await server.sendRaw(head);
      expect(answer).toMatch(/^HTTP\/1\.1 405 /);
      expect(answer.toLowerCase()).toContain(`\r\nallow: ${allow?.toLowerCase()}\r\n`);
      expect(answer.toLowerCase()).toContain("\r\ncontent-length: 0\r\n");
    }
  }
  expect(await server.sendRaw("NONSENSE /login HTTP/1.1\r\nhost: localhost\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
  expect(await server.readLog()).toContain('"method":"PROPFIND","path":"/login","outcome":"refused","status":405');
});
