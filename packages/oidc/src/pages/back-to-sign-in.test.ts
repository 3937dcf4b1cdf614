import { expect, test } from "vitest";
import type { Visit } from "../testing/browser.ts";
import { startOidc } from "../testing/start-oidc.ts";
import { authorization } from "../testing/test-client.ts";

test("whoever cannot go on has a way back to the sign-in page, with the same request", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient(
    { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] },
    {
      AutoVerifiedAttributes: ["email"],
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
    },
  );
  const withMfa = await oidc.givenClient();
  await oidc.cognito.userPools.send("SetUserPoolMfaConfig", {
    UserPoolId: withMfa.UserPoolId,
    MfaConfiguration: "ON",
    SoftwareTokenMfaConfiguration: { Enabled: true },
  });
  await oidc.givenUser(client.UserPoolId, "alice", { email: "alice@example.com", email_verified: "true" });
  await oidc.givenUser(withMfa.UserPoolId);
  const browser = oidc.newBrowser();
  const query = authorization(client);
  const open = (path: string): Promise<Visit> => browser.get(`${client.issuer}${path}?${query}`);
  const person = { username: "carol", password: "Correct-Horse-9!", "requiredAttributes[email]": "carol@example.com" };
  const choice = await browser.submit(await open("/login"), { username: "alice" });
  for (const [page, { UserPoolId, ClientId }] of [
    [choice, client],
    [await browser.submit(choice, { answer: "EMAIL_OTP" }), client],
    [await open("/forgotPassword"), client],
    [await browser.submitAndFollow(await open("/forgotPassword"), { username: "alice" }), client],
    [await browser.submitAndFollow(await open("/signup"), person), client],
    [await browser.signIn(withMfa), withMfa],
  ] as const) {
    const [, heading] = /<h1[^>]*>([^<]*)</.exec(page.text) ?? [];
    const [, back] = /<nav><a [^>]*href="([^"]+)">Back to sign in<\/a><\/nav>/.exec(page.text) ?? [];
    const address = `/${UserPoolId}/login?${authorization({ ClientId }).replaceAll("&", "&amp;")}`;
    expect([heading, back]).toEqual([heading, address]);
  }
});
