import { expect, test } from "vitest";
import { startOidc, type TestOidc } from "../testing/start-oidc.ts";
import { authorization, type TestClient } from "../testing/test-client.ts";

const LINE = /Local development: the last code sent to ([^ ]+) is <code id="developmentCode">(\d+)<\/code>/;

async function givenPeople(showCodes: boolean): Promise<{ readonly oidc: TestOidc; readonly client: TestClient }> {
  const oidc = await startOidc({ showCodes });
  const client = await oidc.givenClient({}, { AutoVerifiedAttributes: ["email"], AliasAttributes: ["email"] });
  for (const name of ["alice", "bob"]) {
    const address = { email: `${name}@example.com`, email_verified: "true" };
    await oidc.givenUser(client.UserPoolId, name, address);
  }
  return { oidc, client };
}

async function ask({ oidc, client }: { oidc: TestOidc; client: TestClient }, username: string): Promise<string> {
  const browser = oidc.newBrowser();
  const page = await browser.get(`${client.issuer}/forgotPassword?${authorization(client)}`);
  return (await browser.submit(page, { username })).text;
}

test("a page that asks for a code shows the last one that was sent to its user, by whatever name they have typed", async () => {
  const people = await givenPeople(true);
  for (const name of ["alice", "alice@example.com"]) {
    const [, shown, code] = LINE.exec(await ask(people, name)) ?? [];
    const last = (await people.oidc.cognito.listMessages()).at(-1);
    expect([shown, code]).toEqual([name, last?.code]);
  }
});

test("no code is shown to the name of somebody else, of nobody, or where that is switched off", async () => {
  const people = await givenPeople(true);
  await ask(people, "alice");
  expect(await ask(people, "nobody")).not.toMatch(LINE);
  const { oidc, client } = people;
  const browser = oidc.newBrowser();
  const page = await browser.get(`${client.issuer}/login?${authorization(client)}`);
  const csrf = /name="_csrf" value="([^"]*)"/.exec(page.text)?.[1] ?? "";
  const at = `${client.issuer}/confirm?${authorization(client)}`;
  const foreign = await browser.post(at, { _csrf: csrf, username: "bob", code: "000000" });
  expect(foreign.text).toContain("Confirm account");
  expect(foreign.text).not.toMatch(LINE);

  const silent = await givenPeople(false);
  expect(await ask(silent, "alice")).not.toMatch(LINE);
});
