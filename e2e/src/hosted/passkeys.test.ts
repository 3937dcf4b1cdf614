import { once } from "node:events";
import { createServer } from "node:http";
import {
  CompleteWebAuthnRegistrationCommand,
  InitiateAuthCommand,
  SetUserPoolMfaConfigCommand,
  StartWebAuthnRegistrationCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
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
  `a user signs in on the page with a passkey, in Chromium${CHROMIUM ? "" : " (not installed: Debian package chromium)"}`,
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
    await page.goto(login);

    // The passkey comes from the application: with the API, in this browser.
    const signedIn = await aws.send(
      new InitiateAuthCommand({
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId,
        AuthParameters: { USERNAME: "ann", PASSWORD },
      }),
    );
    const AccessToken = present(signedIn.AuthenticationResult?.AccessToken);
    const { CredentialCreationOptions } = await aws.send(new StartWebAuthnRegistrationCommand({ AccessToken }));
    const created = await page.evaluate<string>(
      `(async (options) => {
        const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
        return JSON.stringify(await navigator.credentials.create({ publicKey }));
      })(${JSON.stringify(CredentialCreationOptions)})`,
    );
    await aws.send(new CompleteWebAuthnRegistrationCommand({ AccessToken, Credential: JSON.parse(created) }));

    await page.getByLabel("Username").fill("ann");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByLabel("Passkey").check();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("button", { name: "Use your passkey" }).click();
    await page.waitForURL(`${callback}?code=*`);
    expect(new URL(page.url()).searchParams.get("code")).toMatch(/^[\da-f-]{36}$/);
    // Nothing was kept from running by the policy of the pages.
    expect(refused).toEqual([]);

    // The next application of the same browser asks nothing.
    await page.goto(`${url}/${UserPoolId}/oauth2/authorize?${query.toString()}&state=again`);
    expect(new URL(page.url()).searchParams.get("state")).toBe("again");
  },
);
