import { expect, test } from "vitest";
import { startOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK } from "../testing/test-client.ts";

test("whoever has signed in with this browser goes on by one click, or signs in as somebody else", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  await oidc.givenUser(client.UserPoolId, "<b>alice");
  await oidc.givenUser(client.UserPoolId, "bob");
  const browser = oidc.newBrowser();
  await browser.signIn(client, {}, { username: "<b>alice" });
  const at = `${client.issuer}/login?${authorization(client, { state: "x" })}`;
  const page = await browser.get(at);
  expect(page.text).toContain(">Sign in as &lt;b&gt;alice?</h1>");
  expect(page.text).not.toContain('name="password"');
  const back = await browser.submit(page, {});
  expect(back.location).toMatch(new RegExp(`^${CALLBACK}\\?code=[\\da-f-]{36}&state=x$`));
  expect((await browser.post(`${client.issuer}/login/continue?${authorization(client)}`, {})).status).toBe(403);

  const [, other = ""] = /href="([^"]*)">Sign in as a different user/.exec(page.text) ?? [];
  const form = await browser.get(other.replaceAll("&amp;", "&"));
  expect(form.text).toContain('name="password"');
  expect((await browser.submit(form, { username: "bob", password: "Correct-Horse-9!" })).location).toContain("state=x");
  expect((await browser.get(at)).text).toContain(">Sign in as bob?</h1>");
});

test("a session that the request cannot use is not offered", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  await oidc.givenUser(client.UserPoolId);
  const browser = oidc.newBrowser();
  await browser.signIn(client);
  const page = async (more = {}) => (await browser.get(`${client.issuer}/login?${authorization(client, more)}`)).text;
  oidc.advance(60);
  expect(await page({ prompt: "login" })).toContain('name="password"');
  expect(await page({ max_age: "30" })).toContain('name="password"');
  expect(await page()).toContain("Sign in as alice?");
  await oidc.cognito.userPools.send("AdminDisableUser", { UserPoolId: client.UserPoolId, Username: "alice" });
  expect(await page()).toContain('name="password"');
});
