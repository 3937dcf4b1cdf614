import {
  AdminSetUserMFAPreferenceCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolDomainCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { randomUUID } from "node:crypto";
import type { SignInWithRedirectInput } from "aws-amplify/auth";
import { decodeJwt } from "jose";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { present } from "../running/aws-client.ts";
import { type RunningServer, startServer } from "../running/running-server.ts";
import { CHROMIUM, serveProgram, type Site } from "../sign-in/browser.ts";
import { createPeople, OFFER, PASSWORD, type People, type PoolSettings } from "../sign-in/people.ts";
import { launchChromium, WITHOUT_CHROMIUM } from "./chromium.ts";
import { HAS_CERTUTIL, makeTrustingHome, type TrustingHome, WITHOUT_CERTUTIL } from "./trusting-home.ts";

/** In the page. */
declare const redirect: typeof import("../programs/redirect-page.ts");
declare const sessionStorage: { setItem(key: string, value: string): void };
declare const localStorage: Readonly<Record<string, string>>;

/** A tab that shows an application, whose users sign in on the pages of a pool. */
interface Tab {
  readonly page: Page;
  /** Where the pool's pages are, without the scheme, as Amplify has it. */
  readonly domain: string;
  readonly clientId: string;
  /** Opens the application and presses its button to sign in: to the page of this path, or to this address at once. */
  readonly go: (input?: SignInWithRedirectInput, path?: string) => Promise<void>;
  /** Fills in the sign-in page. */
  readonly signIn: (username: string) => Promise<void>;
  /** Waits until Amplify has come to an end of what it began. @returns all that it has told the application */
  readonly ending: () => Promise<typeof redirect.heard>;
  readonly tokens: (options?: { readonly forceRefresh: boolean }) => Promise<{ idToken: string; accessToken: string }>;
}

describe.skipIf(!CHROMIUM || !HAS_CERTUTIL)(
  `AWS Amplify's signInWithRedirect, over HTTPS that Chromium trusts${WITHOUT_CHROMIUM}${WITHOUT_CERTUTIL}`,
  () => {
    let server: RunningServer;
    let site: Site;
    let home: TrustingHome;
    let browser: Browser;
    let url: string;
    let host: string;

    beforeAll(async () => {
      [server, site] = await Promise.all([
        startServer(["--tls", "--tls-port", "0", "--codes", "random"]),
        serveProgram("redirect"),
      ]);
      host = `localhost:${new URL(present(server.httpsUrl, "address for HTTPS")).port}`;
      url = `https://${host}`;
      home = await makeTrustingHome(server.url);
      browser = await launchChromium(home.folder);
    });
    afterAll(async () => {
      await browser.close();
      site.close();
      await Promise.all([server.stop(), home.remove()]);
    });

    function callbacks() {
      return { CallbackURLs: [`${site.origin}/callback`], LogoutURLs: [`${site.origin}/goodbye`] };
    }

    function givenPeople({ client, ...settings }: PoolSettings = {}): Promise<People> {
      return createPeople(server.url, { ...settings, client: { ...hostedClient(), ...client } });
    }

    function hostedClient() {
      return {
        ...callbacks(),
        SupportedIdentityProviders: ["COGNITO"],
        AllowedOAuthFlows: ["code" as const],
        AllowedOAuthScopes: ["openid", "email", "profile", "aws.cognito.signin.user.admin"],
        AllowedOAuthFlowsUserPoolClient: true,
      };
    }

    async function givenBrowser(): Promise<BrowserContext> {
      const context = await browser.newContext();
      onTestFinished(() => context.close());
      return context;
    }

    interface TabOptions {
      readonly context?: BrowserContext;
      readonly clientId?: string;
      readonly domain?: string;
      readonly scopes?: readonly string[];
      readonly responseType?: "code" | "token";
    }

    /** Opens the application in a tab of a browser. */
    async function open(people: People, options: TabOptions = {}): Promise<Tab> {
      const { clientId = people.ClientId, domain = host, scopes, responseType = "code" } = options;
      const page = await (options.context ?? (await givenBrowser())).newPage();
      const Cognito = {
        userPoolId: people.UserPoolId,
        userPoolClientId: clientId,
        userPoolEndpoint: url,
        loginWith: {
          oauth: {
            domain,
            scopes: scopes ?? ["openid", "email", "profile", "aws.cognito.signin.user.admin"],
            redirectSignIn: callbacks().CallbackURLs,
            redirectSignOut: callbacks().LogoutURLs,
            responseType,
          },
        },
      };
      await page.goto(`${site.origin}/`);
      // Of this tab alone: each can show another application.
      await page.evaluate(
        (settings) => sessionStorage.setItem("configuration", settings),
        JSON.stringify({ Auth: { Cognito } }),
      );
      await page.reload();
      return {
        page,
        domain,
        clientId,
        async go(input = {}, path = "/login") {
          await page.goto(`${site.origin}/`);
          // It does not return: the page goes away.
          await page.evaluate((all) => void redirect.signInWithRedirect(all), input);
          await page.waitForURL(path.startsWith("/") ? `https://${domain}${path}?*` : path);
        },
        async signIn(username) {
          await page.locator("input[name=username]").fill(username);
          await page.locator("input[name=password]").fill(PASSWORD);
          await page.locator("input[name=signInSubmitButton]").click();
        },
        async ending() {
          await page.waitForURL(`${site.origin}/callback*`);
          await page.waitForFunction(() =>
            redirect.heard.some(({ event }) => event === "signedIn" || event === "signInWithRedirect_failure"),
          );
          return page.evaluate(() => redirect.heard);
        },
        tokens: (sessionOptions) =>
          page.evaluate(async (all) => {
            const { tokens } = await redirect.fetchAuthSession(all);
            return { idToken: String(tokens?.idToken), accessToken: String(tokens?.accessToken) };
          }, sessionOptions),
      };
    }

    async function leave({ page }: Tab, global = false): Promise<void> {
      await page.evaluate((isGlobal) => void redirect.signOut({ global: isGlobal }), global);
      await page.waitForURL(`${site.origin}/goodbye`);
    }

    test("signs a user in and out, refreshes, and keeps what the application has to remember", async () => {
      const people = await givenPeople();
      const username = await people.givenUser({ email: "ann@example.com", email_verified: "true", given_name: "Ann" });
      const tab = await open(people);
      const customState = '{"page":"/orders?id=1&note=50%20%3D","sign":"a=b+c"}';
      await tab.go({ customState });
      await tab.signIn(username);
      expect(await tab.ending()).toEqual([
        { event: "customOAuthState", told: customState },
        { event: "signInWithRedirect" },
        { event: "signedIn", told: expect.objectContaining({ username }) },
      ]);
      // Amplify has taken the code out of the address.
      expect(tab.page.url()).toBe(`${site.origin}/callback`);

      const tokens = await tab.tokens();
      const issuer = `${url}/${people.UserPoolId}`;
      const claims = decodeJwt(tokens.idToken);
      expect(claims).toMatchObject({ iss: issuer, aud: people.ClientId, email: "ann@example.com" });
      expect(decodeJwt(tokens.accessToken)).toMatchObject({ iss: issuer, username, version: 2 });
      expect(await tab.page.evaluate(() => redirect.getCurrentUser())).toMatchObject({ username, userId: claims.sub });
      expect(await tab.page.evaluate(() => redirect.fetchUserAttributes())).toMatchObject({ given_name: "Ann" });

      await tab.page.reload();
      const renewed = await tab.tokens({ forceRefresh: true });
      expect(renewed.accessToken).not.toBe(tokens.accessToken);
      expect(decodeJwt(renewed.idToken)).toMatchObject({ sub: claims.sub, origin_jti: claims["origin_jti"] });

      await leave(tab);
      await expect(tab.page.evaluate(() => redirect.getCurrentUser())).rejects.toThrow("UserUnAuthenticatedException");
      // The session in the browser is over, too: the page asks again.
      await tab.go();
      await tab.signIn(username);
      await tab.ending();
    });

    test("signs a user out everywhere, who stays signed in on the pages of other browsers", async () => {
      const people = await givenPeople();
      const username = await people.givenUser();
      const [desk, phone] = [await open(people), await open(people)];
      for (const tab of [desk, phone]) {
        await tab.go();
        await tab.signIn(username);
        await tab.ending();
      }
      await leave(desk, true);
      await expect(phone.page.evaluate(() => redirect.fetchUserAttributes())).rejects.toThrow(
        "Access Token has been revoked",
      );
      // "Sign-out doesn't … end the managed login session": Amplify forgets the tokens, and the page asks nobody.
      await phone.page.evaluate(() => redirect.fetchAuthSession({ forceRefresh: true })).catch(() => {});
      await phone.go({ options: { prompt: "NONE" } }, `${site.origin}/callback*`);
      await phone.ending();
      expect(await phone.page.evaluate(() => redirect.getCurrentUser())).toMatchObject({ username });
      await desk.go();
    });

    test("signs a user in with a second factor", async () => {
      const people = await givenPeople({ mfa: { MfaConfiguration: "OPTIONAL", ...OFFER.sms } });
      const Username = await people.givenUser({ phone_number: "+15551230100", phone_number_verified: "true" });
      const SMSMfaSettings = { Enabled: true, PreferredMfa: true };
      const { UserPoolId } = people;
      await people.aws.send(new AdminSetUserMFAPreferenceCommand({ UserPoolId, Username, SMSMfaSettings }));
      const tab = await open(people);
      await tab.go();
      await tab.signIn(Username);
      await tab.page.getByText("+*******0100").waitFor();
      await tab.page.getByLabel("Code", { exact: true }).fill(await people.lastCode(Username));
      await tab.page.getByRole("button", { name: "Sign in" }).click();
      await tab.ending();
      expect(await tab.page.evaluate(() => redirect.getCurrentUser())).toMatchObject({ username: Username });
    });

    test("finds the pages at the domain of the pool", async () => {
      const people = await givenPeople();
      const username = await people.givenUser();
      const { UserPoolId } = people;
      const Domain = `people-${randomUUID()}`;
      await people.aws.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain }));
      const tab = await open(people, { domain: `${Domain}.auth.${host}` });
      await tab.go();
      await tab.signIn(username);
      await tab.ending();
      expect(decodeJwt((await tab.tokens()).idToken).iss).toBe(`${url}/${UserPoolId}`);
      await leave(tab);
    });

    test("signs a user in by the implicit grant", async () => {
      const people = await givenPeople({ client: { AllowedOAuthFlows: ["implicit"] } });
      const username = await people.givenUser();
      const tab = await open(people, { responseType: "token" });
      await tab.go({ customState: "orders" });
      await tab.signIn(username);
      expect(await tab.ending()).toContainEqual({ event: "customOAuthState", told: "orders" });
      expect(await tab.page.evaluate(() => redirect.getCurrentUser())).toMatchObject({ username });
      await leave(tab);
    });

    test("hands its options to the pages", async () => {
      const people = await givenPeople();
      const username = await people.givenUser();
      const tab = await open(people);
      const nonce = randomUUID();
      await tab.go({ options: { loginHint: username, lang: "de", nonce } });
      expect(await tab.page.locator("html").getAttribute("lang")).toBe("de");
      expect(await tab.page.locator("input[name=username]").inputValue()).toBe(username);
      await tab.signIn(username);
      await tab.ending();
      expect(decodeJwt((await tab.tokens()).idToken)["nonce"]).toBe(nonce);
      // Somebody who has signed in is asked again only where the application says so.
      await tab.go({ options: { prompt: "LOGIN" } });
    });

    test("goes where the provider is that it names", async () => {
      const people = await givenPeople();
      const username = await people.givenUser();
      const tab = await open(people);
      for (const provider of ["Google", { custom: "Elsewhere" }, { idpIdentifier: "elsewhere.example" }] as const) {
        await tab.go({ provider }, `https://${host}/oauth2/authorize?*`);
        await tab.page.getByText("Login option is not available. Please try another one").waitFor();
      }
      await tab.go({ provider: { custom: "COGNITO" } });
      await tab.signIn(username);
      await tab.ending();
    });

    test("asks nobody for a password whom another application of the pool has signed in", async () => {
      const people = await givenPeople();
      const username = await people.givenUser();
      const { UserPoolId } = people;
      const { UserPoolClient } = await people.aws.send(
        new CreateUserPoolClientCommand({ ...hostedClient(), UserPoolId, ClientName: "second" }),
      );
      const clientId = present(UserPoolClient?.ClientId);
      const other = await givenPeople();
      const context = await givenBrowser();
      const tab = await open(people, { context });
      await tab.go();
      await tab.signIn(username);
      await tab.ending();

      const second = await open(people, { context, clientId });
      await second.go({}, `${site.origin}/callback*`);
      await second.ending();
      expect(decodeJwt((await second.tokens()).idToken)).toMatchObject({ aud: clientId, "cognito:username": username });
      const elsewhere = await open(other, { context });
      await elsewhere.go();

      // The one application's tokens outlive the sign-out of the other; the session on the pages does not.
      await leave(second);
      expect(decodeJwt((await tab.tokens({ forceRefresh: true })).idToken).aud).toBe(people.ClientId);
      await second.go();
    });

    test.each([
      ["a scope that the client may not ask for", { scopes: ["openid", "phone"] }, {}, "invalid_scope"],
      ["a flow that the client may not use", { responseType: "token" }, {}, "unauthorized_client"],
      ["nobody who has signed in", {}, { options: { prompt: "NONE" } }, "login_required"],
    ] as const)("tells the application of %s", async (_, options, input, text) => {
      const tab = await open(await givenPeople(), options);
      await tab.go(input, `${site.origin}/callback*`);
      expect(await tab.ending()).toEqual([
        { event: "signInWithRedirect_failure", told: `OAuthSignInException: ${text}` },
      ]);
      await expect(tab.page.evaluate(() => redirect.getCurrentUser())).rejects.toThrow("UserUnAuthenticatedException");
    });

    test("tells the application of a code that is not good any more, and begins anew", async () => {
      const people = await givenPeople();
      const username = await people.givenUser();
      const tab = await open(people);
      await tab.go();
      // What Amplify redeems is not the code that it was given.
      const tokenEndpoint = `https://${host}/oauth2/token`;
      await tab.page.route(tokenEndpoint, (route) =>
        route.continue({
          postData: (route.request().postData() ?? "").replace(/code=[\da-f-]+/, `code=${randomUUID()}`),
        }),
      );
      await tab.signIn(username);
      expect(await tab.ending()).toEqual([
        { event: "signInWithRedirect_failure", told: "OAuthSignInException: invalid_grant" },
      ]);
      await tab.page.unroute(tokenEndpoint);
      await tab.go({}, `${site.origin}/callback*`);
      expect(await tab.ending()).toContainEqual({ event: "signInWithRedirect" });
    });

    test("tells the application of a user who came back without signing in", async () => {
      const tab = await open(await givenPeople());
      await tab.go();
      await tab.page.goto(`${site.origin}/callback`);
      expect(await tab.ending()).toEqual([
        { event: "signInWithRedirect_failure", told: "OAuthSignInException: User cancelled OAuth flow." },
      ]);
    });

    test("revokes the refresh token when it signs out", async () => {
      const people = await givenPeople();
      const username = await people.givenUser();
      const tab = await open(people);
      await tab.go();
      await tab.signIn(username);
      await tab.ending();
      const REFRESH_TOKEN = present(
        await tab.page.evaluate(() => Object.entries(localStorage).find(([key]) => key.endsWith(".refreshToken"))?.[1]),
      );
      await leave(tab);
      const refresh = people.aws.send(
        new InitiateAuthCommand({
          AuthFlow: "REFRESH_TOKEN_AUTH",
          ClientId: people.ClientId,
          AuthParameters: { REFRESH_TOKEN },
        }),
      );
      await expect(refresh).rejects.toThrow("Refresh Token has been revoked");
    });
  },
);
