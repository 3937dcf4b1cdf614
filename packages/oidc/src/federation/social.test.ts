import { decodeProtectedHeader, exportPKCS8, generateKeyPair, jwtVerify } from "jose";
import { beforeEach, describe, expect, test } from "vitest";
import { authorizeAt } from "../testing/given-federation.ts";
import { startOidc, type TestOidc } from "../testing/start-oidc.ts";
import { startProvider, type TestProvider } from "../testing/start-provider.ts";
import { authorization, CALLBACK, type TestClient } from "../testing/test-client.ts";

let oidc: TestOidc;
let provider: TestProvider;

beforeEach(async () => {
  oidc = await startOidc();
  provider = await startProvider(() => oidc.now());
});

type Social = "Facebook" | "LoginWithAmazon" | "SignInWithApple";

/** A client whose only way to sign in is a stand-in for this provider. */
async function givenSocial(
  type: Social,
  details: Readonly<Record<string, string>>,
  AttributeMapping: Readonly<Record<string, string>> = { email: "email", name: "name" },
): Promise<TestClient> {
  const { UserPool } = await oidc.cognito.userPools.send("CreateUserPool", { PoolName: "app" });
  const UserPoolId = UserPool?.Id ?? "";
  const ProviderDetails = {
    client_id: "us",
    authorize_scopes: "some scopes",
    authorize_url: `${provider.issuer}/authorize`,
    token_url: `${provider.issuer}/token`,
    ...details,
  };
  await oidc.cognito.userPools.send("CreateIdentityProvider", {
    UserPoolId,
    ProviderName: type,
    ProviderType: type,
    ProviderDetails,
    AttributeMapping,
  });
  return oidc.givenClient({ UserPoolId, SupportedIdentityProviders: [type] });
}

async function onlyUser({ UserPoolId }: TestClient) {
  const { Users = [] } = await oidc.cognito.userPools.send("ListUsers", { UserPoolId });
  expect(Users).toHaveLength(1);
  const attributes = Object.fromEntries((Users[0]?.Attributes ?? []).map(({ Name, Value }) => [Name, Value]));
  return { Username: Users[0]?.Username, ...attributes };
}

describe("Facebook", () => {
  test("is asked for a token by an address, and for the attributes that are mapped", async () => {
    const client = await givenSocial("Facebook", {
      client_secret: "hush",
      attributes_url: `${provider.issuer}/me?fields=`,
    });
    const browser = oidc.newBrowser();
    const { location = "" } = await browser.get(authorizeAt(client, { login_hint: "ann" }));
    const asked = Object.fromEntries(new URL(location).searchParams);
    expect(asked).toEqual({
      client_id: "us",
      scope: "some scopes",
      response_type: "code",
      redirect_uri: `${client.issuer}/oauth2/idpresponse`,
      state: expect.any(String),
    });
    const back = (await browser.get(location)).location ?? "";
    expect((await browser.get(back)).location).toContain(`${CALLBACK}?code=`);
    const [, token, attributes] = provider.calls;
    expect(token).toMatchObject({ method: "GET", path: "/token" });
    expect(token?.query.get("client_secret")).toBe("hush");
    expect(attributes?.query.get("fields")).toBe("id,email,name");
    expect(attributes?.headers["authorization"]).toBe("Bearer at");
    expect(await onlyUser(client)).toMatchObject({
      Username: "Facebook_f-1234",
      email: "ann@example.com",
      name: "Ann",
    });
  });
});

describe("Login with Amazon", () => {
  test("is asked for a token by a form, and for its profile; its button has its name", async () => {
    const client = await givenSocial("LoginWithAmazon", {
      client_secret: "hush",
      attributes_url: `${provider.issuer}/me`,
    });
    const browser = oidc.newBrowser();
    const page = await browser.get(`${client.issuer}/login?${authorization(client)}`);
    expect(page.text).toMatch(/<a class="socialButton-customizable" href="[^"]+">Continue with Amazon<\/a>/);
    const { location = "" } = await browser.get(authorizeAt(client));
    const back = (await browser.get(location)).location ?? "";
    expect((await browser.get(back)).location).toContain(`${CALLBACK}?code=`);
    expect(provider.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /authorize",
      "POST /token",
      "GET /me",
    ]);
    expect(await onlyUser(client)).toMatchObject({
      Username: "LoginWithAmazon_amzn1.1234",
      identities: expect.stringContaining('"userId":"amzn1.1234"'),
    });
  });

  test("tells nobody from another without the id of its users", async () => {
    const client = await givenSocial("LoginWithAmazon", {
      client_secret: "hush",
      attributes_url: `${provider.issuer}/me`,
    });
    provider.misbehave({ answers: { "/me": (response) => void response.end('{"sub":"1234","email":"a@b.c"}') } });
    const browser = oidc.newBrowser();
    const { location = "" } = await browser.get(authorizeAt(client, { state: "s" }));
    const back = (await browser.get(location)).location ?? "";
    const description = "Missing user_id claim in the response of the identity provider";
    const told = new URLSearchParams({ error_description: description, state: "s", error: "invalid_request" });
    expect((await browser.get(back)).location).toBe(`${CALLBACK}?${told.toString()}`);
  });
});

describe("Sign in with Apple", () => {
  const keys = generateKeyPair("ES256", { extractable: true });

  async function givenApple(privateKey?: string): Promise<TestClient> {
    const pem = await exportPKCS8((await keys).privateKey);
    return givenSocial(
      "SignInWithApple",
      { team_id: "TEAM", key_id: "KEY", private_key: privateKey ?? pem, oidc_issuer: provider.issuer },
      { email: "email", given_name: "firstName", family_name: "lastName" },
    );
  }

  test("gets a secret that is signed, sends a form, and tells the name of its users once", async () => {
    const client = await givenApple();
    provider.misbehave({ claims: { email: "ann@privaterelay.example" } });
    const browser = oidc.newBrowser();
    const { location = "" } = await browser.get(authorizeAt(client));
    expect(Object.fromEntries(new URL(location).searchParams)).toMatchObject({
      response_mode: "form_post",
      nonce: expect.any(String),
    });
    const { searchParams } = new URL((await browser.get(location)).location ?? "");
    const user = JSON.stringify({ name: { firstName: "Ann", lastName: 7 }, email: "mallory@example.com" });
    const form = { code: searchParams.get("code") ?? "", state: searchParams.get("state") ?? "", user, more: "no" };
    // Browsers leave the cookie at home when another site sends the form.
    const posted = await oidc.newBrowser().post(`${client.issuer}/oauth2/idpresponse`, form);
    expect(posted.status).toBe(302);
    expect(new URL(posted.location ?? "").searchParams.has("more")).toBe(false);
    expect((await browser.get(posted.location ?? "")).location).toContain(`${CALLBACK}?code=`);
    expect(await onlyUser(client)).toMatchObject({
      Username: "SignInWithApple_1234",
      email: "ann@privaterelay.example",
      given_name: "Ann",
    });
    expect(await onlyUser(client)).not.toHaveProperty("family_name");
    const token = provider.calls.find(({ path }) => path === "/token");
    const secret = token?.form.get("client_secret") ?? "";
    expect(decodeProtectedHeader(secret)).toEqual({ alg: "ES256", kid: "KEY" });
    const { payload } = await jwtVerify(secret, (await keys).publicKey, { audience: provider.issuer });
    expect(payload).toMatchObject({ iss: "TEAM", sub: "us" });
  });

  test("takes its key without its first and last line, and says of one that is none", async () => {
    const pem = await exportPKCS8((await keys).privateKey);
    const signIn = async (key: string) => {
      const client = await givenApple(key);
      const browser = oidc.newBrowser();
      const { location = "" } = await browser.get(authorizeAt(client));
      return (await browser.get((await browser.get(location)).location ?? "")).location;
    };
    expect(await signIn(pem.split("\n").slice(1, -1).join(""))).toContain("?code=");
    expect(await signIn("nonsense")).toContain("error_description=SignInWithApple+Error+-+invalid+private+key");
  });
});
