import { describe, expect, test } from "vitest";
import { startOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK, PASSWORD } from "../testing/test-client.ts";

describe("The sign-in page", () => {
  test("has the form, the names and the ids that scripts look for, and is complete without scripts", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const query = authorization(client, { login_hint: '"><b>alice' });
    const { status, text, headers } = await oidc.newBrowser().get(`${client.issuer}/login?${query}`);
    expect(status).toBe(200);
    expect(text).toContain('<form name="cognitoSignInForm"');
    expect(text).toContain(`action="/${client.UserPoolId}/login?${query.replaceAll("&", "&amp;")}"`);
    expect(text).toMatch(/<input type="hidden" name="_csrf" value="[\da-f-]{36}"\/>/);
    expect(text).toMatch(/<label for="signInFormUsername"[^>]*>Username<\/label>/);
    expect(text).toMatch(/<input id="signInFormUsername" name="username"[^>]*value="&quot;&gt;&lt;b&gt;alice"/);
    expect(text).toMatch(/<input id="signInFormPassword" name="password" type="password"/);
    expect(text).toMatch(/<input name="signInSubmitButton" type="submit"[^>]*value="Sign in"\/>/);
    expect(text).not.toContain("<script");
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^XSRF-TOKEN=[\da-f-]{36}; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
  });

  test.each([
    [["email"], "Email"],
    [["phone_number"], "Phone number"],
    [["email", "phone_number"], "Email or phone number"],
  ] as const)("asks for what the users of the pool sign in with: %j", async (UsernameAttributes, label) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({}, { UsernameAttributes: [...UsernameAttributes] });
    for (const path of ["/login", "/signup", "/forgotPassword"]) {
      const { text } = await oidc.newBrowser().get(`${client.issuer}${path}?${authorization(client)}`);
      expect(text).toContain(`class="label-customizable">${label}</label>`);
      expect(text.replaceAll(/<[^>]*>/g, "")).not.toMatch(/username/i);
    }
  });

  test("takes what a script posts, at an address with the client alone", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const at = `/login?${authorization(client, { state: "x" })}`;
    await browser.get(at);
    const csrf = browser.cookies.get("XSRF-TOKEN") ?? "";
    const back = await browser.post(at, { _csrf: csrf, username: "alice", password: PASSWORD, cognitoAsfData: "" });
    expect(back.status).toBe(302);
    expect(back.location).toMatch(/^http:\/\/localhost:3000\/callback\?code=[\da-f-]{36}&state=x$/);
    expect(back.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(
        new RegExp(`^cognito-${client.UserPoolId}=[\\w-]+; path=/; samesite=lax; httponly; expires=`),
      ),
    );
  });

  test("refuses a form that no page of ours has sent", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const at = `${client.issuer}/login?${authorization(client)}`;
    await browser.get(at);
    for (const forged of [{}, { _csrf: "" }, { _csrf: crypto.randomUUID() }]) {
      const refused = await browser.post(at, { username: "alice", password: PASSWORD, ...forged });
      expect(refused.status).toBe(403);
      expect(refused.location).toBeUndefined();
    }
    const token = crypto.randomUUID();
    const withoutCookie = await oidc.newBrowser().post(at, { username: "alice", password: PASSWORD, _csrf: token });
    expect(withoutCookie.status).toBe(403);
  });

  test("says what is wrong, and keeps the name that was typed", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ PreventUserExistenceErrors: "ENABLED" });
    await oidc.givenUser(client.UserPoolId);
    for (const typed of [{ password: "wrong" }, { username: "nobody" }, { username: "<i>", password: "x" }]) {
      const page = await oidc.newBrowser().signIn(client, {}, typed);
      expect(page.status).toBe(200);
      expect(page.text).toContain('role="alert">Incorrect username or password.</p>');
      expect(page.text).not.toContain("<i>");
    }
    await oidc.cognito.userPools.send("AdminDisableUser", { UserPoolId: client.UserPoolId, Username: "alice" });
    expect((await oidc.newBrowser().signIn(client)).text).toContain("User is disabled.");
    const open = await oidc.givenClient({ PreventUserExistenceErrors: "LEGACY" });
    expect((await oidc.newBrowser().signIn(open)).text).toContain("User does not exist.");
    const custom = await oidc.givenClient({ ExplicitAuthFlows: ["CUSTOM_AUTH_FLOW_ONLY"] });
    expect((await oidc.newBrowser().signIn(custom)).text).toContain("Invalid parameter in request");
  });

  test("signs in a user of a client with a secret, and of one that may use no flow of the API", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ GenerateSecret: true, ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"] });
    await oidc.givenUser(client.UserPoolId);
    expect((await oidc.newBrowser().signIn(client)).location).toContain(`${CALLBACK}?code=`);
  });

  test("keeps pools on one host apart", async () => {
    const oidc = await startOidc();
    const [one, two] = [await oidc.givenClient(), await oidc.givenClient()];
    await oidc.givenUser(one.UserPoolId);
    await oidc.givenUser(two.UserPoolId, "bob");
    const browser = oidc.newBrowser();
    await browser.signIn(one);
    const at = `${two.issuer}/oauth2/authorize?${authorization(two)}`;
    expect((await browser.get(at)).location).toContain("/login?");
    await browser.signIn(two, {}, { username: "bob" });
    expect((await browser.get(at)).location).toContain("?code=");
    expect((await browser.get(`${one.issuer}/oauth2/authorize?${authorization(one)}`)).location).toContain("?code=");
    // A cookie of one pool under the name of another's.
    const moved = oidc.newBrowser();
    await moved.signIn(one);
    const value = (name: string) => browser.cookies.get(name) ?? "";
    const forged = `cognito-${two.UserPoolId}=${moved.cookies.get(`cognito-${one.UserPoolId}`)}; cognito-${two.UserPoolId}.sig=${value(`cognito-${one.UserPoolId}.sig`)}`;
    const answer = await fetch(at, { redirect: "manual", headers: { cookie: forged } });
    expect(answer.headers.get("location")).toContain("/login?");
  });
});

test("what is not built yet says so", async () => {
  const oidc = await startOidc();
  const { issuer } = await oidc.givenClient();
  for (const path of ["/saml2/idpresponse", "/saml2/logout"]) {
    const page = await oidc.newBrowser().post(`${issuer}${path}`, {});
    expect(page.status).toBe(501);
    expect(page.text).toContain(`There is no ${path} yet.`);
  }
});

describe("Signing out", () => {
  test("ends the session, and leads to an address of the client's", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    await browser.signIn(client);
    const stolen = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join("; ");
    const out = await browser.get(
      `${client.issuer}/logout?client_id=${client.ClientId}&logout_uri=${encodeURIComponent("http://localhost:3000/")}&state=x`,
    );
    expect([out.status, out.location]).toEqual([302, "http://localhost:3000/"]);
    expect(browser.cookies.has(`cognito-${client.UserPoolId}`)).toBe(false);
    // The session itself is gone, not only its cookie.
    const at = `${client.issuer}/oauth2/authorize?${authorization(client)}`;
    const answer = await fetch(at, { redirect: "manual", headers: { cookie: stolen } });
    expect(answer.headers.get("location")).toContain("/login?");
  });

  test("leads to the sign-in page with the request that it was given, and all scopes where it has none", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ AllowedOAuthScopes: ["openid", "email"] });
    const query = authorization(client, { state: "s", identity_provider: "Google" });
    const { location } = await oidc.newBrowser().get(`${client.issuer}/logout?${query}`);
    expect(location).toBe(`${client.issuer}/login?${authorization(client, { state: "s", scope: "email openid" })}`);
  });

  test("goes by logout_uri where there is a redirect_uri, too, and carries over no name of a provider", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const both = authorization(client, { logout_uri: "http://localhost:3000/" });
    expect((await oidc.newBrowser().get(`${client.issuer}/logout?${both}`)).location).toBe("http://localhost:3000/");
    const query = authorization(client, { scope: "openid", nonce: "n", idp_identifier: "example.com", lang: "de" });
    const { location } = await oidc.newBrowser().get(`${client.issuer}/logout?${query}`);
    expect(location).toBe(
      `${client.issuer}/login?${authorization(client, { scope: "openid", nonce: "n", lang: "de" })}`,
    );
  });

  test("leaves tokens as they are", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const { location = "" } = await browser.signIn(client);
    const code = new URL(location).searchParams.get("code") ?? "";
    const tokens = await oidc.token(client, {
      grant_type: "authorization_code",
      client_id: client.ClientId,
      code,
      redirect_uri: CALLBACK,
    });
    await browser.get(`/logout?client_id=${client.ClientId}&logout_uri=http://localhost:3000/`);
    const { status } = await oidc.token(client, {
      grant_type: "refresh_token",
      client_id: client.ClientId,
      refresh_token: String(tokens.body["refresh_token"]),
    });
    expect(status).toBe(200);
    const AccessToken = String(tokens.body["access_token"]);
    expect(await oidc.cognito.userPools.send("GetUser", { AccessToken })).toMatchObject({ Username: "alice" });
  });

  test("is for who follows a link: no script of another origin, and no form", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    await browser.signIn(client);
    const out = `${client.issuer}/logout?client_id=${client.ClientId}&logout_uri=http://localhost:3000/`;
    const posted = await browser.post(out, {});
    expect([posted.status, posted.location]).toEqual([405, undefined]);
    expect((await browser.get(`${client.issuer}/oauth2/authorize?${authorization(client)}`)).location).toContain(
      "code=",
    );
    const left = await browser.get(out);
    expect(left.headers.get("access-control-allow-origin")).toBeNull();
    // Whoever has no session is led on all the same.
    expect((await browser.get(out)).location).toBe("http://localhost:3000/");
  });

  test("is over for a pool whose address is asked without a client, or with one that it does not know", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    for (const query of ["logout_uri=http://localhost:3000/", "client_id=nobody&logout_uri=http://localhost:3000/"]) {
      const browser = oidc.newBrowser();
      await browser.signIn(client);
      const page = await browser.get(`${client.issuer}/logout?${query}`);
      if (query.startsWith("client_id")) {
        expect(page.location).toBe(`${client.issuer}/error?error=invalid_request&client_id=nobody`);
      } else {
        expect(page.status).toBe(400);
        expect(page.text).toContain("Required String parameter &#39;client_id&#39; is not present");
      }
      const after = await browser.get(`${client.issuer}/oauth2/authorize?${authorization(client)}`);
      expect(after.location).toContain("/login?");
    }
  });

  test.each([
    [{ logout_uri: "https://evil.example/" }, "redirect_mismatch"],
    [{ logout_uri: CALLBACK }, "redirect_mismatch"],
    [{ logout_uri: "http://localhost:3000" }, "redirect_mismatch"],
    [{ logout_uri: "http://localhost:3000/?next=x" }, "redirect_mismatch"],
    [{ logout_uri: "" }, "redirect_mismatch"],
    [{ logout_uri: "https://evil.example/", redirect_uri: CALLBACK, response_type: "code" }, "redirect_mismatch"],
    [{ redirect_uri: "http://localhost:3000/", response_type: "code" }, "redirect_mismatch"],
    [{ redirect_uri: CALLBACK }, "Required parameters missing"],
    [{ response_type: "code" }, "Required parameters missing"],
    [{ redirect_uri: "https://evil.example/", response_type: "code" }, "redirect_mismatch"],
    [
      { post_logout_redirect_uri: "http://localhost:3000/", id_token_hint: "e30.e30.e30" },
      "Required parameters missing",
    ],
    [{}, "Required parameters missing"],
  ])("leads nowhere else: %j", async (parameters, error) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    await browser.signIn(client);
    const query = new URLSearchParams({ client_id: client.ClientId, ...parameters });
    const { location } = await browser.get(`${client.issuer}/logout?${query.toString()}`);
    const expected = new URLSearchParams({ error, client_id: client.ClientId });
    expect(location).toBe(`${client.issuer}/error?${expected.toString()}`);
    // It is over all the same.
    const at = `${client.issuer}/oauth2/authorize?${authorization(client)}`;
    expect((await browser.get(at)).location).toContain("/login?");
  });
});
