import { describe, expect, test } from "vitest";
import { basic, claimsOf, startOidc, type TestOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK, PASSWORD, type TestClient } from "../testing/test-client.ts";

/** The tokens of a sign-in on the pages. */
async function signInOn(
  oidc: TestOidc,
  client: TestClient,
  request: Record<string, string> = {},
): Promise<Record<string, string>> {
  const { location = "" } = await oidc.newBrowser().signIn(client, request);
  const { body } = await oidc.token(client, {
    grant_type: "authorization_code",
    client_id: client.ClientId,
    code: new URL(location).searchParams.get("code") ?? "",
    redirect_uri: CALLBACK,
  });
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
}

function refresh({ ClientId }: TestClient, refresh_token = ""): Record<string, string> {
  return { grant_type: "refresh_token", client_id: ClientId, refresh_token };
}

describe("The token endpoint", () => {
  test("takes forms by POST alone, from scripts of any origin", async () => {
    const oidc = await startOidc();
    const { issuer, ClientId } = await oidc.givenClient();
    const at = `${issuer}/oauth2/token`;
    const json = await fetch(at, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ grant_type: "authorization_code", client_id: ClientId }),
    });
    expect([json.status, await json.json()]).toEqual([400, { error: "invalid_request" }]);
    const got = await fetch(at);
    expect([got.status, got.headers.get("content-length")]).toEqual([405, "0"]);
    expect(got.headers.getSetCookie()[0]).toMatch(/^XSRF-TOKEN=/);
    const preflight = await fetch(at, {
      method: "OPTIONS",
      headers: { origin: "http://localhost:3000", "access-control-request-headers": "x-amz-user-agent" },
    });
    expect(preflight.status).toBe(200);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-headers")).toBe("x-amz-user-agent");
    const twice = await fetch(at, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: `grant_type=refresh_token&client_id=${ClientId}&refresh_token=a&refresh_token=b`,
    });
    expect([twice.status, await twice.json()]).toEqual([400, { error: "invalid_request" }]);
  });

  test("does not tell a client of another pool from one that does not exist", async () => {
    const oidc = await startOidc();
    const [client, other] = [await oidc.givenClient(), await oidc.givenClient({ GenerateSecret: true })];
    const answer = await oidc.token(client, { grant_type: "refresh_token", refresh_token: "x" }, basic(other));
    expect([answer.status, answer.body]).toEqual([400, { error: "invalid_client" }]);
    const bare = await fetch(`${oidc.url}/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams({ grant_type: "refresh_token", client_id: "nobody", refresh_token: "x" }),
    });
    expect([bare.status, await bare.json()]).toEqual([400, { error: "invalid_client" }]);
  });

  test("finds the pool by the client where the path names none", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ GenerateSecret: true });
    await oidc.givenUser(client.UserPoolId);
    const { refresh_token = "" } = await (async () => {
      const { location = "" } = await oidc.newBrowser().signIn(client);
      const code = new URL(location).searchParams.get("code") ?? "";
      const response = await fetch(`${oidc.url}/oauth2/token`, {
        method: "POST",
        headers: basic(client),
        body: new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: CALLBACK }),
      });
      return JSON.parse(await response.text());
    })();
    expect(refresh_token.split(".")).toHaveLength(5);
  });
});

describe("Refreshing", () => {
  test("keeps scope, audience, nonce and time of the sign-in", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId, "alice", { email: "a@example.com" });
    const request = { scope: "openid email", nonce: "n", resource: "https://api.example.com" };
    const first = await signInOn(oidc, client, request);
    oidc.advance(100);
    const { body } = await oidc.token(client, { ...refresh(client, first["refresh_token"]), scope: "openid" });
    expect(Object.keys(body)).toEqual(["id_token", "access_token", "expires_in", "token_type"]);
    const [before, after] = [claimsOf(first["access_token"]), claimsOf(body["access_token"])];
    expect(before["aud"]).toBe("https://api.example.com");
    for (const same of ["scope", "aud", "auth_time", "origin_jti", "sub", "version"]) {
      expect(after[same]).toEqual(before[same]);
    }
    expect(after["iat"]).toBe(Number(before["iat"]) + 100);
    expect(after["jti"]).not.toBe(before["jti"]);
    expect(claimsOf(body["id_token"])).toMatchObject({ nonce: "n", email: "a@example.com" });
  });

  test("is the same by the API and by the endpoint", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const { ClientId } = client;
    await oidc.givenUser(client.UserPoolId);
    const hosted = await signInOn(oidc, client, { scope: "openid aws.cognito.signin.user.admin" });
    const byApi = await oidc.cognito.userPools.send("InitiateAuth", {
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId,
      AuthParameters: { REFRESH_TOKEN: hosted["refresh_token"] ?? "" },
    });
    const renewed = byApi.AuthenticationResult?.AccessToken ?? "";
    expect(claimsOf(renewed)).toMatchObject({ version: 2, scope: "openid aws.cognito.signin.user.admin" });
    const user = await oidc.cognito.userPools.send("GetUser", { AccessToken: renewed });
    expect(user.Username).toBe("alice");

    const api = await oidc.cognito.userPools.send("InitiateAuth", {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters: { USERNAME: "alice", PASSWORD },
    });
    const { body } = await oidc.token(client, refresh(client, api.AuthenticationResult?.RefreshToken));
    expect(claimsOf(body["access_token"])).toMatchObject({ scope: "aws.cognito.signin.user.admin" });
    expect(claimsOf(body["access_token"])).not.toHaveProperty("version");
    expect(body).toHaveProperty("id_token");
  });

  test("rotates the token where the client does, within its grace period", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 10 },
    });
    await oidc.givenUser(client.UserPoolId);
    const { refresh_token } = await signInOn(oidc, client);
    const next = await oidc.token(client, refresh(client, refresh_token));
    expect(next.body["refresh_token"]).toEqual(expect.any(String));
    expect(next.body["refresh_token"]).not.toBe(refresh_token);
    expect((await oidc.token(client, refresh(client, refresh_token))).status).toBe(200);
    oidc.advance(10);
    expect((await oidc.token(client, refresh(client, refresh_token))).body).toEqual({ error: "invalid_grant" });
    expect((await oidc.token(client, refresh(client, String(next.body["refresh_token"])))).status).toBe(200);
  });

  test("is for the client alone that got the token, and ends with the sign-in", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const other = await oidc.givenClient({ UserPoolId: client.UserPoolId });
    await oidc.givenUser(client.UserPoolId);
    const { refresh_token } = await signInOn(oidc, client);
    expect((await oidc.token(client, refresh(other, refresh_token))).body).toEqual({ error: "invalid_grant" });
    const { UserPoolId } = client;
    await oidc.cognito.userPools.send("AdminUserGlobalSignOut", { UserPoolId, Username: "alice" });
    expect((await oidc.token(client, refresh(client, refresh_token))).body).toEqual({ error: "invalid_grant" });
    const again = await signInOn(oidc, client);
    oidc.advance(30 * 86_400);
    expect((await oidc.token(client, refresh(client, again["refresh_token"]))).body).toEqual({
      error: "invalid_grant",
    });
  });
});

describe("The scopes", () => {
  const ATTRIBUTES = {
    email: "a@example.com",
    email_verified: "true",
    phone_number: "+15555550100",
    name: "Alice",
    "custom:team": "blue",
  };

  test.each([
    ["openid", ["email", "email_verified", "phone_number", "name", "custom:team"]],
    ["openid email", ["email", "email_verified"]],
    ["openid phone", ["phone_number"]],
    ["openid profile", ["name", "custom:team"]],
    ["openid email profile", ["email", "email_verified", "name", "custom:team"]],
    ["openid aws.cognito.signin.user.admin", ["email", "email_verified", "phone_number", "name", "custom:team"]],
  ])("%s shows %j in the ID token and in userInfo", async (scope, shown) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({}, { Schema: [{ Name: "team", AttributeDataType: "String" }] });
    await oidc.givenUser(client.UserPoolId, "alice", ATTRIBUTES);
    const { id_token, access_token } = await signInOn(oidc, client, { scope });
    const claims = claimsOf(id_token);
    const names = Object.keys(ATTRIBUTES);
    expect(names.filter((name) => name in claims)).toEqual(names.filter((name) => shown.includes(name)));
    const response = await fetch(`${client.issuer}/oauth2/userInfo`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    const info: Record<string, string> = JSON.parse(await response.text());
    expect(Object.keys(info).toSorted((a, b) => a.localeCompare(b))).toEqual(
      ["sub", "username", ...shown].toSorted((a, b) => a.localeCompare(b)),
    );
    expect(Object.values(info).every((value) => typeof value === "string")).toBe(true);
  });

  test("without openid there is no ID token and no userInfo, and without the admin scope no API", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const admin = await signInOn(oidc, client, { scope: "aws.cognito.signin.user.admin" });
    expect(admin).not.toHaveProperty("id_token");
    const info = await fetch(`${client.issuer}/oauth2/userInfo`, {
      headers: { authorization: `Bearer ${admin["access_token"]}` },
    });
    expect(info.status).toBe(401);
    expect(info.headers.get("www-authenticate")).toBe(
      'error="invalid_token", error_description="Access token does not contain openid scope"',
    );
    const openid = await signInOn(oidc, client, { scope: "openid" });
    const AccessToken = openid["access_token"] ?? "";
    for (const call of [
      oidc.cognito.userPools.send("GetUser", { AccessToken }),
      oidc.cognito.userPools.send("ChangePassword", {
        AccessToken,
        PreviousPassword: PASSWORD,
        ProposedPassword: `${PASSWORD}2`,
      }),
      oidc.cognito.userPools.send("DeleteUser", { AccessToken }),
      oidc.cognito.userPools.send("GlobalSignOut", { AccessToken }),
      oidc.cognito.userPools.send("AssociateSoftwareToken", { AccessToken }),
    ]) {
      await expect(call).rejects.toMatchObject({
        name: "NotAuthorizedException",
        message: "Access Token does not have required scopes",
      });
    }
  });
});

describe("The implicit grant", () => {
  test("puts tokens without a refresh token into the fragment", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const request = { response_type: "token", state: "s", nonce: "n", scope: "openid" };
    const { location = "" } = await browser.signIn(client, request);
    expect(location.startsWith(`${CALLBACK}#id_token=`)).toBe(true);
    const fragment = new URLSearchParams(new URL(location).hash.slice(1));
    expect([...fragment.keys()]).toEqual(["id_token", "access_token", "expires_in", "token_type", "state"]);
    expect(claimsOf(fragment.get("id_token"))).toMatchObject({ nonce: "n", aud: client.ClientId });
    expect(claimsOf(fragment.get("access_token"))).toMatchObject({ scope: "openid", version: 2 });
    const none = authorization(client, { ...request, prompt: "none" });
    expect((await oidc.newBrowser().get(`${client.issuer}/oauth2/authorize?${none}`)).location).toBe(
      `${CALLBACK}#state=s&error=login_required`,
    );
    const plain = await browser.get(
      `${client.issuer}/oauth2/authorize?${authorization(client, { response_type: "token", scope: "aws.cognito.signin.user.admin" })}`,
    );
    expect(plain.location).not.toContain("id_token");
  });
});

describe("The client credentials grant", () => {
  async function givenMachine() {
    const oidc = await startOidc();
    const { UserPoolId } = await oidc.givenClient();
    await oidc.cognito.userPools.send("CreateResourceServer", {
      UserPoolId,
      Identifier: "https://api.example.com",
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
      AllowedOAuthScopes: ["https://api.example.com/read", "https://api.example.com/write"],
    });
    return { oidc, client };
  }

  test("gives a client an access token for the scopes that it asks for, or for all", async () => {
    const { oidc, client } = await givenMachine();
    const { status, body } = await oidc.token(client, { grant_type: "client_credentials" }, basic(client));
    expect([status, Object.keys(body)]).toEqual([200, ["access_token", "expires_in", "token_type"]]);
    expect(Object.keys(claimsOf(body["access_token"]))).toEqual([
      "sub",
      "token_use",
      "scope",
      "auth_time",
      "iss",
      "exp",
      "iat",
      "version",
      "jti",
      "client_id",
    ]);
    expect(claimsOf(body["access_token"])).toMatchObject({
      sub: client.ClientId,
      scope: "https://api.example.com/read https://api.example.com/write",
    });
    const one = { grant_type: "client_credentials", scope: "https://api.example.com/read" };
    expect(claimsOf((await oidc.token(client, one, basic(client))).body["access_token"])).toMatchObject({
      scope: "https://api.example.com/read",
    });
    const info = await fetch(`${client.issuer}/oauth2/userInfo`, {
      headers: { authorization: `Bearer ${String(body["access_token"])}` },
    });
    expect(info.status).toBe(401);
  });

  test("refuses a scope that the client does not have, and a client of other grants", async () => {
    const { oidc, client } = await givenMachine();
    for (const scope of ["openid", "https://api.example.com/delete"]) {
      const refused = await oidc.token(client, { grant_type: "client_credentials", scope }, basic(client));
      expect([refused.status, refused.body]).toEqual([400, { error: "invalid_scope" }]);
    }
    const web = await oidc.givenClient({ UserPoolId: client.UserPoolId, GenerateSecret: true });
    const refused = await oidc.token(web, { grant_type: "client_credentials" }, basic(web));
    expect(refused.body).toEqual({ error: "unauthorized_client" });
  });
});

describe("userInfo", () => {
  test("asks for a token of this pool that is still good", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const other = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const { access_token = "", id_token = "" } = await signInOn(oidc, client, { scope: "openid" });
    const ask = (issuer: string, headers: Record<string, string>) => fetch(`${issuer}/oauth2/userInfo`, { headers });
    expect((await ask(client.issuer, { authorization: `Bearer ${access_token}` })).status).toBe(200);
    expect((await ask(oidc.url, { authorization: `Bearer ${access_token}` })).status).toBe(200);

    for (const headers of [{}, { authorization: "Basic eDp5" }, { authorization: "Bearer" }] as const) {
      const refused = await ask(client.issuer, { ...headers });
      expect(refused.status).toBe(400);
      expect(refused.headers.get("www-authenticate")).toBe(
        'error="invalid_request", error_description="Bad OAuth2 request at UserInfo Endpoint"',
      );
      expect(refused.headers.get("access-control-allow-origin")).toBe("*");
    }
    const [header = "", payload = "", signature = ""] = access_token.split(".");
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    const { kid } = JSON.parse(Buffer.from(header, "base64url").toString());
    const symmetric = Buffer.from(JSON.stringify({ alg: "HS256", kid })).toString("base64url");
    const forged = [
      "x.y.z",
      id_token,
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${symmetric}.${payload}.${signature}`,
    ];
    for (const [issuer, token] of [...forged.map((text) => [client.issuer, text]), [other.issuer, access_token]]) {
      const refused = await ask(issuer ?? "", { authorization: `Bearer ${token}` });
      expect(refused.status).toBe(401);
      expect(refused.headers.get("www-authenticate")).toBe(
        'error="invalid_token", error_description="Access token is expired, disabled, or deleted, or the user has globally signed out."',
      );
    }
    oidc.advance(3600);
    expect((await ask(client.issuer, { authorization: `Bearer ${access_token}` })).status).toBe(401);
  });
});

describe("Revocation", () => {
  const revoke = async (
    { issuer }: TestClient,
    form: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<readonly [number, string]> => {
    const response = await fetch(`${issuer}/oauth2/revoke`, {
      method: "POST",
      headers,
      body: new URLSearchParams(form),
    });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    return [response.status, await response.text()];
  };

  test("ends a sign-in: its refresh token and its access tokens", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const { ClientId: client_id } = client;
    await oidc.givenUser(client.UserPoolId);
    const { refresh_token = "", access_token } = await signInOn(oidc, client, { scope: "openid" });
    expect(await revoke(client, { token: refresh_token, client_id })).toEqual([200, ""]);
    expect(await revoke(client, { token: refresh_token, client_id })).toEqual([200, ""]);
    expect(await revoke(client, { token: "unknown", client_id })).toEqual([200, ""]);
    expect((await oidc.token(client, refresh(client, refresh_token))).body).toEqual({ error: "invalid_grant" });
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await fetch(`${client.issuer}/oauth2/userInfo`, { headers })).status).toBe(401);
  });

  test("refuses what is no refresh token, and who is not the client", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ GenerateSecret: true });
    await oidc.givenUser(client.UserPoolId);
    const { location = "" } = await oidc.newBrowser().signIn(client);
    const code = new URL(location).searchParams.get("code") ?? "";
    const form = { grant_type: "authorization_code", code, redirect_uri: CALLBACK };
    const { body } = await oidc.token(client, form, basic(client));
    const token = String(body["refresh_token"]);
    const credentials = basic(client);
    for (const wrong of [body["access_token"], body["id_token"]]) {
      expect(await revoke(client, { token: String(wrong) }, credentials)).toEqual([
        400,
        '{"error":"unsupported_token_type"}',
      ]);
    }
    expect(await revoke(client, {}, credentials)).toEqual([400, '{"error":"invalid_request"}']);
    const invalid = [401, '{"error":"invalid_client"}'];
    expect(await revoke(client, { token }, basic({ ...client, ClientSecret: "wrong" }))).toEqual(invalid);
    expect(await revoke(client, { token, client_id: client.ClientId })).toEqual(invalid);
    expect(await revoke(client, { token, client_id: "nobody" })).toEqual(invalid);
    const other = await oidc.givenClient({ UserPoolId: client.UserPoolId });
    expect(await revoke(client, { token, client_id: other.ClientId })).toEqual(invalid);
    const off = await oidc.givenClient({ EnableTokenRevocation: false });
    expect(await revoke(off, { token, client_id: off.ClientId })).toEqual([400, '{"error":"invalid_request"}']);
    expect(await revoke(client, { token }, credentials)).toEqual([200, ""]);
  });
});
