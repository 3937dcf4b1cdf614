import type { SessionDescriptionType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import type { Browser } from "../testing/browser.ts";
import { startOidc, type TestOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK, PASSWORD, type TestClient } from "../testing/test-client.ts";

const SAFARI =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15";
const NOW = Date.parse("2026-01-01T00:00:00Z") / 1000;

interface Tokens {
  readonly AccessToken: string;
  readonly RefreshToken: string;
}

function authorizeAt(client: TestClient, more: Readonly<Record<string, string>> = {}): string {
  return `${client.issuer}/oauth2/authorize?${authorization(client, more)}`;
}

/** Whether a browser need not ask for a password. */
async function knowsUser(browser: Browser, client: TestClient): Promise<boolean> {
  const { location = "" } = await browser.get(authorizeAt(client));
  return location.startsWith(`${CALLBACK}?code=`);
}

async function redeem(oidc: TestOidc, client: TestClient, location: string | undefined): Promise<Tokens> {
  const { body } = await oidc.token(client, {
    grant_type: "authorization_code",
    client_id: client.ClientId,
    code: new URL(location ?? "").searchParams.get("code") ?? "",
    redirect_uri: CALLBACK,
  });
  return { AccessToken: String(body["access_token"]), RefreshToken: String(body["refresh_token"]) };
}

async function isGood({ cognito }: TestOidc, { AccessToken }: Tokens): Promise<boolean> {
  return cognito.userPools.send("GetUser", { AccessToken }).then(
    () => true,
    () => false,
  );
}

async function track({ cognito }: TestOidc, UserPoolId: string, isTracking = true): Promise<void> {
  const UserSessionTracking = isTracking ? "ENABLED" : "DISABLED";
  const TokenSession = { MaxPerUser: 20 };
  await cognito.userPools.send("SetUserPoolSessionConfiguration", { UserPoolId, UserSessionTracking, TokenSession });
}

async function reuseFor({ cognito }: TestOidc, client: TestClient, MaxValidityMinutes: number): Promise<void> {
  const { UserPoolId, ClientId } = client;
  const SSOSession = { MaxValidityMinutes };
  await cognito.userPools.send("SetUserPoolClientSessionConfiguration", { UserPoolId, ClientId, SSOSession });
}

async function sessionsOf(
  { cognito }: TestOidc,
  { UserPoolId }: TestClient,
): Promise<readonly SessionDescriptionType[]> {
  const { Sessions = [] } = await cognito.userPools.send("AdminListUserSessions", { UserPoolId, Username: "alice" });
  return Sessions;
}

/**
 * A pool that tracks sessions, two clients of it that alice uses with one browser, where she has signed in once, and a
 * sign-in of hers with the API.
 */
async function givenSessions() {
  const oidc = await startOidc();
  const first = await oidc.givenClient();
  const { UserPoolId } = first;
  const second = await oidc.givenClient({ UserPoolId });
  await oidc.givenUser(UserPoolId);
  await track(oidc, UserPoolId);
  const browser = oidc.newBrowser({ userAgent: SAFARI });
  const ofFirst = await redeem(oidc, first, (await browser.signIn(first)).location);
  oidc.advance(1);
  const ofSecond = await redeem(oidc, second, (await browser.get(authorizeAt(second))).location);
  oidc.advance(1);
  const { AuthenticationResult } = await oidc.cognito.userPools.send("InitiateAuth", {
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: first.ClientId,
    AuthParameters: { USERNAME: "alice", PASSWORD },
  });
  const { AccessToken = "", RefreshToken = "" } = AuthenticationResult ?? {};
  const listed = await sessionsOf(oidc, first);
  const [sso = ""] = listed.flatMap(({ SessionType, SessionId = "" }) => (SessionType === "SSO" ? [SessionId] : []));
  const tokenSessionOf = (client: TestClient): string =>
    listed.find(({ ClientId, OriginSessionId }) => ClientId === client.ClientId && OriginSessionId === sso)
      ?.SessionId ?? "";
  return { oidc, first, second, browser, ofFirst, ofSecond, ofApi: { AccessToken, RefreshToken }, sso, tokenSessionOf };
}

describe("A session of single sign-on", () => {
  test("is listed with the sessions of tokens that began through it", async () => {
    const { oidc, first, second, sso } = await givenSessions();
    expect(sso).toMatch(/^sso[a-z0-9]{25}$/);
    const common = { LastLocation: { Country: "unknown" }, IsCurrentSession: false, LastIPAddress: "127.0.0.1" };
    const SessionId = expect.stringMatching(/^tkn[a-z0-9]{25}$/);
    const token = { ...common, SessionId, SessionType: "TOKEN", DeviceType: expect.any(String) };
    expect(await sessionsOf(oidc, first)).toEqual([
      {
        SessionId,
        SessionType: "TOKEN",
        ClientId: first.ClientId,
        CreateDate: NOW + 2,
        LastActiveDate: NOW + 2,
        DeviceType: "unknown",
        LastLocation: { Country: "unknown" },
        IsCurrentSession: false,
      },
      // It was signed in at the first client; the second one made use of that.
      { ...token, ClientId: second.ClientId, CreateDate: NOW, LastActiveDate: NOW + 1, OriginSessionId: sso },
      {
        ...common,
        SessionId: sso,
        SessionType: "SSO",
        ClientId: first.ClientId,
        CreateDate: NOW,
        LastActiveDate: NOW + 1,
        DeviceType: "Safari 17 / macOS 10.15",
      },
      { ...token, ClientId: first.ClientId, CreateDate: NOW, LastActiveDate: NOW, OriginSessionId: sso },
    ]);
    oidc.advance(3598);
    expect((await sessionsOf(oidc, first)).map(({ SessionType }) => SessionType)).toEqual(["TOKEN", "TOKEN", "TOKEN"]);
  });

  test("is not listed when the user has signed out, nor where the pool does not track sessions", async () => {
    const { oidc, first, browser } = await givenSessions();
    const types = async () => (await sessionsOf(oidc, first)).map(({ SessionType }) => SessionType);
    await browser.get(`${first.issuer}/logout?client_id=${first.ClientId}&logout_uri=http://localhost:3000/`);
    expect(await types()).toEqual(["TOKEN", "TOKEN", "TOKEN"]);
    await track(oidc, first.UserPoolId, false);
    await browser.signIn(first);
    await track(oidc, first.UserPoolId);
    expect(await types()).not.toContain("SSO");
    // It works all the same.
    expect(await knowsUser(browser, first)).toBe(true);
  });

  test.each([undefined, "NONE"] as const)(
    "is ended by an administrator, and its tokens stay good: %s",
    async (which) => {
      const { oidc, first, browser, sso, ofFirst, ofSecond } = await givenSessions();
      const elsewhere = oidc.newBrowser();
      await elsewhere.signIn(first);
      const { UserPoolId } = first;
      const revocation = { UserPoolId, Username: "alice", SessionId: sso, RevokeAssociatedSessions: which };
      expect(await oidc.cognito.userPools.send("AdminRevokeUserSession", revocation)).toEqual({});
      expect(await knowsUser(browser, first)).toBe(false);
      expect([await isGood(oidc, ofFirst), await isGood(oidc, ofSecond)]).toEqual([true, true]);
      expect(await knowsUser(elsewhere, first)).toBe(true);
      await expect(oidc.cognito.userPools.send("AdminRevokeUserSession", revocation)).rejects.toThrow(
        "Session does not exist.",
      );
    },
  );

  test("is ended with all tokens that came of it: LINKED", async () => {
    const { oidc, first, browser, sso, ofFirst, ofSecond, ofApi } = await givenSessions();
    const elsewhere = await redeem(oidc, first, (await oidc.newBrowser().signIn(first)).location);
    await oidc.cognito.userPools.send("AdminRevokeUserSession", {
      UserPoolId: first.UserPoolId,
      Username: "alice",
      SessionId: sso,
      RevokeAssociatedSessions: "LINKED",
    });
    expect(await knowsUser(browser, first)).toBe(false);
    expect([await isGood(oidc, ofFirst), await isGood(oidc, ofSecond)]).toEqual([false, false]);
    expect([await isGood(oidc, ofApi), await isGood(oidc, elsewhere)]).toEqual([true, true]);
  });

  test("is ended with a session of tokens that came of it: LINKED; the others stay", async () => {
    const { oidc, first, second, browser, ofFirst, ofSecond, tokenSessionOf } = await givenSessions();
    await oidc.cognito.userPools.send("AdminRevokeUserSession", {
      UserPoolId: first.UserPoolId,
      Username: "alice",
      SessionId: tokenSessionOf(second),
      RevokeAssociatedSessions: "LINKED",
    });
    expect(await knowsUser(browser, first)).toBe(false);
    expect([await isGood(oidc, ofFirst), await isGood(oidc, ofSecond)]).toEqual([true, false]);
  });

  test("stays where a session of tokens is ended alone", async () => {
    const { oidc, first, second, browser, ofSecond, tokenSessionOf } = await givenSessions();
    await oidc.cognito.userPools.send("AdminRevokeUserSession", {
      UserPoolId: first.UserPoolId,
      Username: "alice",
      SessionId: tokenSessionOf(second),
    });
    expect(await isGood(oidc, ofSecond)).toBe(false);
    expect(await knowsUser(browser, first)).toBe(true);
  });

  test("is ended by its user, with the very tokens that ask for it where they are linked", async () => {
    const { oidc, browser, first, sso, ofFirst, ofSecond, ofApi } = await givenSessions();
    const { Sessions = [] } = await oidc.cognito.userPools.send("ListUserSessions", ofFirst);
    expect(Sessions.filter(({ IsCurrentSession }) => IsCurrentSession)).toEqual([
      expect.objectContaining({ OriginSessionId: sso, ClientId: first.ClientId }),
    ]);
    await oidc.cognito.userPools.send("RevokeUserSession", {
      AccessToken: ofFirst.AccessToken,
      SessionId: sso,
      RevokeAssociatedSessions: "LINKED",
    });
    expect(await knowsUser(browser, first)).toBe(false);
    expect([await isGood(oidc, ofFirst), await isGood(oidc, ofSecond), await isGood(oidc, ofApi)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test.each([
    ["LINKED", true, false],
    ["NONE", true, true],
    [undefined, true, true],
    ["LINKED", false, true],
  ] as const)("by RevokeToken, %s, tracking %s, is there still: %s", async (which, isTracking, isThere) => {
    const { oidc, first, browser, ofFirst, ofSecond } = await givenSessions();
    await track(oidc, first.UserPoolId, isTracking);
    await oidc.cognito.userPools.send("RevokeToken", {
      ClientId: first.ClientId,
      Token: ofFirst.RefreshToken,
      RevokeAssociatedSessions: which,
    });
    expect([await isGood(oidc, ofFirst), await isGood(oidc, ofSecond)]).toEqual([false, true]);
    expect(await knowsUser(browser, first)).toBe(isThere);
  });

  test("is another user's only for that user to revoke", async () => {
    const { oidc, first, browser, sso } = await givenSessions();
    await oidc.givenUser(first.UserPoolId, "bob");
    const ofBob = await redeem(oidc, first, (await oidc.newBrowser().signIn(first, {}, { username: "bob" })).location);
    const { AccessToken } = ofBob;
    await expect(oidc.cognito.userPools.send("RevokeUserSession", { AccessToken, SessionId: sso })).rejects.toThrow(
      "Session does not exist.",
    );
    expect(await knowsUser(browser, first)).toBe(true);
  });

  test("outlasts everything that changes the user or ends tokens, but not the user", async () => {
    const { oidc, first, browser, ofFirst, ofSecond } = await givenSessions();
    const { UserPoolId, ClientId } = first;
    const { userPools } = oidc.cognito;
    const alice = { UserPoolId, Username: "alice" };
    await userPools.send("RevokeToken", { ClientId, Token: ofFirst.RefreshToken });
    await userPools.send("GlobalSignOut", { AccessToken: ofSecond.AccessToken });
    await userPools.send("AdminUserGlobalSignOut", alice);
    await userPools.send("AdminSetUserPassword", { ...alice, Password: "Better-Horse-10!", Permanent: true });
    const UserAttributes = [{ Name: "email", Value: "alice@example.com" }];
    await userPools.send("AdminUpdateUserAttributes", { ...alice, UserAttributes });
    const { location } = await browser.get(authorizeAt(first));
    const again = await redeem(oidc, first, location);
    expect([await isGood(oidc, again), await isGood(oidc, ofFirst), await isGood(oidc, ofSecond)]).toEqual([
      true,
      false,
      false,
    ]);

    await userPools.send("AdminDisableUser", alice);
    expect(await knowsUser(browser, first)).toBe(false);
    await userPools.send("AdminEnableUser", alice);
    await userPools.send("AdminDeleteUser", alice);
    await oidc.givenUser(UserPoolId);
    expect(await knowsUser(browser, first)).toBe(false);
  });

  test("is made use of by each client for as long as that client is set to, whichever it began at", async () => {
    const { oidc, first, second, browser } = await givenSessions();
    await reuseFor(oidc, second, 120);
    const third = await oidc.givenClient({ UserPoolId: first.UserPoolId });
    await reuseFor(oidc, third, 0);
    await browser.signIn(first);
    expect(await knowsUser(browser, third)).toBe(false);
    oidc.advance(3599);
    expect(await knowsUser(browser, first)).toBe(true);
    oidc.advance(1);
    expect(await knowsUser(browser, first)).toBe(false);
    oidc.advance(3599);
    expect(await knowsUser(browser, second)).toBe(true);
    oidc.advance(1);
    expect(await knowsUser(browser, second)).toBe(false);

    // Who signs in where no session is made use of has one that others do.
    await browser.signIn(third);
    expect([await knowsUser(browser, third), await knowsUser(browser, first)]).toEqual([false, true]);
  });

  test("is good for an hour while the pool does not track sessions, whatever a client is set to", async () => {
    const { oidc, first, second, browser } = await givenSessions();
    await reuseFor(oidc, first, 0);
    await reuseFor(oidc, second, 120);
    await track(oidc, first.UserPoolId, false);
    await browser.signIn(first);
    oidc.advance(3599);
    expect([await knowsUser(browser, first), await knowsUser(browser, second)]).toEqual([true, true]);
    oidc.advance(1);
    expect([await knowsUser(browser, first), await knowsUser(browser, second)]).toEqual([false, false]);
    await track(oidc, first.UserPoolId);
    await browser.signIn(second);
    expect([await knowsUser(browser, first), await knowsUser(browser, second)]).toEqual([false, true]);
  });

  test("is over when its pool changes from managed login to the classic hosted UI, or back", async () => {
    const { oidc, first, browser } = await givenSessions();
    const silently = async () => (await browser.get(authorizeAt(first, { prompt: "none" }))).location;
    expect(await silently()).toContain("?code=");
    const domain = { UserPoolId: first.UserPoolId, Domain: "my-app" };
    await oidc.cognito.userPools.send("CreateUserPoolDomain", { ...domain, ManagedLoginVersion: 2 });
    expect(await silently()).toContain("?code=");
    for (const ManagedLoginVersion of [1, 2]) {
      await oidc.cognito.userPools.send("UpdateUserPoolDomain", { ...domain, ManagedLoginVersion });
      expect(await silently()).toContain("?error=login_required");
      expect((await browser.signIn(first)).location).toContain("?code=");
      expect(await silently()).toContain("?code=");
    }
  });

  test("is that of the last user who signed in with the browser", async () => {
    const { oidc, first, second, browser } = await givenSessions();
    await oidc.givenUser(first.UserPoolId, "bob");
    const before = await browser.get(authorizeAt(first, { prompt: "login" }));
    const page = await browser.get(before.location ?? "");
    await browser.submit(page, { username: "bob", password: PASSWORD });
    const tokens = await redeem(oidc, second, (await browser.get(authorizeAt(second))).location);
    expect(await oidc.cognito.userPools.send("GetUser", tokens)).toMatchObject({ Username: "bob" });
  });
});

test("Two tabs that show sign-in pages of two clients both lead on, the second one as another user", async () => {
  const oidc = await startOidc();
  const first = await oidc.givenClient();
  const second = await oidc.givenClient({ UserPoolId: first.UserPoolId });
  await oidc.givenUser(first.UserPoolId);
  await oidc.givenUser(first.UserPoolId, "bob");
  const browser = oidc.newBrowser();
  const [one, other] = [
    await browser.get(`${first.issuer}/login?${authorization(first)}`),
    await browser.get(`${second.issuer}/login?${authorization(second)}`),
  ];
  const asAlice = await browser.submit(one, { username: "alice", password: PASSWORD });
  const asBob = await browser.submit(other, { username: "bob", password: PASSWORD });
  const [ofAlice, ofBob] = [await redeem(oidc, first, asAlice.location), await redeem(oidc, second, asBob.location)];
  expect(await oidc.cognito.userPools.send("GetUser", ofAlice)).toMatchObject({ Username: "alice" });
  expect(await oidc.cognito.userPools.send("GetUser", ofBob)).toMatchObject({ Username: "bob" });
});
