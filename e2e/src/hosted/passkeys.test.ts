import { once } from "node:events";
import { createServer } from "node:http";
import { SetUserPoolMfaConfigCommand, UpdateUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { chromium } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { clientOf, present } from "../running/aws-client.ts";
import { startServer } from "../running/running-server.ts";
import { CHROMIUM } from "../sign-in/browser.ts";
import { givenApplication, PASSWORD } from "./given-application.ts";

const PLATFORM_AUTHENTICATOR = {
  protocol: "ctap2",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;

/** The application that the pages lead back to. @returns its redirect URI */
async function startApplication(): Promise<string> {
  const application = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<!doctype html><title>app</title><link rel=icon href=data:,><p>Welcome</p>");
  });
  application.listen(0, "localhost");
  await once(application, "listening");
  onTestFinished(() => {
    application.closeAllConnections();
    application.close();
  });
  const address = application.address();
  if (address === null || typeof address === "string") throw new Error("the application has no port");
  return `http://localhost:${address.port}/callback`;
}

test.skipIf(!CHROMIUM)(
  `a user adds a passkey and signs in with it, on the pages, in Chromium${CHROMIUM ? "" : " (not installed: Debian package chromium)"}`,
  async () => {
    const server = await startServer();
    onTestFinished(() => server.stop());
    const url = `http://localhost:${new URL(server.url).port}`;
    const callback = await startApplication();
    const { userPoolId: UserPoolId, clientId: ClientId } = await givenApplication(url, { CallbackURLs: [callback] });
    const aws = clientOf(url);
    const AllowedFirstAuthFactors = ["PASSWORD", "WEB_AUTHN"] as const;
    await aws.send(
      new UpdateUserPoolCommand({
        UserPoolId,
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: [...AllowedFirstAuthFactors] } },
      }),
    );
    await aws.send(
      new SetUserPoolMfaConfigCommand({
        UserPoolId,
        MfaConfiguration: "OFF",
        WebAuthnConfiguration: { RelyingPartyId: "localhost", UserVerification: "required" },
      }),
    );

    const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    const browser = await chromium.launch({ executablePath: present(CHROMIUM, "Chromium"), args });
    onTestFinished(() => browser.close());
    const page = await browser.newPage();
    const devTools = await page.context().newCDPSession(page);
    await devTools.send("WebAuthn.enable");
    await devTools.send("WebAuthn.addVirtualAuthenticator", { options: PLATFORM_AUTHENTICATOR });
    const refused: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") refused.push(message.text());
    });

    const query = new URLSearchParams({ response_type: "code", client_id: ClientId, redirect_uri: callback });
    const login = `${url}/${UserPoolId}/login?${query.toString()}`;
    const add = `${url}/${UserPoolId}/passkeys/add?${query.toString()}`;
    // Without a session, the page leads to sign in.
    await page.goto(add);
    expect(page.url()).toBe(login);
    await page.getByLabel("Username").fill("ann");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${callback}?code=*`);
    await page.goto(add);
    await page.getByText("You are signed in as ann.").waitFor();
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.waitForURL(callback);

    await page.context().clearCookies();
    await page.goto(login);
    await page.getByLabel("Username").fill("ann");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByLabel("Passkey").check();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("button", { name: "Sign in with your passkey" }).click();
    await page.waitForURL(`${callback}?code=*`);
    expect(new URL(page.url()).searchParams.get("code")).toMatch(/^[\da-f-]{36}$/);
    // Nothing was kept from running by the policy of the pages.
    expect(refused).toEqual([]);

    // The next application of the same browser asks nothing.
    await page.goto(`${url}/${UserPoolId}/oauth2/authorize?${query.toString()}&state=again`);
    expect(new URL(page.url()).searchParams.get("state")).toBe("again");
  },
);
