import { describe, expect, test } from "vitest";
import { CHROMIUM } from "../sign-in/browser.ts";
import type { PoolSettings } from "../sign-in/people.ts";
import { setUpJourneys } from "./browser-journeys.ts";
import { WITHOUT_CHROMIUM } from "./chromium.ts";
import { addVirtualAuthenticator, type VirtualAuthenticator } from "./virtual-authenticator.ts";

const PASSKEYS: PoolSettings = {
  pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } } },
  mfa: {
    MfaConfiguration: "OFF",
    WebAuthnConfiguration: { RelyingPartyId: "localhost", UserVerification: "required" },
  },
};

describe.skipIf(!CHROMIUM)(`A passkey in Chromium${WITHOUT_CHROMIUM}`, () => {
  const journeys = setUpJourneys();

  test("is added on the pages, and signs in", async () => {
    let authenticator: VirtualAuthenticator | undefined;
    await journeys.takeInTwoPools(
      PASSKEYS,
      async ({ authorize, arrive, callback, givenUser, issuer, look, page, press, refusal, signIn, ...pool }) => {
        const username = await givenUser();
        const query = new URLSearchParams({ client_id: pool.ClientId, redirect_uri: callback, response_type: "code" });
        const add = `${issuer}/passkeys/add?${query.toString()}`;
        // Without a session, the page leads to sign in.
        await page.goto(add);
        expect(page.url()).toBe(`${issuer}/login?${query.toString()}`);
        await signIn(username);
        await arrive();
        await page.goto(add);
        await page.getByText(`You are signed in as ${username}.`).waitFor();
        await look("add-passkey");
        await authenticator?.verifyUser(false);
        await press("Add a passkey");
        await refusal("The passkey could not be used.");
        await look("add-passkey-refused");
        await authenticator?.verifyUser(true);
        await press("Add a passkey");
        await page.waitForURL(callback);

        await authorize({ prompt: "login" });
        await page.getByLabel("Username").fill(username);
        await press("Next");
        await page.getByLabel("Passkey").check();
        await press("Next");
        await press("Sign in with your passkey");
        return username;
      },
      async (page) => {
        authenticator = await addVirtualAuthenticator(page);
      },
    );
  });

  test("has pages that say what to do without scripts", async () => {
    const { authorize, givenUser, page, signIn, ...pool } = await journeys.begin(PASSKEYS, "withoutScripts");
    const username = await givenUser();
    await authorize();
    await signIn(username);
    await pool.arrive();
    const query = new URLSearchParams({ client_id: pool.ClientId, redirect_uri: pool.callback });
    await page.goto(`${pool.issuer}/passkeys/add?${query.toString()}`);
    const hint = page.locator("noscript p");
    await hint.waitFor({ state: "visible" });
    expect(await hint.textContent()).toBe("Passkeys need JavaScript. Go back to sign in another way.");
  });
});
