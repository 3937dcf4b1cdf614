import type { CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { claimsOf, startOidc, type TestOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK, PASSWORD, type TestClient } from "../testing/test-client.ts";

const NEW_PASSWORD = "Another-Horse-10!";

describe("Signing up", () => {
  test("asks for what the pool requires, then for the code, then the user signs in", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient(
      { GenerateSecret: true },
      { AutoVerifiedAttributes: ["email"], Schema: [{ Name: "given_name", Required: true }] },
    );
    const browser = oidc.newBrowser();
    const query = authorization(client, { state: "s" });
    const login = await browser.get(`${client.issuer}/login?${query}`);
    expect(login.text).toContain(`href="/${client.UserPoolId}/signup?${query.replaceAll("&", "&amp;")}"`);
    const page = await browser.get(`${client.issuer}/signup?${query}`);
    expect(page.text).toContain("Sign up with a new account");
    expect(page.text).toContain('name="requiredAttributes[given_name]"');
    const typed = {
      username: "bob",
      "requiredAttributes[given_name]": "Bob",
      "requiredAttributes[email]": "bob@example.com",
    };
    const weak = await browser.submit(page, { ...typed, password: "x" });
    expect(weak.text).toContain('role="alert">');
    expect(weak.text).toContain('value="bob@example.com"');
    const signedUp = await browser.submit(page, { ...typed, password: PASSWORD });
    expect([signedUp.status, signedUp.location]).toEqual([302, `${client.issuer}/confirm?${query}`]);
    const confirm = await browser.get(signedUp.location ?? "");
    expect(confirm.text).toContain("We have sent a code to <strong>b***@e***</strong>.");
    expect((await browser.submit(confirm, { code: "000000" })).text).toContain(
      "Invalid verification code provided, please try again.",
    );

    // Whoever signs in before that is asked for the code.
    const early = await browser.signIn(client, { state: "s" }, { username: "bob" });
    expect(early.text).toContain('id="verification_code"');
    const resent = await browser.post(`${client.issuer}/resendcode?${query}`, {
      username: "bob",
      _csrf: browser.cookies.get("XSRF-TOKEN") ?? "",
    });
    expect(resent.location).toBe(`${client.issuer}/confirm?${query}`);
    expect((await browser.get(resent.location ?? "")).text).toContain("b***@e***");
    const confirmed = await browser.submit(early, { code: "123456" });
    expect(confirmed.location).toBe(`${client.issuer}/login?${query}`);
    expect((await browser.signIn(client, {}, { username: "bob" })).location).toContain(`${CALLBACK}?code=`);
  });

  test("says what the API says, and is not there where administrators make all users", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const page = await browser.get(`${client.issuer}/signup?${authorization(client)}`);
    expect((await browser.submit(page, { username: "alice", password: PASSWORD })).text).toContain(
      "User already exists",
    );
    const closed = await oidc.givenClient({}, { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
    const refused = await browser.get(`${closed.issuer}/signup?${authorization(closed)}`);
    expect(refused.status).toBe(400);
    expect((await browser.get(`${closed.issuer}/login?${authorization(closed)}`)).text).not.toContain("/signup?");
  });
});

describe("The sign-up page", () => {
  async function givenTerms(oidc: TestOidc, client: TestClient, TermsName: string, Links: Record<string, string>) {
    const { UserPoolId, ClientId } = client;
    const terms = { UserPoolId, ClientId, TermsName, TermsSource: "LINK", Enforcement: "NONE", Links } as const;
    await oidc.cognito.userPools.send("CreateTerms", terms);
  }

  test("links to the client's documents in its own language, once it has both", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const other = await oidc.givenClient({ UserPoolId: client.UserPoolId });
    const page = async (lang: string, { ClientId } = client) =>
      (await oidc.newBrowser().get(`${client.issuer}/signup?${authorization({ ClientId }, { lang })}`)).text;
    const address = (name: string) => `https://example.com/${name}?a=1&b=2`;
    const link = (name: string, text: string) =>
      `<a href="https://example.com/${name}?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">${text}</a>`;
    await givenTerms(oidc, client, "terms-of-use", {
      "cognito:default": address("terms"),
      "cognito:german": address("agb"),
      "cognito:portuguese-brazil": address("termos"),
    });
    expect(await page("en")).not.toContain('id="terms"');
    await givenTerms(oidc, client, "privacy-policy", { "cognito:default": address("privacy") });
    expect(await page("en")).toContain(
      `<p class="hint legalText-customizable" id="terms">By signing up, you agree to the ${link("terms", "terms of use")} and the ${link("privacy", "privacy policy")}.`,
    );
    expect(await page("de")).toContain(
      `stimmen Sie den ${link("agb", "Nutzungsbedingungen")} und der ${link("privacy", "Datenschutzerklärung")} zu.`,
    );
    expect(await page("pt-BR")).toContain(link("termos", "termos de uso"));
    expect(await page("en", other)).not.toContain('id="terms"');
    // Nobody has to tick anything: AWS knows no other enforcement than none.
    const signUp = await oidc.newBrowser().get(`${client.issuer}/signup?${authorization(client)}`);
    expect(signUp.text).not.toContain('type="checkbox"');
  });

  test("has no documents where it is the classic one, and no link that is none to a page", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const { UserPoolId } = client;
    await givenTerms(oidc, client, "terms-of-use", { "cognito:default": "javascript:alert(1)" });
    await givenTerms(oidc, client, "privacy-policy", { "cognito:default": "http://localhost:3000/privacy" });
    const page = async () => (await oidc.newBrowser().get(`${client.issuer}/signup?${authorization(client)}`)).text;
    expect(await page()).toContain("By signing up, you agree to the terms of use and the <a href=");
    await oidc.cognito.userPools.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app", ManagedLoginVersion: 1 });
    expect(await page()).not.toContain('id="terms"');
  });
});

/** A pool that verifies e-mail addresses, and a browser on the way to sign up there. */
async function givenSignUp(
  options: Parameters<typeof startOidc>[0] = {},
  pool: Partial<CreateUserPoolRequest> = {},
  settings: Parameters<TestOidc["givenClient"]>[0] = {},
) {
  const oidc = await startOidc(options);
  const client = await oidc.givenClient(settings, { AutoVerifiedAttributes: ["email"], ...pool });
  const query = authorization(client, { state: "s" });
  const browser = oidc.newBrowser();
  const signUp = async (username = "bob") => {
    const page = await browser.get(`${client.issuer}/signup?${query}`);
    const typed = { username, "requiredAttributes[email]": `${username}@example.com`, password: PASSWORD };
    return browser.submitAndFollow(page, typed);
  };
  return { oidc, client, query, browser, signUp };
}

describe("Whoever confirms the sign-up in the same browser", () => {
  test("is signed in, and goes to the application", async () => {
    const { oidc, client, query, browser, signUp } = await givenSignUp();
    const page = await signUp();
    const own = { _csrf: browser.cookies.get("XSRF-TOKEN") ?? "" };
    const resent = await browser.post(`${client.issuer}/resendcode?${query}`, own);
    expect(resent.location).toBe(`${client.issuer}/confirm?${query}`);
    const done = await browser.submit(page, { code: "123456" });
    expect(done.location).toMatch(/^http:\/\/localhost:3000\/callback\?code=[\da-f-]{36}&state=s$/);
    const { body } = await oidc.token(client, {
      grant_type: "authorization_code",
      client_id: client.ClientId,
      code: new URL(done.location ?? "").searchParams.get("code") ?? "",
      redirect_uri: CALLBACK,
    });
    expect(claimsOf(body["access_token"])).toMatchObject({ username: "bob" });
    const again = await browser.get(`${client.issuer}/oauth2/authorize?${authorization(client, { prompt: "none" })}`);
    expect(again.location).toContain("?code=");
    expect(browser.cookies.has(`page-data-${client.UserPoolId}`)).toBe(false);
  });

  test("sets up a second factor first, where the pool demands one", async () => {
    const { oidc, client, browser, signUp } = await givenSignUp();
    const page = await signUp();
    await oidc.cognito.userPools.send("SetUserPoolMfaConfig", {
      UserPoolId: client.UserPoolId,
      MfaConfiguration: "ON",
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
    expect((await browser.submit(page, { code: "123456" })).text).toContain('id="totpSecret"');
  });

  test("signs in with the password where more than five minutes have passed", async () => {
    const { oidc, client, query, browser, signUp } = await givenSignUp();
    const page = await signUp();
    oidc.advance(5 * 60);
    expect((await browser.submit(page, { code: "123456" })).location).toBe(`${client.issuer}/login?${query}`);
  });

  test("cannot sign in by the API with what the browser keeps", async () => {
    const flows = { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] } as const;
    const { oidc, client, browser, signUp } = await givenSignUp({}, {}, flows);
    await signUp();
    const [text = ""] = (browser.cookies.get(`page-data-${client.UserPoolId}`) ?? "").split(".");
    const { session } = JSON.parse(Buffer.from(text, "base64url").toString());
    const { ClientId } = client;
    await oidc.cognito.userPools.send("ConfirmSignUp", { ClientId, Username: "bob", ConfirmationCode: "123456" });
    const AuthParameters = { USERNAME: "bob" };
    await expect(
      oidc.cognito.userPools.send("InitiateAuth", {
        AuthFlow: "USER_AUTH",
        ClientId,
        Session: session,
        AuthParameters,
      }),
    ).rejects.toMatchObject({ name: "NotAuthorizedException", message: "Invalid session for the user." });
  });

  test("is told what a trigger has against the sign-in", async () => {
    const triggers = {
      PreAuthentication: (): never => {
        throw new Error("not today");
      },
    };
    const arn = "arn:aws:lambda:us-east-1:000000000000:function:PreAuthentication";
    const { browser, signUp } = await givenSignUp({ triggers }, { LambdaConfig: { PreAuthentication: arn } });
    const refused = await browser.submit(await signUp(), { code: "123456" });
    expect(refused.text).toContain("PreAuthentication failed with error not today.");
  });
});

describe("Whoever confirms a sign-up", () => {
  test("in another browser signs in next, and cannot use what the first one knows a second time", async () => {
    const { oidc, client, query, browser, signUp } = await givenSignUp();
    const page = await signUp();
    const kept = browser.cookies.get(`page-data-${client.UserPoolId}`) ?? "";
    const other = oidc.newBrowser();
    const login = await other.get(`${client.issuer}/login?${query}`);
    const csrf = /name="_csrf" value="([^"]*)"/.exec(login.text)?.[1] ?? "";
    const at = `${client.issuer}/confirm?${query}`;
    const confirmed = await other.post(at, { _csrf: csrf, username: "bob", code: "123456" });
    expect(confirmed.location).toBe(`${client.issuer}/login?${query}`);
    expect((await browser.submit(page, { code: "123456" })).text).toContain("User cannot be confirmed");
    // What is kept is signed: nobody changes it to be somebody else.
    const [text = "", signature = ""] = kept.split(".");
    const data = JSON.parse(Buffer.from(text, "base64url").toString());
    const forged = Buffer.from(JSON.stringify({ ...data, username: "alice" })).toString("base64url");
    const headers = { cookie: `page-data-${client.UserPoolId}=${forged}.${signature}` };
    const answer = await fetch(at, { redirect: "manual", headers });
    expect(answer.headers.get("location")).toContain("/login?");
  });

  test("has no page to do so without having begun", async () => {
    const { client, query, browser } = await givenSignUp();
    for (const [path, leadsTo] of [
      ["/confirm", "/login"],
      ["/resendcode", "/login"],
      ["/confirmForgotPassword", "/forgotPassword"],
    ]) {
      expect((await browser.get(`${client.issuer}${path}?${query}`)).location).toBe(
        `${client.issuer}${leadsTo}?${query}`,
      );
    }
  });
});

describe("A forgotten password", () => {
  test("is set anew with a code", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ GenerateSecret: true });
    await oidc.givenUser(client.UserPoolId, "alice", { email: "alice@example.com", email_verified: "true" });
    const browser = oidc.newBrowser();
    const query = authorization(client);
    const page = await browser.get(`${client.issuer}/forgotPassword?${query}`);
    const asked = await browser.submit(page, { username: "alice" });
    expect([asked.status, asked.location]).toEqual([302, `${client.issuer}/confirmForgotPassword?${query}`]);
    const reset = await browser.get(asked.location ?? "");
    expect(reset.text).toContain("<strong>a***@e***</strong>");
    const answer = { code: "123456", password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD };
    expect((await browser.submit(reset, { ...answer, confirmPassword: "x" })).text).toContain(
      "Passwords do not match.",
    );
    expect((await browser.submit(reset, { ...answer, code: "000000" })).text).toContain("Invalid verification code");
    expect((await browser.submit(reset, answer)).location).toBe(`${client.issuer}/login?${query}`);
    expect((await browser.signIn(client, {}, { password: NEW_PASSWORD })).location).toContain("?code=");
  });

  test("is asked for where an administrator has reset it", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const { UserPoolId } = client;
    await oidc.givenUser(UserPoolId, "alice", { email: "alice@example.com", email_verified: "true" });
    await oidc.cognito.userPools.send("AdminResetUserPassword", { UserPoolId, Username: "alice" });
    const browser = oidc.newBrowser();
    const page = await browser.signIn(client);
    expect(page.text).toContain("We have sent you a code.");
    const answer = { code: "123456", password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD };
    expect((await browser.submit(page, answer)).location).toContain("/login?");
  });
});
