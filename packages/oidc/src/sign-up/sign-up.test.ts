import { describe, expect, test } from "vitest";
import { startOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK, PASSWORD } from "../testing/test-client.ts";

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
    const confirm = await browser.submit(page, { ...typed, password: PASSWORD });
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
    expect(resent.text).toContain("b***@e***");
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

describe("A forgotten password", () => {
  test("is set anew with a code", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ GenerateSecret: true });
    await oidc.givenUser(client.UserPoolId, "alice", { email: "alice@example.com", email_verified: "true" });
    const browser = oidc.newBrowser();
    const query = authorization(client);
    const page = await browser.get(`${client.issuer}/forgotPassword?${query}`);
    const reset = await browser.submit(page, { username: "alice" });
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
