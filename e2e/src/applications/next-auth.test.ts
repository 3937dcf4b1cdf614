import { describe, expect, onTestFinished, test } from "vitest";
import { present } from "../running/aws-client.ts";
import { startServer } from "../running/running-server.ts";
import { CHROMIUM } from "../sign-in/browser.ts";
import { launchChromium, WITHOUT_CHROMIUM } from "../hosted/chromium.ts";
import { type Application, givenApplication, PASSWORD } from "../hosted/given-application.ts";
import { buildNextApplication } from "./next-application.ts";

const APPLICATIONS = [
  {
    name: "next-auth-v4",
    settings: ({ clientId, clientSecret = "", issuer }: Application, origin: string) => ({
      COGNITO_CLIENT_ID: clientId,
      COGNITO_CLIENT_SECRET: clientSecret,
      COGNITO_ISSUER: issuer,
      NEXTAUTH_SECRET: "a secret of the application",
      NEXTAUTH_URL: origin,
    }),
  },
  {
    name: "auth-js-v5",
    settings: ({ clientId, clientSecret = "", issuer }: Application, origin: string) => ({
      AUTH_COGNITO_ID: clientId,
      AUTH_COGNITO_SECRET: clientSecret,
      AUTH_COGNITO_ISSUER: issuer,
      AUTH_SECRET: "a secret of the application",
      AUTH_URL: origin,
    }),
  },
] as const;

/** Next.js has to be built, on few processors. */
const TIMEOUT_MS = 120_000;

describe.skipIf(!CHROMIUM)(`A Next.js application with the stock Cognito provider${WITHOUT_CHROMIUM}`, () => {
  test.each(APPLICATIONS)(
    "of $name signs in, keeps its session, refreshes and signs out",
    async ({ name, settings }) => {
      const [server, browser, next] = await Promise.all([startServer(), launchChromium(), buildNextApplication(name)]);
      onTestFinished(async () => {
        await Promise.all([browser.close(), next.stop()]);
        await server.stop();
      });
      const url = `http://localhost:${new URL(server.url).port}`;
      const application = await givenApplication(url, {
        GenerateSecret: true,
        CallbackURLs: [`${next.origin}/api/auth/callback/cognito`],
        LogoutURLs: [`${next.origin}/`],
      });
      await next.start(settings(application, next.origin));
      const page = await browser.newPage();
      const accessToken = async (): Promise<string> => {
        const session = (await (await page.request.get(`${next.origin}/api/auth/session`)).json()) as {
          readonly accessToken?: string;
        };
        return present(session.accessToken, "access token");
      };

      await page.goto(next.origin);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL(`${application.issuer}/login?*`);
      await page.getByLabel("Username").fill("ann");
      await page.getByLabel("Password").fill(PASSWORD);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByText("Signed in as ann@example.com").waitFor();
      expect(new URL(page.url()).origin).toBe(next.origin);
      await page.reload();
      await page.getByText("Signed in as ann@example.com").waitFor();

      const before = await accessToken();
      // Who asks for the session sets its cookie again: to ask before the new one is there would put the old one back. It
      // comes with the head of the answer. The end of the answer may never be told of: the page may have left by then.
      const refreshed = page.waitForResponse((response) => response.request().method() === "POST");
      await page.getByRole("button", { name: "Refresh" }).click();
      await refreshed;
      expect(await accessToken()).not.toBe(before);
      await page.getByText("Signed in as ann@example.com").waitFor();
      const headers = { authorization: `Bearer ${await accessToken()}` };
      const user = await (await fetch(`${application.issuer}/oauth2/userInfo`, { headers })).json();
      expect(user).toMatchObject({ username: "ann", email: "ann@example.com" });

      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("button", { name: "Sign in" }).click();
      // It is over at Cognito, too, which asks for the password.
      await page.waitForURL(`${application.issuer}/login?*`);
      await page.getByLabel("Password").waitFor();
    },
    TIMEOUT_MS,
  );
});
