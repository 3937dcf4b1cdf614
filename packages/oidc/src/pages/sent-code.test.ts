import { expect, test } from "vitest";
import type { Browser, Visit } from "../testing/browser.ts";
import { startOidc, type TestOidc } from "../testing/start-oidc.ts";
import { authorization, PASSWORD, type TestClient } from "../testing/test-client.ts";

const LINE = /Local development: your code is <code id="developmentCode">(\d+)<\/code>/;

interface People {
  readonly oidc: TestOidc;
  readonly client: TestClient;
}

/** A pool with alice and bob, who each got another code before. */
async function givenPeople(showCodes = true): Promise<People> {
  const oidc = await startOidc({ showCodes, codes: "random" });
  const client = await oidc.givenClient(
    { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] },
    {
      AutoVerifiedAttributes: ["email"],
      AliasAttributes: ["email"],
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
    },
  );
  for (const name of ["alice", "bob"]) {
    const address = { email: `${name}@example.com`, email_verified: "true" };
    await oidc.givenUser(client.UserPoolId, name, address);
    await forget({ oidc, client }, name);
  }
  return { oidc, client };
}

async function forget({ oidc, client }: People, username: string, browser = oidc.newBrowser()): Promise<Visit> {
  const page = await browser.get(`${client.issuer}/forgotPassword?${authorization(client)}`);
  return browser.submitAndFollow(page, { username });
}

async function signUp({ client }: People, username: string, browser: Browser): Promise<Visit> {
  const page = await browser.get(`${client.issuer}/signup?${authorization(client)}`);
  const email = { "requiredAttributes[email]": `${username}@example.com` };
  return browser.submitAndFollow(page, { username, ...email, password: PASSWORD });
}

async function lastCode({ oidc }: People): Promise<string | undefined> {
  return (await oidc.cognito.listMessages()).at(-1)?.code;
}

test("a page that asks for a code shows the one that was sent for it, by whatever name its user was typed", async () => {
  const people = await givenPeople();
  for (const name of ["alice", "alice@example.com"]) {
    const [, code] = LINE.exec((await forget(people, name)).text) ?? [];
    expect(code).toBe(await lastCode(people));
  }
  const browser = people.oidc.newBrowser();
  const confirm = await signUp(people, "carol", browser);
  expect(LINE.exec(confirm.text)?.[1]).toBe(await lastCode(people));
  // Also where the answer was wrong.
  const wrong = await browser.submit(confirm, { code: "000000" });
  expect(LINE.exec(wrong.text)?.[1]).toBe(await lastCode(people));
});

test("the page of a challenge shows the code of this challenge, whatever else was sent to its user since", async () => {
  const people = await givenPeople();
  const { oidc, client } = people;
  const browser = oidc.newBrowser();
  const choice = await browser.signIn(client, {}, { password: "" });
  const page = await browser.submit(choice, { answer: "EMAIL_OTP" });
  const sent = await lastCode(people);
  expect(LINE.exec(page.text)?.[1]).toBe(sent);
  await forget(people, "alice");
  const wrong = await browser.submit(page, { authentication_code: "00000000" });
  expect(LINE.exec(wrong.text)?.[1]).toBe(sent);
  expect((await browser.submit(wrong, { authentication_code: sent ?? "" })).location).toContain("?code=");
  expect(oidc.defects).toEqual([]);
});

test("no code is shown to a browser that did not have it sent, to the name of nobody, or where that is switched off", async () => {
  const people = await givenPeople();
  const { oidc, client } = people;
  expect((await forget(people, "nobody")).text).not.toMatch(LINE);
  await signUp(people, "carol", oidc.newBrowser());
  const browser = oidc.newBrowser();
  const own = await signUp(people, "dave", browser);
  const csrf = /name="_csrf" value="([^"]*)"/.exec(own.text)?.[1] ?? "";
  for (const [path, username] of [
    ["/confirm", "carol"],
    ["/confirmForgotPassword", "alice"],
  ]) {
    const at = `${client.issuer}${path}?${authorization(client)}`;
    const foreign = await browser.post(at, { _csrf: csrf, username: username ?? "", code: "000000" });
    expect(foreign.text).toContain('role="alert"');
    expect(foreign.text).not.toMatch(LINE);
  }
  expect((await browser.submit(own, { code: "000000" })).text).toMatch(LINE);

  const silent = await givenPeople(false);
  expect((await forget(silent, "alice")).text).not.toMatch(LINE);
});

test("the page of another client of the pool does not go on with what was begun for the first", async () => {
  const people = await givenPeople();
  const { oidc, client } = people;
  const second = await oidc.givenClient({ UserPoolId: client.UserPoolId });
  const browser = oidc.newBrowser();
  await forget(people, "alice", browser);
  const elsewhere = await browser.get(`${client.issuer}/confirmForgotPassword?${authorization(second)}`);
  expect(elsewhere.location).toContain("/forgotPassword?");
});
