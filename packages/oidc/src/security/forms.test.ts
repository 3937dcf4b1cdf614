import { describe, expect, test } from "vitest";
import { PAGE_PATHS } from "../paths.ts";
import { elementsOf } from "../testing/parsed-page.ts";
import { startOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK, PASSWORD } from "../testing/test-client.ts";

/** What the forms of all pages have, filled in as well as can be. */
const FIELDS = {
  username: "alice",
  password: PASSWORD,
  confirmPassword: PASSWORD,
  new_password: PASSWORD,
  confirm_password: PASSWORD,
  code: "123456",
  userCode: "123456",
  authentication_code: "123456",
  challenge: "SMS_MFA",
  session: "x".repeat(100),
  answer: "SMS_MFA",
  credential: "{}",
  email: "alice@example.com",
};

/** Whose forms come from identity providers. It sends the browser to the same address, and does nothing else. */
const OF_PROVIDERS = "/oauth2/idpresponse";

/** Those that take a form of ours, as the routes say. */
async function pathsWithForm(issuer: string): Promise<readonly string[]> {
  const answers = await Promise.all(
    PAGE_PATHS.map(async (path) => ({ path, status: (await fetch(`${issuer}${path}`, { method: "POST" })).status })),
  );
  return answers.filter(({ path, status }) => status !== 405 && path !== OF_PROVIDERS).map(({ path }) => path);
}

describe("A form", () => {
  test("is taken by these pages", async () => {
    const oidc = await startOidc();
    const { issuer } = await oidc.givenClient();
    const paths = await pathsWithForm(issuer);
    expect(paths).toContain("/login");
    expect(PAGE_PATHS.filter((path) => !paths.includes(path))).toEqual([
      "/oauth2/authorize",
      OF_PROVIDERS,
      "/authorize",
      "/logout",
      "/error",
      "/confirmUser",
      "/event/feedback",
    ]);
  });

  test("that no page of ours has sent to this browser is refused by every one, and changes nothing", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const query = authorization(client);
    const [browser, other] = [oidc.newBrowser(), oidc.newBrowser()];
    await browser.signIn(client);
    await other.get(`${client.issuer}/login?${query}`);
    const own = browser.cookies.get("XSRF-TOKEN") ?? "";
    const foreign = other.cookies.get("XSRF-TOKEN") ?? "";
    const forged: readonly Readonly<Record<string, string>>[] = [
      {},
      { _csrf: "" },
      { _csrf: "undefined" },
      { _csrf: crypto.randomUUID() },
      { _csrf: foreign },
      { _csrf: own.toUpperCase() },
      { _csrf: `${own} ` },
      { "XSRF-TOKEN": own },
    ];
    for (const path of await pathsWithForm(client.issuer)) {
      for (const token of forged) {
        const refused = await browser.post(`${client.issuer}${path}?${query}`, { ...FIELDS, ...token });
        expect([path, token, refused.status, refused.location]).toEqual([path, token, 403, undefined]);
        expect(refused.text).toContain("Something went wrong. Please try again.");
        expect(refused.headers.getSetCookie().filter((cookie) => cookie.startsWith("cognito"))).toEqual([]);
      }
      // Tokens in the address, in headers, or in what is no form do not count.
      const cookie = `XSRF-TOKEN=${own}`;
      const json = JSON.stringify({ ...FIELDS, _csrf: own });
      const plain = new URLSearchParams({ ...FIELDS, _csrf: own }).toString();
      for (const [address, init] of [
        [`${path}?${query}&_csrf=${own}`, { body: new URLSearchParams(FIELDS), headers: { cookie } }],
        [`${path}?${query}`, { body: new URLSearchParams(FIELDS), headers: { cookie, "x-xsrf-token": own } }],
        [`${path}?${query}`, { body: json, headers: { cookie, "content-type": "application/json" } }],
        [`${path}?${query}`, { body: plain, headers: { cookie, "content-type": "text/plain" } }],
        [`${path}?${query}`, { body: new URLSearchParams({ ...FIELDS, _csrf: own }) }],
        [
          `${path}?${query}`,
          { body: new URLSearchParams({ ...FIELDS, _csrf: "x" }), headers: { cookie: "XSRF-TOKEN=x" } },
        ],
        [
          `${path}?${query}`,
          { body: new URLSearchParams({ ...FIELDS, _csrf: "" }), headers: { cookie: "XSRF-TOKEN=" } },
        ],
      ] as const) {
        const answer = await fetch(`${client.issuer}${address}`, { method: "POST", redirect: "manual", ...init });
        expect([address, answer.status, answer.headers.get("location")]).toEqual([address, 403, null]);
      }
    }
    const none = authorization(client, { prompt: "none" });
    expect((await browser.get(`${client.issuer}/oauth2/authorize?${none}`)).location).toContain("?code=");
    expect((await other.get(`${client.issuer}/oauth2/authorize?${none}`)).location).toContain("login_required");
    expect(oidc.defects).toEqual([]);
  });

  test("of every page bears the token of its browser, and goes to the pool's own pages", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const query = authorization(client);
    for (const isSignedIn of [false, true]) {
      const browser = oidc.newBrowser();
      if (isSignedIn) await browser.signIn(client);
      let forms = 0;
      for (const path of PAGE_PATHS) {
        const { text } = await browser.get(`${client.issuer}${path}?${query}`);
        const elements = elementsOf(text);
        const tokens = elements.filter(({ attributes }) => attributes.get("name") === "_csrf");
        const own = elements.filter(({ name }) => name === "form");
        forms += own.length;
        expect(tokens).toHaveLength(own.length);
        for (const { attributes } of tokens) expect(attributes.get("value")).toBe(browser.cookies.get("XSRF-TOKEN"));
        for (const { attributes } of own) {
          expect(attributes.get("method")).toBe("post");
          expect(attributes.get("action")).toMatch(new RegExp(`^/${client.UserPoolId}/[a-zA-Z/]+\\?response_type=`));
        }
      }
      expect(forms).toBeGreaterThan(2);
    }
  });

  test("is taken of a script that posts what AWS's page would: the token, the name and the password", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const at = `/login?${authorization(client, { state: "s" })}`;
    const page = await fetch(`${oidc.url}${at}`);
    const [cookie = ""] = (page.headers.getSetCookie()[0] ?? "").split(";", 1);
    const body = new URLSearchParams({
      _csrf: cookie.slice("XSRF-TOKEN=".length),
      username: "alice",
      password: PASSWORD,
    });
    const back = await fetch(`${oidc.url}${at}`, { method: "POST", redirect: "manual", headers: { cookie }, body });
    expect(back.status).toBe(302);
    expect(back.headers.get("location")).toMatch(new RegExp(`^${CALLBACK}\\?code=[\\da-f-]{36}&state=s$`));
  });
});
