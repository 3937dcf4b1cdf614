import { createHash } from "node:crypto";
import type { CreateUserPoolClientRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { basic, startOidc, type TestOidc } from "../testing/start-oidc.ts";
import { CALLBACK, PASSWORD, type TestClient } from "../testing/test-client.ts";

type Form = Readonly<Record<string, string>>;

const VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123";

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

/** What a client has after a sign-in on the pages: a code that is not redeemed, or its tokens. */
async function codeFor(oidc: TestOidc, client: TestClient, request: Form = {}): Promise<Form> {
  const { location = "" } = await oidc.newBrowser().signIn(client, request);
  const code = new URL(location).searchParams.get("code") ?? "";
  return { grant_type: "authorization_code", client_id: client.ClientId, redirect_uri: CALLBACK, code };
}

async function refreshTokenFor(oidc: TestOidc, client: TestClient): Promise<Form> {
  const { body } = await oidc.token(client, await codeFor(oidc, client));
  return { grant_type: "refresh_token", client_id: client.ClientId, refresh_token: String(body["refresh_token"]) };
}

/** AWS's errors are bare. */
async function expectRefusal(answer: ReturnType<TestOidc["token"]>, error: string): Promise<void> {
  const { status, body, headers } = await answer;
  expect([status, body]).toEqual([400, { error }]);
  expect(headers.get("www-authenticate")).toBeNull();
}

describe("Every answer of the token endpoint", () => {
  test("has AWS's headers, an error as well as tokens", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const form = await codeFor(oidc, client);
    for (const status of [200, 400]) {
      const answer = await oidc.token(client, form);
      expect(answer.status).toBe(status);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "access-control-allow-origin": "*",
        "cache-control": "no-cache, no-store, max-age=0, must-revalidate",
        "content-type": "application/json;charset=UTF-8",
        expires: "0",
        pragma: "no-cache",
        server: "Server",
        "x-amz-cognito-request-id": expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "x-xss-protection": "1; mode=block",
      });
    }
  });

  test.each(["GET", "HEAD", "PUT", "DELETE", "PATCH"])("is for POST, and not for %s", async (method) => {
    const oidc = await startOidc();
    const { issuer } = await oidc.givenClient();
    const { status, headers } = await fetch(`${issuer}/oauth2/token`, { method });
    expect([status, headers.get("content-length"), headers.get("allow")]).toEqual([405, "0", "POST"]);
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(/^XSRF-TOKEN=/)]);
  });
});

describe("invalid_request", () => {
  test.each<readonly [string, Form]>([
    ["no grant type", {}],
    ["an empty grant type", { grant_type: "" }],
    ["no code", { grant_type: "authorization_code", redirect_uri: CALLBACK }],
    ["an empty code", { grant_type: "authorization_code", redirect_uri: CALLBACK, code: "" }],
    ["no redirect URI", { grant_type: "authorization_code", code: "x" }],
    ["an empty redirect URI", { grant_type: "authorization_code", code: "x", redirect_uri: "" }],
    ["no refresh token", { grant_type: "refresh_token" }],
    ["an empty refresh token", { grant_type: "refresh_token", refresh_token: "" }],
    ["metadata that are no JSON", { grant_type: "client_credentials", aws_client_metadata: "{" }],
    ["metadata that are no object", { grant_type: "client_credentials", aws_client_metadata: '"x"' }],
    ["metadata in a list", { grant_type: "client_credentials", aws_client_metadata: '["x"]' }],
    ["metadata that are no text", { grant_type: "client_credentials", aws_client_metadata: '{"a":{"b":1}}' }],
  ])("%s", async (_, form) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await expectRefusal(oidc.token(client, { client_id: client.ClientId, ...form }), "invalid_request");
  });

  test("no client, by the pool's address and without", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const form = { grant_type: "refresh_token", refresh_token: "x" };
    await expectRefusal(oidc.token(client, form), "invalid_request");
    await expectRefusal(oidc.token({ ...client, issuer: oidc.url }, form), "invalid_request");
  });

  test.each([
    ["application/json", '{"grant_type":"refresh_token"}'],
    ["text/plain", "grant_type=refresh_token"],
    ["multipart/form-data; boundary=x", '--x\r\ncontent-disposition: form-data; name="grant_type"\r\n\r\nx\r\n--x--'],
  ])("a body of %s", async (type, body) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    for (const base of [client.issuer, oidc.url]) {
      const headers = { "content-type": type };
      const answer = await fetch(`${base}/oauth2/token`, { method: "POST", headers, body });
      expect([answer.status, await answer.text()]).toEqual([400, '{"error":"invalid_request"}']);
    }
  });

  test.each(["grant_type", "client_id", "code", "redirect_uri", "code_verifier"])("a second %s", async (name) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const body = new URLSearchParams({ ...(await codeFor(oidc, client)), code_verifier: VERIFIER });
    body.append(name, body.get(name) ?? "");
    const answer = await fetch(`${client.issuer}/oauth2/token`, { method: "POST", body });
    expect([answer.status, await answer.text()]).toEqual([400, '{"error":"invalid_request"}']);
  });

  test.each([
    ["two ways to authenticate", (id: string, secret: string) => `Basic ${base64(`${id}:${secret}`)}`, true],
    ["another scheme", () => "Bearer x", false],
    ["Basic without a colon", (id: string) => `Basic ${base64(id)}`, false],
    ["Basic without a secret", (id: string) => `Basic ${base64(`${id}:`)}`, false],
    ["Basic that is no Base64", () => "Basic %%%", false],
    ["Basic of another client", () => `Basic ${base64("other:x")}`, false],
  ])("%s", async (_, header, isSecretInForm) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ GenerateSecret: true });
    const { ClientId: client_id, ClientSecret: client_secret = "" } = client;
    const form = { grant_type: "refresh_token", refresh_token: "x", client_id };
    const authorization = header(client_id, client_secret);
    const full = isSecretInForm ? { ...form, client_secret } : form;
    await expectRefusal(oidc.token(client, full, { authorization }), "invalid_request");
  });

  test("a token in the address is none", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const form = await refreshTokenFor(oidc, client);
    const inQuery = `${client.issuer}/oauth2/token?${new URLSearchParams(form).toString()}`;
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await fetch(inQuery, { method: "POST", headers, body: "" });
    expect([answer.status, await answer.text()]).toEqual([400, '{"error":"invalid_request"}']);
  });
});

describe("invalid_client", () => {
  test.each<readonly [string, (client: TestClient) => { readonly form?: Form; readonly headers?: Form }]>([
    ["the wrong secret in Basic", (client) => ({ headers: basic({ ...client, ClientSecret: "wrong" }) })],
    ["the wrong secret in the form", ({ ClientId }) => ({ form: { client_id: ClientId, client_secret: "wrong" } })],
    ["no secret in the form", ({ ClientId }) => ({ form: { client_id: ClientId } })],
    ["a client that there is not", () => ({ form: { client_id: "nobody" } })],
    ["a client that there is not, in Basic", () => ({ headers: basic({ ClientId: "nobody", ClientSecret: "x" }) })],
  ])("%s", async (_, credentials) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ GenerateSecret: true });
    const { form = {}, headers = {} } = credentials(client);
    for (const issuer of [client.issuer, oidc.url]) {
      const refresh = { grant_type: "refresh_token", refresh_token: "x", ...form };
      await expectRefusal(oidc.token({ ...client, issuer }, refresh, headers), "invalid_client");
    }
  });

  test("a secret of a client that has none, in Basic and in the form", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const form = { grant_type: "refresh_token", refresh_token: "x" };
    const withSecret = { ...client, ClientSecret: "uncalled-for" };
    await expectRefusal(oidc.token(client, form, basic(withSecret)), "invalid_client");
    const inForm = { ...form, client_id: client.ClientId, client_secret: "uncalled-for" };
    await expectRefusal(oidc.token(client, inForm), "invalid_client");
  });

  test("a client that has been deleted, and a secret that has been", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ GenerateSecret: true });
    const { UserPoolId, ClientId, ClientSecret } = client;
    const { ClientSecretDescriptor } = await oidc.cognito.userPools.send("AddUserPoolClientSecret", {
      UserPoolId,
      ClientId,
    });
    const form = { grant_type: "refresh_token", refresh_token: "x" };
    const second = { ...client, ClientSecret: ClientSecretDescriptor?.ClientSecretValue };
    await expectRefusal(oidc.token(client, form, basic(second)), "invalid_grant");
    await oidc.cognito.userPools.send("DeleteUserPoolClientSecret", {
      UserPoolId,
      ClientId,
      ClientSecretId: ClientSecretDescriptor?.ClientSecretId ?? "",
    });
    await expectRefusal(oidc.token(client, form, basic(second)), "invalid_client");
    expect(ClientSecret).not.toBe(second.ClientSecret);
    await oidc.cognito.userPools.send("DeleteUserPoolClient", { UserPoolId, ClientId });
    await expectRefusal(oidc.token(client, form, basic(client)), "invalid_client");
  });
});

test("the names and secrets in Basic may be percent-encoded, or not", async () => {
  const oidc = await startOidc();
  const generated = await oidc.givenClient({ GenerateSecret: true });
  const { UserPoolId, ClientId } = generated;
  const ClientSecret = "own+secret_of_more_than_24_characters";
  await oidc.cognito.userPools.send("AddUserPoolClientSecret", { UserPoolId, ClientId, ClientSecret });
  const client = { ...generated, ClientSecret };
  const encode = (text: string) => Array.from(text, (character) => `%${character.charCodeAt(0).toString(16)}`).join("");
  const authorization = `Basic ${base64(`${encode(ClientId)}:${encode(ClientSecret)}`)}`;
  const form = { grant_type: "refresh_token", refresh_token: "x" };
  for (const issuer of [client.issuer, oidc.url]) {
    await expectRefusal(oidc.token({ ...client, issuer }, form, { authorization }), "invalid_grant");
    await expectRefusal(oidc.token({ ...client, issuer }, form, basic(client)), "invalid_grant");
  }
});

describe("unsupported_grant_type", () => {
  test.each([
    { grant_type: "password", username: "alice", password: PASSWORD },
    { grant_type: "implicit" },
    { grant_type: "AUTHORIZATION_CODE" },
    { grant_type: "urn:ietf:params:oauth:grant-type:device_code" },
    { grant_type: "urn:ietf:params:oauth:grant-type:token-exchange" },
    { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer" },
  ])("$grant_type", async (form) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const full: Form = { client_id: client.ClientId, ...form };
    await expectRefusal(oidc.token(client, full), "unsupported_grant_type");
  });
});

describe("unauthorized_client", () => {
  test.each<readonly [string, Partial<CreateUserPoolClientRequest>]>([
    ["without the code flow", { AllowedOAuthFlows: ["implicit"] }],
    ["of OAuth 2.0 switched off", { AllowedOAuthFlowsUserPoolClient: false }],
  ])("a code for a client %s, since", async (_, change) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const form = await codeFor(oidc, client);
    const { UserPoolId, ClientId } = client;
    await oidc.cognito.userPools.send("UpdateUserPoolClient", {
      UserPoolId,
      ClientId,
      CallbackURLs: [CALLBACK],
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid"],
      AllowedOAuthFlowsUserPoolClient: true,
      ...change,
    });
    await expectRefusal(oidc.token(client, form), "unauthorized_client");
  });

  test.each([`${CALLBACK}/`, "http://localhost:3000", "https://evil.example/", "HTTP://localhost:3000/callback"])(
    "a redirect URI that is not the client's: %s",
    async (redirect_uri) => {
      const oidc = await startOidc();
      const client = await oidc.givenClient();
      await oidc.givenUser(client.UserPoolId);
      const form = await codeFor(oidc, client);
      await expectRefusal(oidc.token(client, { ...form, redirect_uri }), "unauthorized_client");
      expect((await oidc.token(client, form)).status).toBe(200);
    },
  );

  test("client credentials for a client without a secret, without the flow, or of OAuth 2.0 switched off", async () => {
    const oidc = await startOidc();
    const open = await oidc.givenClient();
    const form = { grant_type: "client_credentials" };
    await expectRefusal(oidc.token(open, { ...form, client_id: open.ClientId }), "unauthorized_client");
    const web = await oidc.givenClient({ GenerateSecret: true });
    await expectRefusal(oidc.token(web, form, basic(web)), "unauthorized_client");
    const off = await oidc.givenClient({
      GenerateSecret: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: [],
      AllowedOAuthFlowsUserPoolClient: false,
    });
    await expectRefusal(oidc.token(off, form, basic(off)), "unauthorized_client");
  });
});

describe("invalid_grant", () => {
  test.each<readonly [string, (form: Form, elsewhere: { readonly other: TestClient }) => Form]>([
    ["a code that there is not", (form) => ({ ...form, code: crypto.randomUUID() })],
    ["no code at all", (form) => ({ ...form, code: "\u0000" })],
    ["a code of another client", (form, { other }) => ({ ...form, client_id: other.ClientId })],
    ["another of the client's redirect URIs", (form) => ({ ...form, redirect_uri: "http://localhost:3000/elsewhere" })],
    ["another verifier", (form) => ({ ...form, code_verifier: `${VERIFIER}x` })],
    ["an empty verifier", (form) => ({ ...form, code_verifier: "" })],
    ["no verifier", (form) => Object.fromEntries(Object.entries(form).filter(([name]) => name !== "code_verifier"))],
    [
      "the challenge for a verifier",
      (form) => ({ ...form, code_verifier: "9M5dB2w9D1sGKL-7VZwaXT5tpVb7MCxFfVb4NtnXXXX" }),
    ],
  ])("%s; the code stays good for who it is for", async (_, change) => {
    const oidc = await startOidc();
    const CallbackURLs = [CALLBACK, "http://localhost:3000/elsewhere"];
    const client = await oidc.givenClient({ CallbackURLs });
    const other = await oidc.givenClient({ UserPoolId: client.UserPoolId, CallbackURLs });
    await oidc.givenUser(client.UserPoolId);
    const code_challenge = createHash("sha256").update(VERIFIER).digest("base64url");
    const pkce = { code_challenge, code_challenge_method: "S256" };
    const form = { ...(await codeFor(oidc, client, pkce)), code_verifier: VERIFIER };
    await expectRefusal(oidc.token(client, change(form, { other })), "invalid_grant");
    expect((await oidc.token(client, form)).status).toBe(200);
    await expectRefusal(oidc.token(client, form), "invalid_grant");
  });

  test("a code after five minutes", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const [last, late] = [await codeFor(oidc, client), await codeFor(oidc, client)];
    oidc.advance(299);
    expect((await oidc.token(client, last)).status).toBe(200);
    oidc.advance(1);
    await expectRefusal(oidc.token(client, late), "invalid_grant");
  });

  test.each(["email", "phone"])(
    "a client that may not read what the scope %s shows, by code and in the fragment",
    async (scope) => {
      const oidc = await startOidc();
      const client = await oidc.givenClient({ ReadAttributes: ["nickname"] });
      await oidc.givenUser(client.UserPoolId);
      const request = { scope: `openid ${scope}` };
      await expectRefusal(oidc.token(client, await codeFor(oidc, client, request)), "invalid_grant");
      const implicit = await oidc.newBrowser().signIn(client, { ...request, response_type: "token", state: "s" });
      expect(implicit.location).toBe(`${CALLBACK}#error_description=invalid_grant&state=s&error=invalid_request`);
    },
  );

  test.each<readonly [string, (form: Form, other: TestClient) => Form]>([
    ["that there is not", (form) => ({ ...form, refresh_token: "x" })],
    ["with a letter too many", (form) => ({ ...form, refresh_token: `${form["refresh_token"]}x` })],
    ["of another client", (form, other) => ({ ...form, client_id: other.ClientId })],
  ])("a refresh token %s", async (_, change) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const other = await oidc.givenClient({ UserPoolId: client.UserPoolId });
    await oidc.givenUser(client.UserPoolId);
    const form = await refreshTokenFor(oidc, client);
    await expectRefusal(oidc.token(client, change(form, other)), "invalid_grant");
    expect((await oidc.token(client, form)).status).toBe(200);
  });

  test("an access or ID token for a refresh token", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const { body } = await oidc.token(client, await codeFor(oidc, client));
    for (const name of ["access_token", "id_token"]) {
      const refresh_token = String(body[name]);
      const form = { grant_type: "refresh_token", client_id: client.ClientId, refresh_token };
      await expectRefusal(oidc.token(client, form), "invalid_grant");
    }
  });

  test.each<readonly [string, (oidc: TestOidc, UserPoolId: string) => Promise<unknown>]>([
    [
      "disabled",
      ({ cognito }, UserPoolId) => cognito.userPools.send("AdminDisableUser", { UserPoolId, Username: "alice" }),
    ],
    [
      "deleted",
      ({ cognito }, UserPoolId) => cognito.userPools.send("AdminDeleteUser", { UserPoolId, Username: "alice" }),
    ],
  ])("what a user had who has been %s: a code, and a refresh token", async (_, change) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const [code, refresh] = [await codeFor(oidc, client), await refreshTokenFor(oidc, client)];
    await change(oidc, client.UserPoolId);
    await expectRefusal(oidc.token(client, code), "invalid_grant");
    await expectRefusal(oidc.token(client, refresh), "invalid_grant");
  });

  test("a refresh token that is revoked, signed out, out of date or rotated", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const { UserPoolId, ClientId } = client;
    await oidc.givenUser(UserPoolId);
    const revoked = await refreshTokenFor(oidc, client);
    const body = new URLSearchParams({ token: revoked["refresh_token"] ?? "", client_id: ClientId });
    await fetch(`${client.issuer}/oauth2/revoke`, { method: "POST", body });
    await expectRefusal(oidc.token(client, revoked), "invalid_grant");

    const signedOut = await refreshTokenFor(oidc, client);
    await oidc.cognito.userPools.send("AdminUserGlobalSignOut", { UserPoolId, Username: "alice" });
    await expectRefusal(oidc.token(client, signedOut), "invalid_grant");

    const rotating = await oidc.givenClient({
      UserPoolId,
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
    });
    const rotated = await refreshTokenFor(oidc, rotating);
    expect((await oidc.token(rotating, rotated)).status).toBe(200);
    await expectRefusal(oidc.token(rotating, rotated), "invalid_grant");

    const old = await refreshTokenFor(oidc, client);
    oidc.advance(30 * 86_400);
    await expectRefusal(oidc.token(client, old), "invalid_grant");
  });
});

describe("invalid_scope", () => {
  test.each(["openid", "aws.cognito.signin.user.admin", "api/write", "api", "api/read,api/read", "api/read openid"])(
    "client credentials for %s",
    async (scope) => {
      const oidc = await startOidc();
      const { UserPoolId } = await oidc.givenClient();
      await oidc.cognito.userPools.send("CreateResourceServer", {
        UserPoolId,
        Identifier: "api",
        Name: "api",
        Scopes: [
          { ScopeName: "read", ScopeDescription: "r" },
          { ScopeName: "write", ScopeDescription: "w" },
        ],
      });
      const client = await oidc.givenClient({
        UserPoolId,
        GenerateSecret: true,
        AllowedOAuthFlows: ["client_credentials"],
        AllowedOAuthScopes: ["api/read"],
      });
      const form = { grant_type: "client_credentials", scope };
      await expectRefusal(oidc.token(client, form, basic(client)), "invalid_scope");
      expect((await oidc.token(client, { ...form, scope: "api/read" }, basic(client))).status).toBe(200);
    },
  );
});
