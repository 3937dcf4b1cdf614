import type { TriggerFunction } from "@cogmock/core";
import type { CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { beforeEach, describe, expect, test } from "vitest";
import { authorizeAt, CORP, givenFederation } from "../testing/given-federation.ts";
import { type TestOidc, startOidc } from "../testing/start-oidc.ts";
import { type TestProvider, startProvider } from "../testing/start-provider.ts";
import { CALLBACK, type TestClient } from "../testing/test-client.ts";

let oidc: TestOidc;
let provider: TestProvider;
let client: TestClient;

async function start({
  pool = {},
  triggers,
  details = {},
  timeLimit,
}: {
  pool?: Partial<CreateUserPoolRequest>;
  triggers?: Readonly<Record<string, TriggerFunction>>;
  details?: Readonly<Record<string, string>>;
  timeLimit?: number;
} = {}): Promise<void> {
  oidc = await startOidc({
    ...(triggers && { triggers }),
    ...(timeLimit !== undefined && { providerTimeLimitMilliseconds: timeLimit }),
  });
  provider = await startProvider(() => oidc.now());
  const ProviderDetails = {
    client_id: "us",
    client_secret: "hush",
    authorize_scopes: "openid",
    oidc_issuer: provider.issuer,
    attributes_request_method: "GET",
    ...details,
  };
  ({ client } = await givenFederation(oidc, {
    pool,
    provider: { ProviderDetails, AttributeMapping: { email: "email", name: "name" } },
  }));
}

/** From the application to the provider, and back to the pool. */
async function backAtPool(browser = oidc.newBrowser(), more: Readonly<Record<string, string>> = {}): Promise<string> {
  const { location = "" } = await browser.get(authorizeAt(client, { identity_provider: CORP, state: "s", ...more }));
  return (await browser.get(location)).location ?? "";
}

async function signIn(more: Readonly<Record<string, string>> = {}): Promise<string | undefined> {
  const browser = oidc.newBrowser();
  return (await browser.get(await backAtPool(browser, more))).location;
}

/** What the application is told. */
function told(description: string | undefined, error = "invalid_request", separator = "?"): string {
  const parameters = new URLSearchParams({
    ...(description !== undefined && { error_description: description }),
    state: "s",
    error,
  });
  return `${CALLBACK}${separator}${parameters.toString()}`;
}

const users = async () => (await oidc.cognito.userPools.send("ListUsers", { UserPoolId: client.UserPoolId })).Users;

describe("A provider is asked", () => {
  test("for tokens with the secret in the form, for its keys, and for userInfo with the access token", async () => {
    await start();
    expect(await signIn()).toContain(`${CALLBACK}?code=`);
    expect(provider.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /.well-known/openid-configuration",
      "GET /authorize",
      "GET /.well-known/openid-configuration",
      "POST /token",
      "GET /keys",
      "GET /me",
    ]);
    const [token] = provider.calls.filter(({ path }) => path === "/token");
    expect(token?.headers["authorization"]).toBeUndefined();
    expect(Object.fromEntries(token?.form ?? [])).toEqual({
      grant_type: "authorization_code",
      code: expect.stringMatching(/^code of /),
      redirect_uri: `${client.issuer}/oauth2/idpresponse`,
      client_id: "us",
      client_secret: "hush",
    });
    expect(provider.calls.at(-1)?.headers["authorization"]).toBe("Bearer at");
    expect(await users()).toMatchObject([{ Username: "Corp_1234" }]);
  });

  test("where its details say so, without discovery, and by POST", async () => {
    await start();
    const { issuer } = provider;
    await oidc.cognito.userPools.send("UpdateIdentityProvider", {
      UserPoolId: client.UserPoolId,
      ProviderName: CORP,
      ProviderDetails: {
        client_id: "us",
        authorize_scopes: "openid",
        oidc_issuer: `${issuer}/`,
        attributes_request_method: "POST",
        authorize_url: `${issuer}/authorize?tenant=1`,
        token_url: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        attributes_url: `${issuer}/me`,
      },
    });
    expect(await signIn()).toContain(`${CALLBACK}?code=`);
    expect(provider.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /authorize",
      "POST /token",
      "GET /keys",
      "POST /me",
    ]);
    expect(provider.calls[1]?.form.has("client_secret")).toBe(false);
  });

  test("as Google, whose ID token says all", async () => {
    await start();
    const { UserPoolId } = client;
    await oidc.cognito.userPools.send("CreateIdentityProvider", {
      UserPoolId,
      ProviderName: "Google",
      ProviderType: "Google",
      ProviderDetails: {
        client_id: "us",
        client_secret: "hush",
        authorize_scopes: "openid email",
        oidc_issuer: provider.issuer,
        authorize_url: `${provider.issuer}/authorize`,
        token_url: `${provider.issuer}/token`,
      },
      AttributeMapping: { email: "email" },
    });
    const google = await oidc.givenClient({ UserPoolId, SupportedIdentityProviders: ["Google"] });
    provider.misbehave({ claims: { email: "ann@gmail.example" } });
    const browser = oidc.newBrowser();
    const { location = "" } = await browser.get(authorizeAt(google));
    const back = (await browser.get(location)).location ?? "";
    expect((await browser.get(back)).location).toContain(`${CALLBACK}?code=`);
    expect(await users()).toMatchObject([{ Username: "Google_1234" }]);
    expect(provider.calls.some(({ path }) => path === "/me")).toBe(false);
  });
});

describe("An ID token is refused", () => {
  beforeEach(() => start());
  const hour = 3600;

  test.for([
    ["of another issuer", { iss: "https://evil.example" }, "Bad id_token issuer https://evil.example"],
    ["for somebody else", { aud: "them" }, "Bad id_token audience"],
    ["for nobody", { aud: undefined }, "Bad id_token audience"],
    ["of another sign-in", { nonce: "other" }, "Bad id_token nonce"],
    ["without a nonce", { nonce: undefined }, "Bad id_token nonce"],
    ["that has expired by any clock", { exp: 1 }, "Bad id_token expiry"],
    ["that never expires", { exp: undefined }, "Bad id_token expiry"],
    ["of a time to come", { nbf: 4_102_444_800 }, "Bad id_token expiry"],
    ["of nobody", { sub: undefined }, "Corp Error - 200 error getting user info"],
  ] as const)("%s", async ([, claims, description]) => {
    provider.misbehave({ claims });
    expect(await signIn()).toBe(told(description));
    expect(await users()).toEqual([]);
  });

  test("that another key has signed, or none, or the secret in its place", async () => {
    const other = await generateKeyPair("ES256");
    const publicKey = await exportJWK((await generateKeyPair("ES256", { extractable: true })).publicKey);
    const signatures: Readonly<Record<string, (claims: JWTPayload) => Promise<string>>> = {
      otherKey: (claims) => new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "k1" }).sign(other.privateKey),
      otherKid: (claims) => new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "k2" }).sign(other.privateKey),
      none: async (claims) => new UnsecuredJWT(claims).encode(),
      publicKeyAsSecret: (claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: "HS256", kid: "k1" })
          .sign(new TextEncoder().encode(JSON.stringify(publicKey))),
      garbage: async () => "no.token",
    };
    for (const sign of Object.values(signatures)) {
      provider.misbehave({ sign });
      expect(await signIn()).toBe(told("Bad id_token signature"));
    }
    expect(await users()).toEqual([]);
  });

  test("but not one that is signed with the client's secret, or for several clients", async () => {
    const sign = (claims: JWTPayload): Promise<string> =>
      new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode("hush"));
    provider.misbehave({ sign, claims: { aud: ["them", "us"] } });
    expect(await signIn()).toContain(`${CALLBACK}?code=`);
  });

  test("but not one that is good by the machine's clock alone", async () => {
    oidc.advance(1000 * 365 * 24 * hour);
    provider.misbehave({ claims: { exp: Math.floor(Date.now() / 1000) + hour } });
    expect(await signIn()).toContain(`${CALLBACK}?code=`);
  });
});

describe("The application is told", () => {
  test.for([
    [
      "/token",
      400,
      { error: "invalid_grant", error_description: "The code is old" },
      "Corp Error - 400 invalid_grant The code is old",
    ],
    ["/token", 401, { error: "x".repeat(9000) }, `Corp Error - 401 ${"x".repeat(483)}`],
    ["/token", 500, "<html>", "Corp Error - 500 error getting token"],
    ["/token", 200, { access_token: "at" }, "Corp Error - 200 error getting token"],
    ["/keys", 503, "", "Corp Error - 503 error getting keys"],
    ["/me", 401, "", "Corp Error - 401 error getting user info"],
    ["/me", 200, { sub: "somebody else" }, "Corp Error - 200 error getting user info"],
    ["/token", 302, "", "Connection reset"],
    ["/.well-known/openid-configuration", 404, "", "Unable to contact well-known endpoint"],
  ] as const)("what %s answers with %i", async ([path, status, body, description]) => {
    await start();
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const answers = {
      [path]: (response: import("node:http").ServerResponse) =>
        void response.writeHead(status, { location: "/elsewhere" }).end(text),
    };
    const browser = oidc.newBrowser();
    if (path.startsWith("/.well-known")) {
      provider.misbehave({ answers });
      const sent = await browser.get(authorizeAt(client, { identity_provider: CORP, state: "s" }));
      expect(sent.location).toBe(told(description));
      return;
    }
    const back = await backAtPool(browser);
    provider.misbehave({ answers });
    expect((await browser.get(back)).location).toBe(told(description));
    expect(await users()).toEqual([]);
    expect(oidc.defects).toEqual([]);
  });

  test.for([
    ["/token", "Timeout occurred in calling IdP token endpoint"],
    ["/keys", "error_description=Timeout in calling jwks uri"],
    ["/me", "Read timed out"],
  ] as const)("of %s that does not come to an end", async ([path, description]) => {
    await start({ timeLimit: 150 });
    // Its beginning is there in time.
    provider.misbehave({ answers: { [path]: (response) => void response.writeHead(200).write("{") } });
    expect(await signIn()).toBe(told(description));
  });

  test("of an answer that is too long, and of one that breaks off", async () => {
    await start();
    provider.misbehave({
      answers: { "/token": (response) => void response.writeHead(200).end("x".repeat(2_000_000)) },
    });
    expect(await signIn()).toBe(told("Connection reset"));
    provider.misbehave({ answers: { "/token": (response) => void response.destroy() } });
    expect(await signIn()).toBe(told("Connection reset"));
  });

  test("of a provider that nobody is at", async () => {
    await start({ details: { oidc_issuer: "http://127.0.0.1:9" } });
    const { location } = await oidc.newBrowser().get(authorizeAt(client, { identity_provider: CORP, state: "s" }));
    expect(location).toBe(told("Unable to contact well-known endpoint"));
  });

  test("what the provider says in place of a code; in the fragment, where it wants tokens there", async () => {
    await start();
    const refuse = async (answer: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) => {
      const browser = oidc.newBrowser();
      const back = new URL(await backAtPool(browser, more));
      const query = new URLSearchParams({ state: back.searchParams.get("state") ?? "", ...answer });
      return (await browser.get(`${back.pathname}?${query.toString()}`)).location;
    };
    const denied = { error: "access_denied", error_description: "Ann said no" };
    expect(await refuse(denied)).toBe(told("Ann said no", "access_denied"));
    expect(await refuse(denied, { response_type: "token" })).toBe(told("Ann said no", "access_denied", "#"));
    expect(await refuse({ error: "<script>" })).toBe(told(undefined));
    expect(await refuse({})).toBe(told(undefined));
  });

  test("what the pool has against the user", async () => {
    await start({ pool: { Schema: [{ Name: "phone_number", Required: true, Mutable: true }] } });
    expect(await signIn()).toBe(told("attributes required: [phone_number]"));
    await start({ pool: { Schema: [{ Name: "email", AttributeDataType: "String", Mutable: false }] } });
    expect(await signIn()).toContain("?code=");
    expect(await signIn()).toBe(told("user.email: Attribute cannot be updated.\n "));
    await start();
    expect(await signIn()).toContain("?code=");
    await oidc.cognito.userPools.send("AdminDisableUser", { UserPoolId: client.UserPoolId, Username: "Corp_1234" });
    expect(await signIn()).toBe(told("User is disabled. "));
  });

  test("what its triggers have against the user", async () => {
    const fail = (): never => {
      throw new Error("not today");
    };
    const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
    const triggers = { PreSignUp: fail, PreAuthentication: fail, InboundFederation: fail };
    await start({ pool: { LambdaConfig: { PreSignUp: arn("PreSignUp") } }, triggers });
    expect(await signIn()).toBe(told("PreSignUp failed with error not today. "));
    expect(await users()).toEqual([]);
    await start({ pool: { LambdaConfig: { PreAuthentication: arn("PreAuthentication") } }, triggers });
    expect(await signIn()).toContain("?code=");
    expect(await signIn({ response_type: "token" })).toBe(
      told("PreAuthentication failed with error not today. ", "invalid_request", "#"),
    );
    const InboundFederation = { LambdaVersion: "V1_0", LambdaArn: arn("InboundFederation") } as const;
    await start({ pool: { LambdaConfig: { InboundFederation } }, triggers });
    expect(await signIn()).toBe(told("InboundFederation failed with error not today. "));
  });

  test("that the provider is gone, or is not the client's any more", async () => {
    await start();
    const browser = oidc.newBrowser();
    const back = await backAtPool(browser);
    await oidc.cognito.userPools.send("DeleteIdentityProvider", { UserPoolId: client.UserPoolId, ProviderName: CORP });
    expect((await browser.get(back)).location).toBe(told("Login option is not available. Please try another one"));
  });
});

describe("What a provider sends back is refused", () => {
  beforeEach(() => start());
  const lost = async (visit: {
    readonly status: number;
    readonly text: string;
    readonly location: string | undefined;
  }) => {
    expect(visit.location).toBeUndefined();
    expect(visit.status).toBe(400);
    expect(await users()).toEqual([]);
    return visit.text;
  };

  test("with a state that is unknown, or missing", async () => {
    for (const query of ["?code=c&state=unknown", "?code=c", ""]) {
      const text = await lost(await oidc.newBrowser().get(`${client.issuer}/oauth2/idpresponse${query}`));
      expect(text).toContain("An error was encountered with the requested page.");
      expect(text).toContain("Invalid State");
    }
  });

  test("the second time, also of two that come at once", async () => {
    const browser = oidc.newBrowser();
    const back = await backAtPool(browser);
    const visits = await Promise.all([browser.get(back), browser.get(back)]);
    expect(visits.filter(({ location }) => location?.includes("?code="))).toHaveLength(1);
    expect((await browser.get(back)).text).toContain("Invalid State");
  });

  test("to another browser than was sent there", async () => {
    const back = await backAtPool();
    expect(await lost(await oidc.newBrowser().get(back))).toContain("Something went wrong. Please try again.");
    const other = oidc.newBrowser();
    await backAtPool(other);
    expect(await lost(await other.get(await backAtPool()))).toContain("Something went wrong. Please try again.");
  });

  test("after five minutes", async () => {
    const browser = oidc.newBrowser();
    const [early, late] = [await backAtPool(browser), await backAtPool(browser)];
    oidc.advance(299);
    expect((await browser.get(early)).location).toContain("?code=");
    oidc.advance(1);
    const { status, text, location } = await browser.get(late);
    expect({ status, location }).toEqual({ status: 400, location: undefined });
    expect(text).toContain("Something went wrong. Please try again.");
  });

  test("to the address of another pool", async () => {
    const other = await oidc.givenClient();
    const browser = oidc.newBrowser();
    const back = await backAtPool(browser);
    expect(await lost(await browser.get(back.replace(client.UserPoolId, other.UserPoolId)))).toContain("Invalid State");
  });

  test("by another provider than the browser was sent to, where it says so (RFC 9207)", async () => {
    const browser = oidc.newBrowser();
    const [first, second] = [await backAtPool(browser), await backAtPool(browser)];
    expect((await browser.get(`${first}&iss=https://evil.example`)).location).toBe(
      told("Bad issuer https://evil.example"),
    );
    expect(provider.calls.some(({ path }) => path === "/token")).toBe(false);
    expect((await browser.get(`${second}&iss=${provider.issuer}`)).location).toContain("?code=");
  });

  test("by another method, which leaves it good", async () => {
    const browser = oidc.newBrowser();
    const back = await backAtPool(browser);
    expect((await fetch(back, { method: "HEAD" })).status).toBe(405);
    expect((await browser.get(back)).location).toContain("?code=");
  });

  test("where the client is gone, or has lost the address to go on to", async () => {
    const browser = oidc.newBrowser();
    const [first, second] = [await backAtPool(browser), await backAtPool(browser)];
    const { UserPoolId, ClientId } = client;
    await oidc.cognito.userPools.send("UpdateUserPoolClient", { UserPoolId, ClientId });
    expect((await browser.get(first)).location).toContain("/error?error=redirect_mismatch");
    await oidc.cognito.userPools.send("DeleteUserPoolClient", { UserPoolId, ClientId });
    expect(await lost(await browser.get(second))).toContain("invalid_request");
  });
});
