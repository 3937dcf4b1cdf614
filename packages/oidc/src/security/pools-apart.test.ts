import { request as httpRequest } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { PAGE_PATHS } from "../paths.ts";
import { basic, startOidc, type TestOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK, PASSWORD, type TestClient } from "../testing/test-client.ts";

/** How a request says which pool it is for. */
interface Way {
  readonly name: string;
  readonly host: string | undefined;
  readonly prefix: string;
}

interface Sent {
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: ReadonlyMap<string, string>;
}

interface Answer {
  readonly status: number | undefined;
  readonly location: string | undefined;
  readonly text: string;
  readonly cookies: ReadonlyMap<string, string>;
}

interface Pool {
  readonly client: TestClient;
  readonly confidential: TestClient;
  readonly ways: readonly Way[];
}

/** Two pools that have the same user and the same keys, so that nothing but their names tells one from the other. */
async function givenPools(): Promise<{ readonly oidc: TestOidc; readonly one: Pool; readonly two: Pool }> {
  const oidc = await startOidc();
  const given = async (domain: string): Promise<Pool> => {
    const client = await oidc.givenClient();
    const { UserPoolId } = client;
    const confidential = await oidc.givenClient({ UserPoolId, GenerateSecret: true });
    await oidc.givenUser(UserPoolId);
    await oidc.cognito.userPools.send("CreateUserPoolDomain", { UserPoolId, Domain: domain });
    const ways = [
      { name: "prefix", host: undefined, prefix: `/${UserPoolId}` },
      { name: "domain", host: `${domain}.auth.localhost`, prefix: "" },
      { name: "bare path", host: undefined, prefix: "" },
    ];
    return { client, confidential, ways };
  };
  return { oidc, one: await given("one"), two: await given("two") };
}

function wayOf({ ways }: Pool, name: string): Way {
  const way = ways.find((candidate) => candidate.name === name);
  if (!way) throw new Error(`there is no ${name}`);
  return way;
}

/** fetch does not let a caller choose the Host. */
async function send(oidc: TestOidc, way: Way, { path, form, headers = {}, cookies }: Sent): Promise<Answer> {
  const { hostname, port } = new URL(oidc.url);
  const cookie = Array.from(cookies ?? [], ([name, value]) => `${name}=${value}`).join("; ");
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        host: hostname,
        port,
        path: `${way.prefix}${path}`,
        method: form ? "POST" : "GET",
        headers: {
          host: `${way.host ?? hostname}:${port}`,
          ...(cookie !== "" && { cookie }),
          ...(form && { "content-type": "application/x-www-form-urlencoded" }),
          ...headers,
        },
      },
      (response) => {
        const set = (response.headers["set-cookie"] ?? []).map((line): [string, string] => {
          const [pair = ""] = line.split(";", 1);
          return [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
        });
        const { statusCode: status, headers: answered } = response;
        text(response)
          .then((body) => resolve({ status, location: answered.location, text: body, cookies: new Map(set) }))
          .catch(reject);
      },
    );
    sent.on("error", reject);
    sent.end(form && new URLSearchParams(form).toString());
  });
}

/** The cookies and the code of a sign-in. */
async function signIn(oidc: TestOidc, way: Way, client: TestClient, password = PASSWORD): Promise<Answer> {
  const path = `/login?${authorization(client)}`;
  const { cookies } = await send(oidc, way, { path });
  const csrf = cookies.get("XSRF-TOKEN") ?? "";
  return send(oidc, way, { path, cookies, form: { _csrf: csrf, username: "alice", password } });
}

function codeIn({ location = "" }: Answer): string {
  return new URL(location).searchParams.get("code") ?? "";
}

/** All names that a session's cookie has anywhere. */
function namesOf({ client: { UserPoolId } }: Pool): readonly string[] {
  return ["cognito", `cognito-${UserPoolId}`];
}

describe.each(["prefix", "domain", "bare path"])("What one pool has given by its %s", (name) => {
  test("its session is none at another, by no way and under no name", async () => {
    const { oidc, one, two } = await givenPools();
    const from = wayOf(one, name);
    const { cookies } = await signIn(oidc, from, one.client);
    const [cookie = "", value = ""] = [...cookies].find(([known]) => namesOf(one).includes(known)) ?? [];
    const signature = cookies.get(`${cookie}.sig`) ?? "";
    const silent = (client: TestClient) => `/oauth2/authorize?${authorization(client, { prompt: "none" })}`;
    expect((await send(oidc, from, { path: silent(one.client), cookies })).location).toContain(`${CALLBACK}?code=`);
    for (const way of two.ways) {
      for (const renamed of namesOf(two)) {
        const stolen = new Map([...cookies, [renamed, value], [`${renamed}.sig`, signature]]);
        for (const jar of [cookies, stolen]) {
          const { location } = await send(oidc, way, { path: silent(two.client), cookies: jar });
          expect([way.name, location]).toEqual([way.name, `${CALLBACK}?error=login_required`]);
          for (const page of ["/login", "/passkeys/add"]) {
            const shown = await send(oidc, way, { path: `${page}?${authorization(two.client)}`, cookies: jar });
            expect(shown.text).not.toContain("alice");
          }
        }
      }
      // Nor does a sign-out there end it.
      await send(oidc, way, { path: `/logout?client_id=${two.client.ClientId}`, cookies });
    }
    expect((await send(oidc, from, { path: silent(one.client), cookies })).location).toContain(`${CALLBACK}?code=`);
    expect(oidc.defects).toEqual([]);
  });

  test("its codes and tokens are none at another, by no way", async () => {
    const { oidc, one, two } = await givenPools();
    const from = wayOf(one, name);
    const code = codeIn(await signIn(oidc, from, one.client));
    const grant = { grant_type: "authorization_code", redirect_uri: CALLBACK, code };
    const token = async (way: Way, form: Readonly<Record<string, string>>, headers = {}) => {
      const answer = await send(oidc, way, { path: "/oauth2/token", form, headers });
      return [answer.status, JSON.parse(answer.text)];
    };
    const invalidGrant = [400, { error: "invalid_grant" }];
    const invalidClient = [400, { error: "invalid_client" }];
    for (const way of two.ways) {
      expect(await token(way, { ...grant, client_id: two.client.ClientId })).toEqual(invalidGrant);
      expect(await token(way, grant, basic(two.confidential))).toEqual(invalidGrant);
      // Without an address of its own it is the client that says which pool is meant.
      if (way.name === "bare path") continue;
      expect(await token(way, { ...grant, client_id: one.client.ClientId })).toEqual(invalidClient);
      expect(await token(way, grant, basic(one.confidential))).toEqual(invalidClient);
    }
    const [status, tokens] = await token(from, { ...grant, client_id: one.client.ClientId });
    expect(status).toBe(200);
    const { refresh_token, access_token } = tokens;
    const refresh = { grant_type: "refresh_token", refresh_token };
    const authorizationHeader = { authorization: `Bearer ${access_token}` };
    for (const way of two.ways) {
      expect(await token(way, { ...refresh, client_id: two.client.ClientId })).toEqual(invalidGrant);
      const form = { token: refresh_token, client_id: two.client.ClientId };
      const revoked = await send(oidc, way, { path: "/oauth2/revoke", form });
      expect([revoked.status, JSON.parse(revoked.text)]).toEqual([401, { error: "invalid_client" }]);
      if (way.name === "bare path") continue;
      expect(await token(way, { ...refresh, client_id: one.client.ClientId })).toEqual(invalidClient);
      const info = await send(oidc, way, { path: "/oauth2/userInfo", headers: authorizationHeader });
      expect(info.status).toBe(401);
    }
    expect((await send(oidc, from, { path: "/oauth2/userInfo", headers: authorizationHeader })).status).toBe(200);
    expect((await token(from, { ...refresh, client_id: one.client.ClientId }))[0]).toBe(200);
    expect(oidc.defects).toEqual([]);
  });

  test("its challenges are answered nowhere else", async () => {
    const { oidc, one, two } = await givenPools();
    const from = wayOf(one, name);
    for (const { client } of [one, two]) {
      const { UserPoolId } = client;
      await oidc.cognito.userPools.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password: PASSWORD });
    }
    const page = await signIn(oidc, from, one.client);
    const [, session = ""] = /name="session" value="([^"]+)"/.exec(page.text) ?? [];
    expect(session).not.toBe("");
    const csrf = crypto.randomUUID();
    const form = {
      _csrf: csrf,
      challenge: "NEW_PASSWORD_REQUIRED",
      session,
      username: "alice",
      new_password: `${PASSWORD}x`,
      confirm_password: `${PASSWORD}x`,
    };
    const cookies = new Map([["XSRF-TOKEN", csrf]]);
    const answer = (way: Way, client: TestClient) =>
      send(oidc, way, { path: `/changePassword?${authorization(client)}`, form, cookies });
    for (const way of two.ways) {
      const refused = await answer(way, two.client);
      expect([way.name, refused.status, refused.location]).toEqual([way.name, 200, undefined]);
      expect(refused.text).toContain("Invalid session for the user.");
    }
    expect((await answer(from, one.client)).location).toContain(`${CALLBACK}?code=`);
  });
});

test("a pool's address has no page for the clients of another", async () => {
  const { oidc, one, two } = await givenPools();
  for (const way of two.ways.filter(({ name }) => name !== "bare path")) {
    for (const path of PAGE_PATHS) {
      // These go by what is in their query, and not by a client that it names.
      if (["/error", "/confirmUser", "/event/feedback", "/oauth2/idpresponse"].includes(path)) continue;
      const query = authorization(one.client);
      const { status, location } = await send(oidc, way, { path: `${path}?${query}` });
      const expected = `${way.prefix}/error?error=invalid_request&client_id=${one.client.ClientId}`;
      expect([path, status, location]).toEqual([path, 302, expected]);
    }
  }
});

test("an address before the path beats the one of the host", async () => {
  const { oidc, one, two } = await givenPools();
  const { prefix } = wayOf(one, "prefix");
  const { host } = wayOf(two, "domain");
  const both = { name: "both", host, prefix };
  const { location } = await send(oidc, both, { path: `/login?${authorization(two.client)}` });
  expect(location).toContain("/error?error=invalid_request");
  expect((await signIn(oidc, both, one.client)).location).toContain(`${CALLBACK}?code=`);
});
