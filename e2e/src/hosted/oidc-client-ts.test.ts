import type { UserManagerSettings } from "oidc-client-ts";
import { expect, onTestFinished, test } from "vitest";
import { startServer } from "../running/running-server.ts";
import { CHROMIUM, openPage } from "../sign-in/browser.ts";
import { WITHOUT_CHROMIUM } from "./chromium.ts";
import { givenApplication, PASSWORD } from "./given-application.ts";

/** In the page. */
declare const oidc: typeof import("../programs/oidc-page.ts");

test.skipIf(!CHROMIUM)(
  `oidc-client-ts signs a user in by discovery, reads userInfo, refreshes, asks silently and signs out${WITHOUT_CHROMIUM}`,
  async () => {
    const [server, browser] = await Promise.all([startServer(), openPage("oidc")]);
    onTestFinished(() => Promise.all([browser.close(), server.stop()]).then(() => {}));
    const { page } = browser;
    const { origin } = new URL(page.url());
    const url = `http://localhost:${new URL(server.url).port}`;
    const { issuer, clientId } = await givenApplication(url, {
      CallbackURLs: [`${origin}/callback`, `${origin}/silent`],
      LogoutURLs: [`${origin}/goodbye`],
    });
    const settings: UserManagerSettings = {
      authority: issuer,
      client_id: clientId,
      redirect_uri: `${origin}/callback`,
      silent_redirect_uri: `${origin}/silent`,
      scope: "openid email",
      loadUserInfo: true,
    };
    const refused: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") refused.push(message.text());
    });

    // It does not return: the page goes away.
    await page.evaluate((all) => {
      void new oidc.UserManager(all).signinRedirect({ state: { page: "/orders" } });
    }, settings);
    await page.waitForURL(`${issuer}/login?*`);
    await page.getByLabel("Username").fill("ann");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${origin}/callback?*`);
    const user = await page.evaluate(async (all) => {
      const { state, profile, access_token } = await new oidc.UserManager(all).signinRedirectCallback();
      return { state, profile, access_token };
    }, settings);
    expect(user).toMatchObject({
      state: { page: "/orders" },
      profile: { iss: issuer, email: "ann@example.com", username: "ann" },
    });

    const refreshed = await page.evaluate(async (all) => {
      return (await new oidc.UserManager(all).signinSilent())?.access_token;
    }, settings);
    expect(refreshed).toEqual(expect.any(String));
    expect(refreshed).not.toBe(user.access_token);

    // Without a refresh token it asks in a frame, with `prompt=none`.
    const silent = await page.evaluate(async (all) => {
      const manager = new oidc.UserManager(all);
      await manager.removeUser();
      return (await manager.signinSilent())?.profile;
    }, settings);
    expect(silent).toMatchObject({ sub: user.profile.sub });

    // Cognito does not know `post_logout_redirect_uri`.
    await page.evaluate(
      ([all, logout_uri]) => {
        const extraQueryParams = { client_id: all.client_id, logout_uri };
        void new oidc.UserManager(all).signoutRedirect({ extraQueryParams });
      },
      [settings, `${origin}/goodbye`] as const,
    );
    await page.waitForURL(`${origin}/goodbye`);
    const after = page.evaluate((all) => new oidc.UserManager(all).signinSilent(), settings);
    await expect(after).rejects.toThrow("login_required");
    expect(refused).toEqual([]);
  },
);
