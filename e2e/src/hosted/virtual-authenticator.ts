import type { Page } from "playwright-core";

/** What makes and uses passkeys in a browser, in the place of a fingerprint reader. */
export interface VirtualAuthenticator {
  /** Whether it recognizes its user from now on. */
  readonly verifyUser: (isUserVerified: boolean) => Promise<void>;
}

/** Gives a page an authenticator that recognizes its user. @see Chrome DevTools Protocol, WebAuthn */
export async function addVirtualAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("WebAuthn.enable");
  const { authenticatorId } = await devTools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    async verifyUser(isUserVerified) {
      await devTools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    },
  };
}
