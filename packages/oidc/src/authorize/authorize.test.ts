import { describe, expect, test } from "vitest";
import { startOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK } from "../testing/test-client.ts";

describe("The authorize endpoint", () => {
  test.each([
    ["http://localhost:3000/callback/", "another path"],
    ["http://localhost:3000/callback?x=1", "a query"],
    ["http://localhost:3001/callback", "another port"],
    ["http://localhost:3000", "no path"],
    ["HTTP://LOCALHOST:3000/callback", "another spelling"],
    ["https://evil.example/", "another host"],
    ["javascript:alert(1)", "no address"],
  ])("leads nobody to %s, with %s", async (redirect_uri) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const query = authorization(client, { redirect_uri });
    for (const path of ["/oauth2/authorize", "/login"]) {
      const { status, location } = await oidc.newBrowser().get(`${client.issuer}${path}?${query}`);
      expect(status).toBe(302);
      expect(location).toBe(`${client.issuer}/error?error=redirect_mismatch&client_id=${client.ClientId}`);
    }
  });

  test("has a page of its own for errors, which says what it was told and no more", async () => {
    const oidc = await startOidc();
    const { issuer } = await oidc.givenClient();
    const page = await oidc.newBrowser().get(`${issuer}/error?error=${encodeURIComponent("<script>x</script>&\"'")}`);
    expect(page.status).toBe(400);
    expect(page.text).toContain("An error was encountered with the requested page.");
    expect(page.text).toContain("&lt;script&gt;x&lt;/script&gt;&amp;&quot;&#39;");
    expect(page.text).not.toContain("<script");
    expect(page.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; img-src data:; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(page.headers.get("x-frame-options")).toBe("DENY");
  });

  test("tells a developer, and nobody else, which addresses a client has, where it was asked for another", async () => {
    const CallbackURLs = ["https://app.example/callback?a=1&b=2", CALLBACK];
    for (const showCodes of [true, false]) {
      const oidc = await startOidc({ showCodes });
      const client = await oidc.givenClient({ CallbackURLs });
      const query = authorization(client, { redirect_uri: "http://localhost:3000/" });
      const browser = oidc.newBrowser();
      const { location = "" } = await browser.get(`${client.issuer}/oauth2/authorize?${query}`);
      const line =
        "Local development: this client's CallbackURLs are <code>http://localhost:3000/callback</code>, <code>https://app.example/callback?a=1&amp;b=2</code>; its LogoutURLs are <code>http://localhost:3000/</code>.";
      const { text } = await browser.get(location);
      expect(text).toContain("redirect_mismatch");
      if (showCodes) expect(text).toContain(line);
      else expect(text).not.toContain("Local development");
      // Of other errors it is not the cause, and of another pool's client nothing is said.
      const other = await browser.get(location.replace("redirect_mismatch", "invalid_request"));
      const { issuer } = await oidc.givenClient();
      const elsewhere = await browser.get(location.replace(client.issuer, issuer));
      for (const page of [other, elsewhere]) expect(page.text).not.toContain("Local development");
      const none = await oidc.givenClient({
        CallbackURLs: [],
        LogoutURLs: [],
        AllowedOAuthFlows: [],
        AllowedOAuthFlowsUserPoolClient: false,
      });
      const bare = await browser.get(`/error?error=redirect_mismatch&client_id=${none.ClientId}`);
      expect(bare.text.includes("this client's CallbackURLs are none; its LogoutURLs are none.")).toBe(showCodes);
    }
  });

  test("tells the user of a client that it does not know, or that is another pool's", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const other = await oidc.givenClient();
    const browser = oidc.newBrowser();
    for (const ClientId of ["nobody", other.ClientId]) {
      const { location } = await browser.get(`${client.issuer}/oauth2/authorize?${authorization({ ClientId })}`);
      expect(location).toBe(`${client.issuer}/error?error=invalid_request&client_id=${ClientId}`);
    }
    const bare = await browser.get(`/oauth2/authorize?${authorization({ ClientId: "nobody" })}`);
    expect(bare.location).toBe(`${oidc.url}/error?error=invalid_request&client_id=nobody`);
    const none = await browser.get(`${client.issuer}/oauth2/authorize`);
    expect(none.status).toBe(400);
    expect(none.text).toContain("Required String parameter &#39;client_id&#39; is not present");
    const noUri = await browser.get(
      `${client.issuer}/oauth2/authorize?client_id=${client.ClientId}&response_type=code`,
    );
    expect(noUri.location).toBe(
      `${client.issuer}/error?error=Required+parameters+missing&client_id=${client.ClientId}`,
    );
  });

  test("leads to no address that a path before it names", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    for (const prefix of ["/\\evil.example", "//evil.example", "/%2F%2Fevil.example", "/us-east-1_Nowhere00"]) {
      for (const ClientId of ["nobody", client.ClientId]) {
        const response = await fetch(`${oidc.url}${prefix}/oauth2/authorize?${authorization({ ClientId })}`, {
          redirect: "manual",
        });
        expect(response.headers.get("location")).toBeNull();
      }
    }
  });

  test("refuses a parameter that comes twice", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const at = `${client.issuer}/oauth2/authorize?${authorization(client, { nonce: "1" })}`;
    expect((await oidc.newBrowser().get(`${at}&nonce=2`)).location).toBe(`${CALLBACK}?error=invalid_request`);
    expect((await oidc.newBrowser().get(`${at}&redirect_uri=https%3A%2F%2Fevil.example`)).location).toContain(
      `${client.issuer}/error?error=redirect_mismatch`,
    );
  });

  test("puts parameters behind those of an address, and changes nothing of it", async () => {
    const oidc = await startOidc();
    const CallbackURLs = ["myapp://cb?a=1", "http://localhost:3000", "https://EXAMPLE.com/a%20b"];
    const client = await oidc.givenClient({ CallbackURLs });
    await oidc.givenUser(client.UserPoolId);
    for (const redirect_uri of CallbackURLs) {
      const { location = "" } = await oidc.newBrowser().signIn(client, { redirect_uri });
      const separator = redirect_uri.includes("?") ? "&" : "?";
      expect(location.startsWith(`${redirect_uri}${separator}code=`)).toBe(true);
    }
  });

  test("answers login_required where nobody may be asked, and asks again where that is wanted", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const at = (more: Record<string, string>) =>
      `${client.issuer}/oauth2/authorize?${authorization(client, { state: "s", ...more })}`;
    expect((await browser.get(at({ prompt: "none" }))).location).toBe(`${CALLBACK}?state=s&error=login_required`);

    await browser.signIn(client);
    expect((await browser.get(at({ prompt: "none" }))).location).toContain(`${CALLBACK}?code=`);
    expect((await browser.get(at({ prompt: "select_account consent" }))).location).toContain(`${CALLBACK}?code=`);
    const again = at({ prompt: "login" });
    const asked = await browser.get(again);
    expect(asked.location).toBe(again.replace("/oauth2/authorize", "/login"));
    const page = await browser.get(asked.location ?? "");
    const back = await browser.submit(page, { username: "alice", password: "Correct-Horse-9!" });
    expect(back.location).toContain(`${CALLBACK}?code=`);

    oidc.advance(61);
    expect((await browser.get(at({ max_age: "60" }))).location).toContain("/login?");
    expect((await browser.get(at({ max_age: "60", prompt: "none" }))).location).toContain("error=login_required");
    expect((await browser.get(at({ max_age: "61" }))).location).toContain(`${CALLBACK}?code=`);
    const renewed = await browser.signIn(client, { max_age: "0" });
    expect(renewed.location).toContain(`${CALLBACK}?code=`);
  });

  test("reuses a session for as long as the client is set to", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({}, { UserPoolTier: "ESSENTIALS" });
    await oidc.givenUser(client.UserPoolId);
    const { UserPoolId, ClientId } = client;
    await oidc.cognito.userPools.send("SetUserPoolSessionConfiguration", {
      UserPoolId,
      UserSessionTracking: "ENABLED",
      TokenSession: { MaxPerUser: 20 },
    });
    const reuseFor = (MaxValidityMinutes: number) =>
      oidc.cognito.userPools.send("SetUserPoolClientSessionConfiguration", {
        UserPoolId,
        ClientId,
        SSOSession: { MaxValidityMinutes },
      });
    await reuseFor(10);
    const browser = oidc.newBrowser();
    await browser.signIn(client);
    const at = `${client.issuer}/oauth2/authorize?${authorization(client)}`;
    oidc.advance(599);
    expect((await browser.get(at)).location).toContain("?code=");
    oidc.advance(1);
    expect((await browser.get(at)).location).toContain("/login?");

    await reuseFor(0);
    await browser.signIn(client);
    expect((await browser.get(at)).location).toContain("/login?");

    await reuseFor(120);
    await browser.signIn(client);
    oidc.advance(7199);
    expect((await browser.get(at)).location).toContain("?code=");
    oidc.advance(1);
    expect((await browser.get(at)).location).toContain("/login?");
  });

  test("has no provider but the pool itself", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const at = `${client.issuer}/oauth2/authorize?${authorization(client)}`;
    expect((await oidc.newBrowser().get(`${at}&identity_provider=COGNITO`)).location).toContain("/login?");
    for (const other of ["identity_provider=Google", "idp_identifier=example.com"]) {
      const page = await oidc.newBrowser().get(`${at}&${other}`);
      expect(page.status).toBe(400);
      expect(page.text).toContain("Login option is not available. Please try another one");
    }
  });

  test("is for GET alone, and for no script of another origin", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    for (const path of ["/oauth2/authorize", "/logout", "/login"]) {
      const response = await fetch(`${client.issuer}${path}`, { method: "OPTIONS" });
      expect(response.status).toBe(405);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
    const posted = await fetch(`${client.issuer}/oauth2/authorize?${authorization(client)}`, { method: "POST" });
    expect([posted.status, posted.headers.get("content-length")]).toEqual([405, "0"]);
  });
});
