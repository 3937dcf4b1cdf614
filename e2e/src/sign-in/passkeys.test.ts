import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, startServer } from "../running/running-server.ts";
import { CHROMIUM, openPage, type PageInBrowser } from "./browser.ts";
import { createPeople, PASSWORD, type People } from "./people.ts";

/** In the page. */
declare const amplify: typeof import("../programs/amplify-page.ts");

let server: RunningServer;
let browser: PageInBrowser;

describe.skipIf(!CHROMIUM)(`Passkeys in Chromium${CHROMIUM ? "" : " (not installed: Debian package chromium)"}`, () => {
  let people: People;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openPage()]);
    const { devTools, page } = browser;
    await devTools.send("WebAuthn.enable");
    await devTools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    people = await createPeople(server.url, {
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } } },
      mfa: { WebAuthnConfiguration: { RelyingPartyId: "localhost", UserVerification: "required" } },
    });
    await page.evaluate((Cognito) => amplify.Amplify.configure({ Auth: { Cognito } }), {
      userPoolId: people.UserPoolId,
      userPoolClientId: people.ClientId,
      userPoolEndpoint: server.url,
    });
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  test("are registered, listed and deleted by AWS Amplify", async () => {
    const { page } = browser;
    const username = await people.givenUser({ email: "ann@example.com" });
    const signedIn = await page.evaluate((input) => amplify.signIn(input), { username, password: PASSWORD });
    expect(signedIn.isSignedIn).toBe(true);
    await page.evaluate(() => amplify.associateWebAuthnCredential());
    const { credentials } = await page.evaluate(() => amplify.listWebAuthnCredentials());
    expect(credentials).toMatchObject([{ relyingPartyId: "localhost", authenticatorTransports: ["internal"] }]);

    // An authenticator that has one says so to a page that excludes it.
    await expect(page.evaluate(() => amplify.associateWebAuthnCredential())).rejects.toThrow(/already/i);
    const credentialId = credentials[0]?.credentialId ?? "";
    await page.evaluate((input) => amplify.deleteWebAuthnCredential(input), { credentialId });
    expect((await page.evaluate(() => amplify.listWebAuthnCredentials())).credentials).toEqual([]);
  });
});
