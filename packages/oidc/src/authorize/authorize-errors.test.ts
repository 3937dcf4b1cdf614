import type { CreateUserPoolClientRequest, CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startOidc } from "../testing/start-oidc.ts";
import { CALLBACK } from "../testing/test-client.ts";

const CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/** Where an authorization request may come in. */
const ENTRIES = ["/oauth2/authorize", "/authorize", "/login"];

interface Fault {
  /** What the request has besides `response_type`, `client_id` and `redirect_uri`; what is undefined, it lacks. */
  readonly request: Readonly<Record<string, string | undefined>>;
  readonly client?: Partial<CreateUserPoolClientRequest>;
  readonly pool?: Partial<CreateUserPoolRequest>;
}

function queryOf(ClientId: string, request: Fault["request"]): string {
  const all = { response_type: "code", client_id: ClientId, redirect_uri: CALLBACK, ...request };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value !== undefined) query.set(name, value);
  return query.toString();
}

/** The addresses that a faulty request leads to, by each entry. */
async function follow({ request, client = {}, pool = {} }: Fault): Promise<{
  readonly locations: ReadonlySet<string | undefined>;
  readonly statuses: ReadonlySet<number>;
  readonly ClientId: string;
  readonly prefix: string;
}> {
  const oidc = await startOidc();
  const { issuer, ClientId } = await oidc.givenClient(client, pool);
  const answers = [];
  for (const entry of ENTRIES) {
    answers.push(await oidc.newBrowser().get(`${issuer}${entry}?${queryOf(ClientId, request)}`));
  }
  return {
    locations: new Set(answers.map(({ location }) => location)),
    statuses: new Set(answers.map(({ status }) => status)),
    ClientId,
    prefix: issuer,
  };
}

const INVALID = { error: "invalid_request" };
const INVALID_SCOPE = { description: "invalid_scope", error: "invalid_request" };
const UNAUTHORIZED = { description: "unauthorized_client", error: "invalid_request" };
const OFF = { description: "Client+is+not+enabled+for+OAuth2.0+flows+", error: "invalid_request" };

const FAULTS: readonly (readonly [
  why: string,
  fault: Fault,
  expected: { readonly description?: string; readonly error: string },
])[] = [
  ["no response type", { request: { response_type: undefined } }, INVALID],
  ["an empty response type", { request: { response_type: "" } }, INVALID],
  ["another response type", { request: { response_type: "id_token" } }, INVALID],
  ["a hybrid response type", { request: { response_type: "code token" } }, INVALID],
  ["a response type in capitals", { request: { response_type: "CODE" } }, INVALID],
  ["a flow that the client may not use", { request: {}, client: { AllowedOAuthFlows: ["implicit"] } }, UNAUTHORIZED],
  ["a client of OAuth 2.0 switched off", { request: {}, client: { AllowedOAuthFlowsUserPoolClient: false } }, OFF],
  ["a scope that there is not", { request: { scope: "openid offline_access" } }, INVALID_SCOPE],
  ["a scope of no resource server", { request: { scope: "openid other/scope" } }, INVALID_SCOPE],
  ["scopes with commas", { request: { scope: "openid,email" } }, INVALID_SCOPE],
  ["scopes in capitals", { request: { scope: "OPENID" } }, INVALID_SCOPE],
  [
    "a scope that the client does not have",
    { request: { scope: "openid email" }, client: { AllowedOAuthScopes: ["openid"] } },
    INVALID_SCOPE,
  ],
  ["email without openid", { request: { scope: "email" } }, INVALID_SCOPE],
  ["phone without openid", { request: { scope: "phone aws.cognito.signin.user.admin" } }, INVALID_SCOPE],
  ["profile without openid", { request: { scope: "profile" } }, INVALID_SCOPE],
  ["a challenge without its method", { request: { code_challenge: CHALLENGE } }, INVALID],
  ["a method without a challenge", { request: { code_challenge_method: "S256" } }, INVALID],
  ["a plain challenge", { request: { code_challenge: CHALLENGE, code_challenge_method: "plain" } }, INVALID],
  ["a method in small letters", { request: { code_challenge: CHALLENGE, code_challenge_method: "s256" } }, INVALID],
  ["a challenge that is too short", { request: { code_challenge: "short", code_challenge_method: "S256" } }, INVALID],
  [
    "a challenge that is too long",
    { request: { code_challenge: "x".repeat(129), code_challenge_method: "S256" } },
    INVALID,
  ],
  [
    "a challenge of other characters",
    { request: { code_challenge: `${CHALLENGE}=`, code_challenge_method: "S256" } },
    INVALID,
  ],
  ["a resource that is no address", { request: { resource: "api" } }, INVALID],
  ["a resource without encryption", { request: { resource: "http://api.example" } }, INVALID],
  ["a negative age", { request: { max_age: "-1" } }, INVALID],
  ["an age that is no number", { request: { max_age: "1h" } }, INVALID],
];

describe("Every fault of an authorization request", () => {
  test.each(FAULTS)("%s: the application is told, with its state or without", async (_, fault, expected) => {
    const described = expected.description === undefined ? [] : [`error_description=${expected.description}`];
    for (const [state, back] of [
      [undefined, []],
      ["a b&c=%7B", ["state=a+b%26c%3D%257B"]],
      ["", ["state="]],
    ] as const) {
      const { locations, statuses } = await follow({ ...fault, request: { state, ...fault.request } });
      const parameters = [...described, ...back, `error=${expected.error}`].join("&");
      expect([[...statuses], [...locations]]).toEqual([[302], [`${CALLBACK}?${parameters}`]]);
    }
  });

  test.each(FAULTS.filter(([, { request, client }]) => !("response_type" in request) && !client?.AllowedOAuthFlows))(
    "%s: in the fragment, where the answer would be",
    async (_, fault, expected) => {
      const described = expected.description === undefined ? [] : [`error_description=${expected.description}`];
      const request = { state: "s", ...fault.request, response_type: "token" };
      const { locations } = await follow({ ...fault, request });
      const parameters = [...described, "state=s", `error=${expected.error}`].join("&");
      expect([...locations]).toEqual([`${CALLBACK}#${parameters}`]);
    },
  );

  test("an implicit grant that the client may not use is refused in the fragment", async () => {
    const request = { response_type: "token", state: "s" };
    const { locations } = await follow({ request, client: { AllowedOAuthFlows: ["code"] } });
    expect([...locations]).toEqual([`${CALLBACK}#error_description=unauthorized_client&state=s&error=invalid_request`]);
  });

  test("the first of several faults is told: response type, client, flow, scope, then the rest", async () => {
    const all = { response_type: "x", scope: "x", resource: "x" };
    const { locations } = await follow({ request: all, client: { AllowedOAuthFlowsUserPoolClient: false } });
    expect([...locations]).toEqual([`${CALLBACK}?error=invalid_request`]);
    const off = { ...all, response_type: "token" };
    const client = { AllowedOAuthFlowsUserPoolClient: false, AllowedOAuthFlows: ["code" as const] };
    expect([...(await follow({ request: off, client })).locations]).toEqual([
      `${CALLBACK}#error_description=${OFF.description}&error=invalid_request`,
    ]);
    const flow = await follow({ request: off, client: { AllowedOAuthFlows: ["code"] } });
    expect([...flow.locations]).toEqual([`${CALLBACK}#error_description=unauthorized_client&error=invalid_request`]);
    const scope = await follow({ request: { ...all, response_type: "code" } });
    expect([...scope.locations]).toEqual([`${CALLBACK}?error_description=invalid_scope&error=invalid_request`]);
  });

  test.each([
    ["state", "1"],
    ["scope", "openid"],
    ["nonce", "1"],
    ["prompt", "none"],
    ["resource", "https://api.example"],
    ["login_hint", "alice"],
    ["acr_values", "urn:cognito:loa:1"],
  ])("a second %s is refused", async (name, value) => {
    const oidc = await startOidc();
    const { issuer, ClientId } = await oidc.givenClient();
    const query = `${queryOf(ClientId, { [name]: value })}&${name}=other`;
    for (const entry of ENTRIES) {
      const { location } = await oidc.newBrowser().get(`${issuer}${entry}?${query}`);
      expect(location).toBe(`${CALLBACK}?${name === "state" ? "state=1&" : ""}error=invalid_request`);
    }
  });

  test("the age and the level of a sign-in are nothing to a pool of the Lite tier", async () => {
    const request = { max_age: "-1", acr_values: "urn:cognito:loa:4" };
    const { locations } = await follow({ request, pool: { UserPoolTier: "LITE" } });
    expect([...locations].filter((location) => location !== undefined && !location.includes("/login?"))).toEqual([]);
  });
});

describe("A request of which nobody knows whose it is", () => {
  test.each([undefined, ""])("is answered on a page: client_id %j", async (client_id) => {
    const oidc = await startOidc();
    const { issuer, ClientId } = await oidc.givenClient();
    for (const base of [issuer, oidc.url]) {
      for (const entry of ENTRIES) {
        const page = await oidc.newBrowser().get(`${base}${entry}?${queryOf(ClientId, { client_id })}`);
        expect([page.status, page.location]).toEqual([400, undefined]);
        expect(page.headers.get("content-type")).toBe("text/html;charset=UTF-8");
        expect(page.text).toContain("Required String parameter &#39;client_id&#39; is not present");
      }
    }
  });

  test.each([
    [{ client_id: "nobody" }, "invalid_request"],
    [{ redirect_uri: "https://evil.example/" }, "redirect_mismatch"],
    [{ redirect_uri: "https://evil.example/", response_type: "x", scope: "x" }, "redirect_mismatch"],
    [{ redirect_uri: undefined }, "Required+parameters+missing"],
    [{ redirect_uri: "" }, "Required+parameters+missing"],
    [{ redirect_uri: undefined, response_type: undefined }, "Required+parameters+missing"],
  ])("%j: the user is told %s", async (request, error) => {
    const oidc = await startOidc();
    const { issuer, ClientId } = await oidc.givenClient();
    const client = "client_id" in request ? request.client_id : ClientId;
    for (const entry of ENTRIES) {
      const browser = oidc.newBrowser();
      const { status, location = "" } = await browser.get(`${issuer}${entry}?${queryOf(ClientId, request)}`);
      expect([status, location]).toEqual([302, `${issuer}/error?error=${error}&client_id=${client}`]);
      const page = await browser.get(location);
      expect(page.status).toBe(400);
      expect(page.text).toContain("An error was encountered with the requested page.");
      expect(page.text).toContain(error.replaceAll("+", " "));
    }
  });

  test("a client with one provider may leave its default address out, and no other", async () => {
    const oidc = await startOidc();
    const DefaultRedirectURI = CALLBACK;
    const one = await oidc.givenClient({ DefaultRedirectURI });
    await oidc.givenUser(one.UserPoolId);
    const query = queryOf(one.ClientId, { redirect_uri: undefined });
    const browser = oidc.newBrowser();
    const page = await browser.get(`${one.issuer}/login?${query}`);
    const { location } = await browser.submit(page, { username: "alice", password: "Correct-Horse-9!" });
    expect(location).toContain(`${CALLBACK}?code=`);
    const none = await oidc.givenClient({ DefaultRedirectURI, SupportedIdentityProviders: [] });
    const missing = queryOf(none.ClientId, { redirect_uri: undefined });
    expect((await oidc.newBrowser().get(`${none.issuer}/oauth2/authorize?${missing}`)).location).toContain(
      "/error?error=Required+parameters+missing",
    );
  });

  test("the error page says what it is asked for, and stands without", async () => {
    const oidc = await startOidc();
    const { issuer } = await oidc.givenClient();
    for (const base of [issuer, oidc.url]) {
      const bare = await oidc.newBrowser().get(`${base}/error`);
      expect([bare.status, bare.text.includes("An error was encountered")]).toEqual([400, true]);
      const named = await oidc.newBrowser().get(`${base}/error?error=redirect_mismatch&client_id=x`);
      expect([named.status, named.text.includes("redirect_mismatch")]).toEqual([400, true]);
    }
  });
});

describe("A request that may ask nobody", () => {
  test.each([
    ["code", "?"],
    ["token", "#"],
  ])("is answered login_required: %s", async (response_type, separator) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const ask = async (more: Record<string, string> = {}) => {
      const request = { response_type, prompt: "none", ...more };
      return (await browser.get(`${client.issuer}/oauth2/authorize?${queryOf(client.ClientId, request)}`)).location;
    };
    expect(await ask()).toBe(`${CALLBACK}${separator}error=login_required`);
    expect(await ask({ state: "s" })).toBe(`${CALLBACK}${separator}state=s&error=login_required`);
    await browser.signIn(client);
    oidc.advance(2);
    expect(await ask({ max_age: "1" })).toBe(`${CALLBACK}${separator}error=login_required`);
    expect(await ask({ acr_values: "urn:cognito:loa:4" })).toBe(`${CALLBACK}${separator}error=login_required`);
    expect(await ask()).not.toContain("error");
  });
});
