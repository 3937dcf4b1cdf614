import { describe, expect, test } from "vitest";
import { basic, startOidc, type TestOidc } from "../testing/start-oidc.ts";
import { CALLBACK, type TestClient } from "../testing/test-client.ts";

type Form = Readonly<Record<string, string>>;

async function tokensOf(oidc: TestOidc, client: TestClient, headers: Form = {}): Promise<Record<string, string>> {
  const { location = "" } = await oidc.newBrowser().signIn(client, { scope: "openid" });
  const code = new URL(location).searchParams.get("code") ?? "";
  const named: Form = client.ClientSecret === undefined ? { client_id: client.ClientId } : {};
  const form = { grant_type: "authorization_code", redirect_uri: CALLBACK, code, ...named };
  const { body } = await oidc.token(client, form, headers);
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
}

/** Status and body; the headers are the same for all answers. */
async function revoke(address: string, form: Form | string, headers: Form = {}): Promise<readonly [number, string]> {
  const answer = await fetch(`${address}/oauth2/revoke`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: typeof form === "string" ? form : new URLSearchParams(form).toString(),
  });
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(answer.headers.get("cache-control")).toBe("no-cache, no-store, max-age=0, must-revalidate");
  expect(answer.headers.get("www-authenticate")).toBeNull();
  return [answer.status, await answer.text()];
}

const OK = [200, ""];
const INVALID_REQUEST = [400, '{"error":"invalid_request"}'];
const UNSUPPORTED = [400, '{"error":"unsupported_token_type"}'];
const INVALID_CLIENT = [401, '{"error":"invalid_client"}'];

describe("Revocation", () => {
  test("answers nothing for what is revoked, has been, or never was", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const { ClientId: client_id } = client;
    await oidc.givenUser(client.UserPoolId);
    const { refresh_token = "" } = await tokensOf(oidc, client);
    for (const address of [client.issuer, oidc.url]) {
      for (const token of [refresh_token, refresh_token, "unknown", "a.b.c", "a.b.c.d.e", "ü"]) {
        expect(await revoke(address, { token, client_id })).toEqual(OK);
      }
    }
    expect(await revoke(client.issuer, { token: "unknown", client_id, token_type_hint: "access_token" })).toEqual(OK);
  });

  test.each<readonly [string, Form | string]>([
    ["no token", {}],
    ["an empty token", { token: "" }],
    ["two tokens", "token=a&token=b"],
    ["two hints", "token=a&token_type_hint=refresh_token&token_type_hint=refresh_token"],
  ])("answers invalid_request: %s", async (_, form) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ GenerateSecret: true });
    expect(await revoke(client.issuer, form, basic(client))).toEqual(INVALID_REQUEST);
  });

  test("answers invalid_request: no form, no client, or a client without revocation", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const json = { "content-type": "application/json" };
    for (const address of [client.issuer, oidc.url]) {
      expect(await revoke(address, '{"token":"x"}', json)).toEqual(INVALID_REQUEST);
      expect(await revoke(address, { token: "x" })).toEqual(INVALID_REQUEST);
    }
    const off = await oidc.givenClient({ EnableTokenRevocation: false });
    expect(await revoke(off.issuer, { token: "x", client_id: off.ClientId })).toEqual(INVALID_REQUEST);
  });

  test("answers unsupported_token_type: an access or ID token, and both stay good", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ GenerateSecret: true });
    await oidc.givenUser(client.UserPoolId);
    const { access_token = "", id_token = "" } = await tokensOf(oidc, client, basic(client));
    for (const token of [access_token, id_token]) {
      expect(await revoke(client.issuer, { token }, basic(client))).toEqual(UNSUPPORTED);
    }
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await fetch(`${client.issuer}/oauth2/userInfo`, { headers })).status).toBe(200);
  });

  test("answers invalid_client, whatever the token is, and the token stays good", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ GenerateSecret: true });
    const other = await oidc.givenClient({ UserPoolId: client.UserPoolId });
    const foreign = await oidc.givenClient({ GenerateSecret: true });
    await oidc.givenUser(client.UserPoolId);
    const { refresh_token = "", access_token = "" } = await tokensOf(oidc, client, basic(client));
    for (const token of [refresh_token, access_token, "unknown"]) {
      for (const [form, headers] of [
        [{}, basic({ ...client, ClientSecret: "wrong" })],
        [{ client_id: client.ClientId, client_secret: "wrong" }, {}],
        [{ client_id: client.ClientId }, {}],
        [{ client_id: "nobody" }, {}],
        [{}, basic(foreign)],
        [{ client_id: other.ClientId, client_secret: "uncalled-for" }, {}],
      ] as const) {
        expect(await revoke(client.issuer, { token, ...form }, headers)).toEqual(INVALID_CLIENT);
      }
      expect(await revoke(oidc.url, { token, client_id: "nobody" })).toEqual(INVALID_CLIENT);
    }
    expect(await revoke(client.issuer, { token: refresh_token, client_id: other.ClientId })).toEqual(INVALID_CLIENT);
    const refresh = { grant_type: "refresh_token", refresh_token };
    expect((await oidc.token(client, refresh, basic(client))).status).toBe(200);
    const { ClientId: client_id, ClientSecret: client_secret = "" } = client;
    expect(await revoke(client.issuer, { token: refresh_token, client_id, client_secret })).toEqual(OK);
    expect((await oidc.token(client, refresh, basic(client))).body).toEqual({ error: "invalid_grant" });
  });

  test.each(["GET", "HEAD", "PUT", "DELETE", "PATCH"])("is for POST, and not for %s", async (method) => {
    const oidc = await startOidc();
    const { issuer } = await oidc.givenClient();
    const { status, headers } = await fetch(`${issuer}/oauth2/revoke`, { method });
    expect([status, headers.get("content-length"), headers.get("allow")]).toEqual([405, "0", "POST"]);
  });
});
