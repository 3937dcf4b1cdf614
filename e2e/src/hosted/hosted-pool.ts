import { decodeJwt, type JWTPayload } from "jose";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { createPeople, type People, PASSWORD, type PoolSettings } from "../sign-in/people.ts";

/** A pool, with a client whose users sign in on the pages, and a browser's page on which they do. */
export interface HostedPool extends People {
  /** What stands before the paths of the pool. */
  readonly issuer: string;
  readonly callback: string;
  readonly logoutUri: string;
  readonly page: Page;
  /** Whether this is the pool whose pages are looked at, and not the second one in the same browser. */
  readonly isFirst: boolean;
  /** Asks for a code, as applications do. */
  readonly authorize: (parameters?: Readonly<Record<string, string>>) => Promise<void>;
  /** Fills in the sign-in page and, where that asks for the name alone, the one on which a password is chosen. */
  readonly signIn: (username: string, password?: string) => Promise<void>;
  /** Presses the button of this name. */
  readonly press: (name: string) => Promise<void>;
  /** Waits until the browser is back at the application. @returns the claims of the ID token that its code is good for */
  readonly arrive: () => Promise<JWTPayload>;
}

/** Where a pool is, and what shows its pages. */
export interface Surroundings {
  readonly url: string;
  /** Of the application. */
  readonly origin: string;
  readonly page: Page;
  readonly isFirst: boolean;
}

/** Makes a pool for the pages. */
export async function createHostedPool(
  { url, origin, page, isFirst }: Surroundings,
  { client, ...settings }: PoolSettings = {},
): Promise<HostedPool> {
  const [callback, logoutUri] = [`${origin}/callback`, `${origin}/`];
  const people = await createPeople(url, {
    ...settings,
    client: {
      CallbackURLs: [callback],
      LogoutURLs: [logoutUri],
      SupportedIdentityProviders: ["COGNITO"],
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid", "email", "profile"],
      AllowedOAuthFlowsUserPoolClient: true,
      ...client,
    },
  });
  const issuer = `${url}/${people.UserPoolId}`;
  const request = { response_type: "code", client_id: people.ClientId, redirect_uri: callback, scope: "openid email" };
  return {
    ...people,
    issuer,
    callback,
    logoutUri,
    page,
    isFirst,
    async authorize(parameters = {}) {
      await page.goto(`${issuer}/oauth2/authorize?${new URLSearchParams({ ...request, ...parameters }).toString()}`);
    },
    async signIn(username, password = PASSWORD) {
      await page.getByLabel("Username").fill(username);
      const next = page.getByRole("button", { name: "Next" });
      if (await next.isVisible()) {
        await next.click();
        await page.getByRole("radio", { name: "Password" }).check();
        await page.getByRole("textbox", { name: "Password" }).fill(password);
        await next.click();
        return;
      }
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
    },
    async press(name) {
      await page.getByRole("button", { name, exact: true }).click();
    },
    async arrive() {
      await page.waitForURL(`${callback}?*`);
      const code = new URL(page.url()).searchParams.get("code") ?? "";
      const body = new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: callback });
      body.set("client_id", people.ClientId);
      const response = await fetch(`${issuer}/oauth2/token`, { method: "POST", body });
      const tokens: unknown = await response.json();
      expect(tokens).toMatchObject({ id_token: expect.any(String), refresh_token: expect.any(String) });
      const claims = decodeJwt((tokens as { id_token: string }).id_token);
      expect(claims).toMatchObject({ iss: issuer, aud: people.ClientId });
      return claims;
    },
  };
}
