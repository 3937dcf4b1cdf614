import { expect, test } from "vitest";
import { startOidc } from "../testing/start-oidc.ts";
import { authorization, PASSWORD } from "../testing/test-client.ts";

const POLICY = { MinimumLength: 10, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true };

/** What is said of each demand, and how its line is marked. */
function checksIn(page: string): readonly (readonly [string, string])[] {
  const line =
    /<li class="checkPassword-\w+(?: passwordCheck-(\w+)-customizable)?">.*?<span class="check\w+-\w+">([^<]*)</g;
  return Array.from(page.matchAll(line), ([, state = "", text = ""]) => [text, state]);
}

test("who signs up sees what the pool demands of a password, and what of it the one that was refused meets", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient({}, { Policies: { PasswordPolicy: POLICY } });
  const browser = oidc.newBrowser();
  const page = await browser.get(`${client.issuer}/signup?${authorization(client)}`);
  expect(checksIn(page.text)).toEqual([
    ["Password must contain a lower case letter", ""],
    ["Password must contain an upper case letter", ""],
    ["Password must contain a number", ""],
    ["Password must contain at least 10 characters", ""],
  ]);
  expect(page.text).toContain('aria-describedby="passwordChecks"');
  const refused = await browser.submit(page, { username: "carol", password: "lowercase only" });
  expect(checksIn(refused.text).map(([, state]) => state)).toEqual(["valid", "notValid", "notValid", "valid"]);
  expect(refused.text).not.toContain("lowercase only");
});

test("whoever sets a new password sees the same: after having forgotten it, and at the first sign-in", async () => {
  const oidc = await startOidc();
  const pool = { Policies: { PasswordPolicy: POLICY }, AutoVerifiedAttributes: ["email" as const] };
  const client = await oidc.givenClient({}, pool);
  await oidc.givenUser(client.UserPoolId, "alice", { email: "a@example.com", email_verified: "true" });
  const browser = oidc.newBrowser();
  const forgot = await browser.get(`${client.issuer}/forgotPassword?${authorization(client, { lang: "de" })}`);
  const { location = "" } = await browser.submit(forgot, { username: "alice" });
  const reset = await browser.get(location);
  expect(checksIn(reset.text)[3]).toEqual(["Das Passwort muss mindestens 10 Zeichen lang sein", ""]);
  const short = await browser.submit(reset, { code: "123456", password: "aA1", confirmPassword: "aA1" });
  expect(checksIn(short.text).map(([, state]) => state)).toEqual(["valid", "valid", "valid", "notValid"]);

  const { UserPoolId } = client;
  await oidc.cognito.userPools.send("AdminCreateUser", {
    UserPoolId,
    Username: "bob",
    TemporaryPassword: PASSWORD,
    MessageAction: "SUPPRESS",
  });
  const invited = await oidc.newBrowser().signIn(client, {}, { username: "bob" });
  expect(checksIn(invited.text)).toHaveLength(4);
});
