import { GetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { launchChromium, WITHOUT_CHROMIUM } from "../hosted/chromium.ts";
import { HAS_CERTUTIL, makeTrustingHome, WITHOUT_CERTUTIL } from "../hosted/trusting-home.ts";
import { present } from "../running/aws-client.ts";
import { startServer } from "../running/running-server.ts";
import { CHROMIUM } from "../sign-in/browser.ts";
import { createPeople, PASSWORD } from "../sign-in/people.ts";
import { buildNextApplication } from "./next-application.ts";

/** See there. */
const HOSTS_FILE = pathToFileURL(path.resolve(import.meta.dirname, "../programs/hosts-file.ts")).href;

/** Next.js has to be built, on few processors. */
const TIMEOUT_MS = 120_000;

describe.skipIf(!CHROMIUM || !HAS_CERTUTIL)(
  `A Next.js application with AWS Amplify's adapter${WITHOUT_CHROMIUM}${WITHOUT_CERTUTIL}`,
  () => {
    test(
      "signs up, knows its user by keys of AWS's address, refreshes, signs out and in again",
      async () => {
        const [server, next] = await Promise.all([
          startServer(["--tls", "--tls-port", "0", "--issuer", "aws"]),
          buildNextApplication("amplify-nextjs"),
        ]);
        const home = await makeTrustingHome(server.url);
        const browser = await launchChromium(home.folder);
        onTestFinished(async () => {
          await Promise.all([browser.close(), next.stop()]);
          await Promise.all([server.stop(), home.remove()]);
        });
        const { port } = new URL(present(server.httpsUrl, "address for HTTPS"));
        const url = `https://localhost:${port}`;
        const people = await createPeople(server.url, {
          client: {
            CallbackURLs: [`${next.origin}/api/auth/sign-in-callback`],
            LogoutURLs: [`${next.origin}/api/auth/sign-out-callback`],
            SupportedIdentityProviders: ["COGNITO"],
            AllowedOAuthFlows: ["code"],
            AllowedOAuthScopes: ["openid", "email", "aws.cognito.signin.user.admin"],
            AllowedOAuthFlowsUserPoolClient: true,
          },
        });
        await next.start({
          AMPLIFY_APP_ORIGIN: next.origin,
          COGNITO_POOL_ID: people.UserPoolId,
          COGNITO_CLIENT_ID: people.ClientId,
          COGNITO_DOMAIN: `localhost:${port}`,
          COGNITO_ENDPOINT: url,
          NODE_EXTRA_CA_CERTS: home.certificate,
          NODE_OPTIONS: `--import ${HOSTS_FILE}`,
          HTTPS_PORT: port,
        });
        const context = await browser.newContext();
        const page = await context.newPage();
        const cookieOf = async (kind: string): Promise<string> => {
          const cookies = await context.cookies(next.origin);
          return present(cookies.find(({ name }) => name.endsWith(`.${kind}`))?.value, kind);
        };

        await page.goto(next.origin);
        await page.getByRole("link", { name: "Sign up" }).click();
        await page.waitForURL(`${url}/signup?*`);
        await page.getByLabel("Username").fill("ann");
        await page.getByLabel("Email").fill("ann@example.com");
        await page.getByLabel("Password").fill(PASSWORD);
        await page.getByRole("button", { name: "Sign up" }).click();
        await page.getByLabel("Code").fill(await people.lastCode("ann"));
        await page.getByRole("button", { name: "Confirm account" }).click();
        await page.getByText("Signed in as ann@example.com").waitFor();
        expect(page.url()).toBe(`${next.origin}/`);

        // Whoever has tokens that are good is not sent to sign in.
        await page.goto(`${next.origin}/api/auth/sign-in`);
        await page.getByText("Signed in as ann@example.com").waitFor();
        const before = await cookieOf("accessToken");
        const renewal = await page.request.get(`${next.origin}/api/refresh`);
        expect(await renewal.json()).toEqual({ username: "ann" });
        const [accessToken, refreshToken] = [await cookieOf("accessToken"), await cookieOf("refreshToken")];
        expect(accessToken).not.toBe(before);

        await page.getByRole("link", { name: "Sign out" }).click();
        await page.getByRole("link", { name: "Sign in" }).waitFor();
        await expect(people.aws.send(new GetUserCommand({ AccessToken: accessToken }))).rejects.toThrow(
          "Access Token has been revoked",
        );
        const body = new URLSearchParams({
          grant_type: "refresh_token",
          client_id: people.ClientId,
          refresh_token: refreshToken,
        });
        const refused = await fetch(`${server.url}/oauth2/token`, { method: "POST", body });
        expect(await refused.json()).toEqual({ error: "invalid_grant" });
        await page.getByRole("link", { name: "Sign in" }).click();
        await page.getByLabel("Username").fill("ann");
        await page.getByLabel("Password").fill(PASSWORD);
        await page.getByRole("button", { name: "Sign in" }).click();
        await page.getByText("Signed in as ann@example.com").waitFor();
      },
      TIMEOUT_MS,
    );
  },
);
