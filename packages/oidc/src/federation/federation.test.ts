import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  authorizeAt,
  CORP,
  givenFederation,
  signInAtProvider,
  signInThrough,
  tokensAt,
} from "../testing/given-federation.ts";
import { claimsOf, startOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK } from "../testing/test-client.ts";

const PEOPLE = { email: "ann@example.com", name: "Ann", email_verified: "true" };

describe("A sign-in through a provider", () => {
  test("leads there and back to the application, with a code for a user who was made of it", async () => {
    const oidc = await startOidc();
    const { client, atProvider } = await givenFederation(oidc);
    await oidc.givenUser(atProvider.UserPoolId, "ann", PEOPLE);
    const browser = oidc.newBrowser();
    const sent = await browser.get(
      authorizeAt(client, { identity_provider: CORP, state: "s t", login_hint: "ann", prompt: "login consent" }),
    );
    expect(sent.status).toBe(302);
    const there = new URL(sent.location ?? "");
    expect(`${there.origin}${there.pathname}`).toBe(`${atProvider.issuer}/oauth2/authorize`);
    expect(Object.fromEntries(there.searchParams)).toEqual({
      client_id: atProvider.ClientId,
      redirect_uri: `${client.issuer}/oauth2/idpresponse`,
      scope: "openid email profile",
      response_type: "code",
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{22}$/),
      login_hint: "ann",
      prompt: "login consent",
    });
    const back = await signInAtProvider(browser, there.href);
    expect(back.status).toBe(302);
    expect(back.location).toMatch(/^http:\/\/localhost:3000\/callback\?code=[\da-f-]{36}&state=s\+t$/);
    const tokens = await tokensAt(oidc, client, back);
    const idToken = claimsOf(tokens["id_token"]);
    const { Users } = await oidc.cognito.userPools.send("ListUsers", { UserPoolId: client.UserPoolId });
    const { Users: people = [] } = await oidc.cognito.userPools.send("ListUsers", {
      UserPoolId: atProvider.UserPoolId,
    });
    const subject = people[0]?.Attributes?.find(({ Name }) => Name === "sub")?.Value;
    expect(Users).toMatchObject([{ Username: `${CORP}_${subject}`, UserStatus: "EXTERNAL_PROVIDER" }]);
    expect(idToken).toMatchObject({
      "cognito:username": `${CORP}_${subject}`,
      "cognito:groups": [`${client.UserPoolId}_${CORP}`],
      identities: [{ userId: subject, providerName: CORP, providerType: "OIDC", issuer: null, primary: "true" }],
      email: "ann@example.com",
      email_verified: true,
      name: "Ann",
      // The application has asked for none.
      nonce: there.searchParams.get("nonce"),
    });
    expect(oidc.defects).toEqual([]);
  });

  test("has the application's nonce, where it has one, and tokens at once in the implicit grant", async () => {
    const oidc = await startOidc();
    const { client, atProvider } = await givenFederation(oidc);
    await oidc.givenUser(atProvider.UserPoolId, "ann");
    const { location = "" } = await signInThrough(oidc.newBrowser(), client, { response_type: "token", nonce: "mine" });
    const fragment = new URLSearchParams(new URL(location).hash.slice(1));
    expect(claimsOf(fragment.get("id_token"))).toMatchObject({ nonce: "mine" });
  });

  test("comes back under the address by which it began, and has the application's challenge", async () => {
    const oidc = await startOidc();
    const { client, atProvider } = await givenFederation(oidc);
    await oidc.givenUser(atProvider.UserPoolId, "ann");
    const { UserPoolId, ClientId } = atProvider;
    const { UserPoolClient } = await oidc.cognito.userPools.send("DescribeUserPoolClient", { UserPoolId, ClientId });
    const bare = `${oidc.url}/oauth2/idpresponse`;
    await oidc.cognito.userPools.send("UpdateUserPoolClient", {
      ...UserPoolClient,
      UserPoolId,
      ClientId,
      CallbackURLs: [bare],
    });
    const browser = oidc.newBrowser();
    // The SHA-256 of 43 times the letter v.
    const code_challenge = createHash("sha256").update("v".repeat(43)).digest("base64url");
    const query = authorization(client, { identity_provider: CORP, code_challenge, code_challenge_method: "S256" });
    const { location = "" } = await browser.get(`/oauth2/authorize?${query}`);
    expect(new URL(location).searchParams.get("redirect_uri")).toBe(bare);
    const back = await signInAtProvider(browser, location);
    const code = new URL(back.location ?? "").searchParams.get("code") ?? "";
    const form = { grant_type: "authorization_code", client_id: client.ClientId, redirect_uri: CALLBACK, code };
    expect((await oidc.token(client, form)).body).toEqual({ error: "invalid_grant" });
    const proved = await oidc.token(client, { ...form, code_verifier: "v".repeat(43) });
    expect(proved.body).toHaveProperty("id_token");
  });

  test("finds the provider by its identifier, and nothing else under that", async () => {
    const oidc = await startOidc();
    const { client, atProvider } = await givenFederation(oidc, { provider: { IdpIdentifiers: ["corp.example"] } });
    const browser = oidc.newBrowser();
    const found = await browser.get(authorizeAt(client, { idp_identifier: "corp.example" }));
    expect(found.location).toContain(`${atProvider.issuer}/oauth2/authorize?`);
    for (const more of [
      { idp_identifier: CORP },
      { identity_provider: "corp.example" },
      { identity_provider: "corp" },
      { identity_provider: "Google" },
    ] as Record<string, string>[]) {
      const { status, text, location } = await browser.get(authorizeAt(client, more));
      expect({ status, location }).toEqual({ status: 400, location: undefined });
      expect(text).toContain("Login option is not available. Please try another one");
    }
  });

  test("follows the user the next time, and is the same user", async () => {
    const oidc = await startOidc();
    const { client, atProvider } = await givenFederation(oidc);
    await oidc.givenUser(atProvider.UserPoolId, "ann", PEOPLE);
    const first = claimsOf((await tokensAt(oidc, client, await signInThrough(oidc.newBrowser(), client)))["id_token"]);
    await oidc.cognito.userPools.send("AdminUpdateUserAttributes", {
      UserPoolId: atProvider.UserPoolId,
      Username: "ann",
      UserAttributes: [{ Name: "name", Value: "Ann A." }],
    });
    const again = claimsOf((await tokensAt(oidc, client, await signInThrough(oidc.newBrowser(), client)))["id_token"]);
    expect(again).toMatchObject({ sub: first["sub"], name: "Ann A." });
  });

  test("asks the provider for the level that the application asks for, in the provider's words", async () => {
    const oidc = await startOidc();
    const { client, atProvider } = await givenFederation(oidc, {
      pool: { UserPoolTier: "ESSENTIALS" },
      provider: { AcrMapping: { Level1: "urn:cognito:loa:1", Level4: "gold" } },
    });
    await oidc.givenUser(atProvider.UserPoolId, "ann");
    const browser = oidc.newBrowser();
    const acr_values = "urn:cognito:loa:4 urn:cognito:loa:2 urn:cognito:loa:1";
    const { location = "" } = await browser.get(authorizeAt(client, { identity_provider: CORP, acr_values }));
    expect(new URL(location).searchParams.get("acr_values")).toBe("gold urn:cognito:loa:1");
    const back = await signInAtProvider(browser, location);
    expect(claimsOf((await tokensAt(oidc, client, back))["id_token"])).toMatchObject({
      acr: "urn:cognito:loa:1",
      amr: ["fed"],
    });
  });

  test("answers that there is none yet through providers of other kinds", async () => {
    const oidc = await startOidc();
    const { client } = await givenFederation(oidc, {
      provider: { ProviderType: "SAML", ProviderDetails: { MetadataURL: "https://idp.example.com" } },
    });
    const { status, text } = await oidc.newBrowser().get(authorizeAt(client, { identity_provider: CORP }));
    expect(status).toBe(501);
    expect(text).toContain("There is no sign-in through providers of type SAML yet.");
  });
});

describe("The sign-in page", () => {
  test("has a button for each provider of the client that there is, beside the form", async () => {
    const oidc = await startOidc();
    const { client, atProvider } = await givenFederation(oidc);
    const browser = oidc.newBrowser();
    const query = authorization(client, { state: "s", idp_identifier: "x" });
    const { text } = await browser.get(`${client.issuer}/login?${query}`);
    expect(text).toContain('name="cognitoSignInForm"');
    const [, href = ""] = /<a class="idpButton-customizable" href="([^"]+)">Continue with Corp<\/a>/.exec(text) ?? [];
    const { location } = await browser.get(href.replaceAll("&amp;", "&"));
    expect(location).toContain(`${atProvider.issuer}/oauth2/authorize?`);
    await oidc.cognito.userPools.send("DeleteIdentityProvider", { UserPoolId: client.UserPoolId, ProviderName: CORP });
    expect((await browser.get(`${client.issuer}/login?${query}`)).text).not.toContain('idpButton-customizable"');
  });

  test("has no form where the client has not the pool's own users, and signs none of them in", async () => {
    const oidc = await startOidc();
    const { client } = await givenFederation(oidc, { supported: [CORP] });
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const page = await browser.get(`${client.issuer}/login?${authorization(client)}`);
    expect(page.text).not.toContain("<form");
    expect(page.text).toContain("Continue with Corp");
    const refused = await browser.post(`${client.issuer}/login?${authorization(client)}`, {
      _csrf: browser.cookies.get("XSRF-TOKEN") ?? "",
      username: "alice",
      password: "Correct-Horse-9!",
    });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("Login option is not available. Please try another one");
    expect((await browser.get(authorizeAt(client, { identity_provider: "COGNITO" }))).status).toBe(400);
  });

  test("makes no users of the pool's own there, and helps none of them, where the client has none", async () => {
    const oidc = await startOidc();
    const { client } = await givenFederation(oidc, { supported: [CORP] });
    const { UserPoolId } = client;
    await oidc.givenUser(UserPoolId, "alice", { email: "alice@example.com", email_verified: "true" });
    const browser = oidc.newBrowser();
    await browser.get(`${client.issuer}/login?${authorization(client)}`);
    const form = {
      _csrf: browser.cookies.get("XSRF-TOKEN") ?? "",
      username: "alice",
      password: "Correct-Horse-9!",
      "requiredAttributes[email]": "alice@example.com",
    };
    for (const path of ["/signup", "/confirm", "/resendcode", "/forgotPassword", "/confirmForgotPassword"]) {
      const address = `${client.issuer}${path}?${authorization(client)}`;
      for (const answer of [
        await browser.get(address),
        await browser.post(address, { ...form, username: path === "/signup" ? "mallory" : "alice" }),
      ]) {
        expect([path, answer.status]).toEqual([path, 400]);
        expect(answer.text).toContain("Login option is not available. Please try another one");
      }
    }
    const { Users } = await oidc.cognito.userPools.send("ListUsers", { UserPoolId });
    expect(Users?.map(({ Username }) => Username)).toEqual(["alice"]);
    expect(await oidc.cognito.listMessages()).toEqual([]);
  });

  test("is left out where there is but one way to sign in, unless there is a session", async () => {
    const oidc = await startOidc();
    const { client, atProvider } = await givenFederation(oidc, { supported: [CORP] });
    await oidc.givenUser(atProvider.UserPoolId, "ann");
    const browser = oidc.newBrowser();
    const { location = "" } = await browser.get(authorizeAt(client));
    expect(location).toContain(`${atProvider.issuer}/oauth2/authorize?`);
    await signInAtProvider(browser, location);
    expect((await browser.get(authorizeAt(client))).location).toContain(`${CALLBACK}?code=`);
    expect((await browser.get(authorizeAt(client, { prompt: "login" }))).location).toContain(atProvider.issuer);
    const silent = await oidc.newBrowser().get(authorizeAt(client, { prompt: "none", identity_provider: CORP }));
    expect(silent.location).toBe(`${CALLBACK}?error=login_required`);
  });
});

describe("The session of a federated sign-in", () => {
  test("is reused by clients that have the provider, and by no others; logout ends it", async () => {
    const oidc = await startOidc();
    const { client, atProvider } = await givenFederation(oidc);
    await oidc.givenUser(atProvider.UserPoolId, "ann");
    const { UserPoolId } = client;
    const same = await oidc.givenClient({ UserPoolId, SupportedIdentityProviders: [CORP] });
    const other = await oidc.givenClient({ UserPoolId, SupportedIdentityProviders: ["COGNITO"] });
    const browser = oidc.newBrowser();
    await signInThrough(browser, client);
    expect((await browser.get(authorizeAt(client))).location).toContain(`${CALLBACK}?code=`);
    expect((await browser.get(authorizeAt(same))).location).toContain(`${CALLBACK}?code=`);
    expect((await browser.get(authorizeAt(other))).location).toContain(`${other.issuer}/login?`);
    expect((await browser.get(`${other.issuer}/login?${authorization(other)}`)).text).toContain("cognitoSignInForm");
    const logout = `${client.issuer}/logout?client_id=${client.ClientId}&logout_uri=http://localhost:3000/`;
    expect((await browser.get(logout)).location).toBe("http://localhost:3000/");
    expect((await browser.get(authorizeAt(client))).location).toContain(`${client.issuer}/login?`);
  });

  test("of users of the pool itself is reused by all clients", async () => {
    const oidc = await startOidc();
    const { client } = await givenFederation(oidc);
    await oidc.givenUser(client.UserPoolId);
    const only = await oidc.givenClient({ UserPoolId: client.UserPoolId, SupportedIdentityProviders: [CORP] });
    const browser = oidc.newBrowser();
    await browser.signIn(client);
    expect((await browser.get(authorizeAt(only))).location).toContain(`${CALLBACK}?code=`);
  });
});
