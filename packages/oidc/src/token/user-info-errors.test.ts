import { describe, expect, test } from "vitest";
import { givenMachine } from "../testing/given-machine.ts";
import { basic, startOidc, type TestOidc } from "../testing/start-oidc.ts";
import { CALLBACK, PASSWORD, type TestClient } from "../testing/test-client.ts";

const BAD_REQUEST = "Bad OAuth2 request at UserInfo Endpoint";
const INVALID_TOKEN = "Access token is expired, disabled, or deleted, or the user has globally signed out.";
const LACKS_OPENID = "Access token does not contain openid scope";

/** All that there is after a sign-in on the pages. */
async function tokensOf(oidc: TestOidc, client: TestClient, scope = "openid"): Promise<Record<string, string>> {
  const { location = "" } = await oidc.newBrowser().signIn(client, { scope });
  const code = new URL(location).searchParams.get("code") ?? "";
  const form = { grant_type: "authorization_code", client_id: client.ClientId, redirect_uri: CALLBACK, code };
  const { body } = await oidc.token(client, form);
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
}

function ask(address: string, authorization: string | undefined): Promise<Response> {
  return fetch(`${address}/oauth2/userInfo`, authorization === undefined ? {} : { headers: { authorization } });
}

async function expectRefusal(
  asked: Promise<Response>,
  [status, error, description]: readonly [number, string, string],
): Promise<void> {
  const answer = await asked;
  expect(answer.status).toBe(status);
  expect(answer.headers.get("www-authenticate")).toBe(`error="${error}", error_description="${description}"`);
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(answer.headers.get("content-type")).toBe("application/json;charset=UTF-8");
  expect(answer.headers.get("cache-control")).toBe("no-cache, no-store, max-age=0, must-revalidate");
  expect(await answer.json()).toEqual({ error, error_description: description });
}

describe("userInfo answers a bad request", () => {
  test.each<readonly [string, (token: string) => string | undefined]>([
    ["without a header", () => undefined],
    ["with an empty header", () => ""],
    ["with Basic", () => "Basic eDp5"],
    ["with a scheme alone", () => "Bearer"],
    ["with a scheme and a space", () => "Bearer "],
    ["with a token alone", (token) => token],
    ["with two tokens", (token) => `Bearer ${token} ${token}`],
    ["with a token in quotes", (token) => `Bearer "${token}"`],
  ])("%s", async (_, header) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const { access_token = "" } = await tokensOf(oidc, client);
    for (const address of [client.issuer, oidc.url]) {
      await expectRefusal(ask(address, header(access_token)), [400, "invalid_request", BAD_REQUEST]);
    }
  });

  test("with a token in the address or in a form", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const { access_token = "" } = await tokensOf(oidc, client);
    const at = `${client.issuer}/oauth2/userInfo`;
    const inAddress = fetch(`${at}?${new URLSearchParams({ access_token }).toString()}`);
    await expectRefusal(inAddress, [400, "invalid_request", BAD_REQUEST]);
    const posted = await fetch(at, { method: "POST", body: new URLSearchParams({ access_token }) });
    expect([posted.status, posted.headers.get("content-length")]).toEqual([405, "0"]);
  });
});

describe("userInfo answers invalid_token for", () => {
  test.each<
    readonly [string, (oidc: TestOidc, client: TestClient, tokens: Record<string, string>) => Promise<unknown>]
  >([
    ["one that has expired", async (oidc) => oidc.advance(3600)],
    [
      "one that is revoked",
      async (_, { issuer, ClientId }, { refresh_token = "" }) => {
        const body = new URLSearchParams({ token: refresh_token, client_id: ClientId });
        return fetch(`${issuer}/oauth2/revoke`, { method: "POST", body });
      },
    ],
    [
      "one of a user who has been signed out",
      ({ cognito }, { UserPoolId }) =>
        cognito.userPools.send("AdminUserGlobalSignOut", { UserPoolId, Username: "alice" }),
    ],
    [
      "one of a user who has been disabled",
      ({ cognito }, { UserPoolId }) => cognito.userPools.send("AdminDisableUser", { UserPoolId, Username: "alice" }),
    ],
    [
      "one of a user who has been deleted",
      ({ cognito }, { UserPoolId }) => cognito.userPools.send("AdminDeleteUser", { UserPoolId, Username: "alice" }),
    ],
    [
      "one of a client that has been deleted",
      ({ cognito }, { UserPoolId, ClientId }) =>
        cognito.userPools.send("DeleteUserPoolClient", { UserPoolId, ClientId }),
    ],
    [
      "one of a pool that has been deleted",
      ({ cognito }, { UserPoolId }) => cognito.userPools.send("DeleteUserPool", { UserPoolId }),
    ],
  ])("%s", async (_, end) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const tokens = await tokensOf(oidc, client);
    const bearer = `Bearer ${tokens["access_token"]}`;
    expect((await ask(client.issuer, bearer)).status).toBe(200);
    await end(oidc, client, tokens);
    for (const address of [client.issuer, oidc.url]) {
      await expectRefusal(ask(address, bearer), [401, "invalid_token", INVALID_TOKEN]);
    }
  });

  test("what is no access token: an ID token, a refresh token, anything, a client's own", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const { UserPoolId } = client;
    await oidc.givenUser(UserPoolId);
    const { id_token = "", refresh_token = "" } = await tokensOf(oidc, client);
    const machine = await givenMachine(oidc, UserPoolId);
    const { body } = await oidc.token(machine, { grant_type: "client_credentials" }, basic(machine));
    for (const token of [id_token, refresh_token, "anything", "a.b.c", "e30.e30.", String(body["access_token"])]) {
      for (const address of [client.issuer, oidc.url]) {
        await expectRefusal(ask(address, `Bearer ${token}`), [401, "invalid_token", INVALID_TOKEN]);
      }
    }
  });

  test("one without openid, of the pages or of the API", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const hosted = await tokensOf(oidc, client, "aws.cognito.signin.user.admin");
    const { AuthenticationResult } = await oidc.cognito.userPools.send("InitiateAuth", {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: client.ClientId,
      AuthParameters: { USERNAME: "alice", PASSWORD },
    });
    for (const token of [hosted["access_token"], AuthenticationResult?.AccessToken]) {
      await expectRefusal(ask(client.issuer, `Bearer ${token}`), [401, "invalid_token", LACKS_OPENID]);
    }
  });
});

test.each(["POST", "PUT", "DELETE", "PATCH"])("userInfo is for GET, and not for %s", async (method) => {
  const oidc = await startOidc();
  const { issuer } = await oidc.givenClient();
  const { status, headers } = await fetch(`${issuer}/oauth2/userInfo`, { method });
  expect([status, headers.get("content-length"), headers.get("allow")]).toEqual([405, "0", "GET, HEAD"]);
});
