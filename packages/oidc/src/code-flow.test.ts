import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { basic, claimsOf, startOidc } from "./testing/start-oidc.ts";
import { authorization, CALLBACK } from "./testing/test-client.ts";

const VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123";
const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");

function codeIn(location: string | undefined): string {
  return new URL(location ?? "").searchParams.get("code") ?? "";
}

describe("The authorization code grant", () => {
  test("leads from the application to the sign-in page, back with a code, and to tokens", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId, "alice", { email: "alice@example.com", email_verified: "true" });
    const browser = oidc.newBrowser();
    const query = authorization(client, {
      state: "s t&a=té",
      nonce: "n-1",
      scope: "openid email",
      code_challenge: CHALLENGE,
      code_challenge_method: "S256",
    });

    const begun = await browser.get(`${client.issuer}/oauth2/authorize?${query}`);
    expect(begun.status).toBe(302);
    expect(begun.location).toBe(`${client.issuer}/login?${query}`);
    const page = await browser.get(begun.location ?? "");
    expect(page.status).toBe(200);
    const back = await browser.submit(page, { username: "alice", password: "Correct-Horse-9!" });
    expect(back.status).toBe(302);
    const location = new URL(back.location ?? "");
    expect(`${location.origin}${location.pathname}`).toBe(CALLBACK);
    expect([...location.searchParams.keys()]).toEqual(["code", "state"]);
    expect(location.searchParams.get("state")).toBe("s t&a=té");
    expect(codeIn(back.location)).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);

    const tokens = await oidc.token(client, {
      grant_type: "authorization_code",
      client_id: client.ClientId,
      code: codeIn(back.location),
      redirect_uri: CALLBACK,
      code_verifier: VERIFIER,
    });
    expect(tokens.status).toBe(200);
    expect(Object.keys(tokens.body)).toEqual(["id_token", "access_token", "refresh_token", "expires_in", "token_type"]);
    expect(tokens.body).toMatchObject({ expires_in: 3600, token_type: "Bearer" });
    expect(tokens.headers.get("content-type")).toBe("application/json;charset=UTF-8");
    expect(tokens.headers.get("access-control-allow-origin")).toBe("*");
    expect(tokens.headers.get("cache-control")).toBe("no-cache, no-store, max-age=0, must-revalidate");
    const access = claimsOf(tokens.body["access_token"]);
    expect(access).toMatchObject({
      iss: client.issuer,
      version: 2,
      client_id: client.ClientId,
      token_use: "access",
      scope: "openid email",
      username: "alice",
    });
    expect(claimsOf(tokens.body["id_token"])).toMatchObject({
      at_hash: createHash("sha256")
        .update(String(tokens.body["access_token"]))
        .digest()
        .subarray(0, 16)
        .toString("base64url"),
      aud: client.ClientId,
      nonce: "n-1",
      email: "alice@example.com",
      email_verified: true,
      "cognito:username": "alice",
    });
    expect(oidc.defects).toEqual([]);
  });

  test("asks nobody to sign in who has, within the hour, for any client of the pool", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const other = await oidc.givenClient({ UserPoolId: client.UserPoolId });
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const signedIn = await browser.signIn(client);
    const authTime = claimsOf(
      (
        await oidc.token(client, {
          grant_type: "authorization_code",
          client_id: client.ClientId,
          code: codeIn(signedIn.location),
          redirect_uri: CALLBACK,
        })
      ).body["access_token"],
    )["auth_time"];

    oidc.advance(3599);
    const reused = await browser.get(`${client.issuer}/oauth2/authorize?${authorization(other, { state: "x" })}`);
    expect(reused.location).toMatch(/^http:\/\/localhost:3000\/callback\?code=[\da-f-]{36}&state=x$/);
    const tokens = await oidc.token(other, {
      grant_type: "authorization_code",
      client_id: other.ClientId,
      code: codeIn(reused.location),
      redirect_uri: CALLBACK,
    });
    expect(claimsOf(tokens.body["access_token"])["auth_time"]).toBe(authTime);

    // The use of a session does not prolong it.
    oidc.advance(1);
    const late = await browser.get(`${client.issuer}/oauth2/authorize?${authorization(other)}`);
    expect(late.location).toBe(`${client.issuer}/login?${authorization(other)}`);
  });

  test("gives a code that is good once, and for five minutes", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const redeem = (location: string | undefined) =>
      oidc.token(client, {
        grant_type: "authorization_code",
        client_id: client.ClientId,
        code: codeIn(location),
        redirect_uri: CALLBACK,
      });
    const first = await browser.signIn(client);
    const answers = await Promise.all([redeem(first.location), redeem(first.location), redeem(first.location)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await redeem(first.location)).body).toEqual({ error: "invalid_grant" });

    const second = await browser.signIn(client);
    oidc.advance(300);
    expect((await redeem(second.location)).body).toEqual({ error: "invalid_grant" });
  });

  test("binds the code to its client, its redirect URI and its verifier", async () => {
    const oidc = await startOidc();
    const elsewhere = "http://localhost:3000/elsewhere";
    const client = await oidc.givenClient({ CallbackURLs: [CALLBACK, elsewhere] });
    const other = await oidc.givenClient({ UserPoolId: client.UserPoolId });
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const pkce = { code_challenge: CHALLENGE, code_challenge_method: "S256" };
    const { location } = await browser.signIn(client, pkce);
    const form = {
      grant_type: "authorization_code",
      client_id: client.ClientId,
      code: codeIn(location),
      redirect_uri: CALLBACK,
      code_verifier: VERIFIER,
    };
    const { code_verifier: _, ...withoutVerifier } = form;
    for (const wrong of [
      { ...form, client_id: other.ClientId },
      { ...form, redirect_uri: elsewhere },
      { ...form, code_verifier: `${VERIFIER}x` },
      withoutVerifier,
      { ...form, code: "3b6b4d0c-6b0a-4c39-9d0a-000000000000" },
    ]) {
      const refused = await oidc.token(client, wrong);
      expect([refused.status, refused.body]).toEqual([400, { error: "invalid_grant" }]);
    }
    const unregistered = await oidc.token(client, { ...form, redirect_uri: `${CALLBACK}/` });
    expect([unregistered.status, unregistered.body]).toEqual([400, { error: "unauthorized_client" }]);
    expect((await oidc.token(client, form)).status).toBe(200);

    // A verifier where there was no challenge.
    const plain = await browser.signIn(client);
    const refused = await oidc.token(client, { ...form, code: codeIn(plain.location) });
    expect(refused.body).toEqual({ error: "invalid_grant" });
  });

  test("authenticates a client by Basic or form, with either of its secrets, and no other", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ GenerateSecret: true });
    const { ClientSecretDescriptor } = await oidc.cognito.userPools.send("AddUserPoolClientSecret", {
      UserPoolId: client.UserPoolId,
      ClientId: client.ClientId,
    });
    const second = ClientSecretDescriptor?.ClientSecretValue;
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const form = async (): Promise<Record<string, string>> => ({
      grant_type: "authorization_code",
      code: codeIn((await browser.signIn(client)).location),
      redirect_uri: CALLBACK,
    });
    expect((await oidc.token(client, await form(), basic(client))).status).toBe(200);
    expect((await oidc.token(client, await form(), basic({ ...client, ClientSecret: second }))).status).toBe(200);
    const { ClientId: client_id, ClientSecret: client_secret = "" } = client;
    expect((await oidc.token(client, { ...(await form()), client_id, client_secret })).status).toBe(200);

    const wrong = "x".repeat(52);
    for (const [more, headers] of [
      [{}, basic({ ...client, ClientSecret: wrong })],
      [{ client_id, client_secret: wrong }, {}],
      [{ client_id }, {}],
      [{ client_id: "nobody", client_secret }, {}],
    ] as const) {
      const refused = await oidc.token(client, { ...(await form()), ...more }, headers);
      expect([refused.status, refused.body]).toEqual([400, { error: "invalid_client" }]);
    }
    const open = await oidc.givenClient({ UserPoolId: client.UserPoolId });
    const uncalledFor = await oidc.token(open, { ...(await form()), client_id: open.ClientId, client_secret });
    expect([uncalledFor.status, uncalledFor.body]).toEqual([400, { error: "invalid_client" }]);
  });

  test("gives no tokens to a user who has been deleted or disabled since", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const { UserPoolId } = client;
    await oidc.givenUser(UserPoolId);
    const browser = oidc.newBrowser();
    const { location } = await browser.signIn(client);
    await oidc.cognito.userPools.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    const form = { grant_type: "authorization_code", client_id: client.ClientId, redirect_uri: CALLBACK };
    expect((await oidc.token(client, { ...form, code: codeIn(location) })).body).toEqual({ error: "invalid_grant" });
    const authorize = `${client.issuer}/oauth2/authorize?${authorization(client)}`;
    expect((await browser.get(authorize)).location).toContain("/login?");
    await oidc.cognito.userPools.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
    expect((await browser.get(authorize)).location).toContain("/login?");
  });

  test("needs the client to be able to read what the scopes show", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ ReadAttributes: ["email", "name"] });
    await oidc.givenUser(client.UserPoolId);
    const { location } = await oidc.newBrowser().signIn(client, { scope: "openid email" });
    const form = { grant_type: "authorization_code", client_id: client.ClientId, redirect_uri: CALLBACK };
    expect((await oidc.token(client, { ...form, code: codeIn(location) })).body).toEqual({ error: "invalid_grant" });
  });
});
