import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, startServer } from "../running/running-server.ts";
import { CHROMIUM, openPage, type PageInBrowser } from "./browser.ts";
import { createPeople, PASSWORD, type People } from "./people.ts";

/** In the page. */
declare const amplify: typeof import("../programs/amplify-page.ts");

let server: RunningServer;
let browser: PageInBrowser;

describe.skipIf(!CHROMIUM)(`Passkeys in Chromium${CHROMIUM ? "" : " (not installed: Debian package chromium)"}`, () => {
  let people: People;
  let authenticatorId: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openPage("amplify")]);
    const { devTools, page } = browser;
    await devTools.send("WebAuthn.enable");
    ({ authenticatorId } = await devTools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    }));
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
    await page.evaluate(() => amplify.signOut());
  });

  describe("of a user who has one", () => {
    let username: string;

    beforeAll(async () => {
      const { page } = browser;
      username = await people.givenUser();
      await page.evaluate((input) => amplify.signIn(input), { username, password: PASSWORD });
      await page.evaluate(() => amplify.associateWebAuthnCredential());
      await page.evaluate(() => amplify.signOut());
    });
    afterEach(async () => {
      await browser.page.evaluate(() => amplify.signOut());
    });

    /** Signs in by choice. */
    function choose(preferredChallenge?: "WEB_AUTHN") {
      return browser.page.evaluate(
        (input) => amplify.signIn({ ...input, options: { authFlowType: "USER_AUTH", ...input.options } }),
        { username, options: preferredChallenge ? { preferredChallenge } : {} },
      );
    }
    function confirm(challengeResponse: string) {
      return browser.page.evaluate((input) => amplify.confirmSignIn(input), { challengeResponse });
    }

    test("sign in with AWS Amplify where that is preferred, again and again", async () => {
      for (let time = 0; time < 2; time += 1) {
        expect(await choose("WEB_AUTHN")).toMatchObject({ isSignedIn: true, nextStep: { signInStep: "DONE" } });
        const { sub } = await browser.page.evaluate(() => amplify.fetchUserAttributes());
        expect(sub).toMatch(/^[0-9a-f-]{36}$/);
        await browser.page.evaluate(() => amplify.signOut());
      }
    });

    test("sign in with AWS Amplify when they are chosen", async () => {
      expect(await choose()).toMatchObject({
        nextStep: { availableChallenges: ["PASSWORD_SRP", "PASSWORD", "WEB_AUTHN"] },
      });
      expect(await confirm("WEB_AUTHN")).toMatchObject({ isSignedIn: true });
    });

    test("leave the password to those whose authenticator does not know them", async () => {
      await browser.devTools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
      try {
        await expect(choose("WEB_AUTHN")).rejects.toThrow(/passkey/i);
        // Another choice, in the session of the passkey that did not come.
        expect(await choose()).toMatchObject({ isSignedIn: false });
        await expect(confirm("WEB_AUTHN")).rejects.toThrow(/passkey/i);
        await confirm("PASSWORD");
        expect(await confirm(PASSWORD)).toMatchObject({ isSignedIn: true });
      } finally {
        await browser.devTools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
      }
    });
  });
});
