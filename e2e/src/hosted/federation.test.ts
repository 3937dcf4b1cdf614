import path from "node:path";
import {
  CreateIdentityProviderCommand,
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { present } from "../running/aws-client.ts";
import { CHROMIUM } from "../sign-in/browser.ts";
import { type Journey, setUpJourneys } from "./browser-journeys.ts";
import { WITHOUT_CHROMIUM } from "./chromium.ts";

const FUNCTIONS = path.resolve(import.meta.dirname, "../programs/federation-functions.ts");
const ARN = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
const FLAGS = ["--functions", `inbound=${FUNCTIONS}#inboundFederation,pre-sign-up=${FUNCTIONS}#preSignUp`];
const LambdaConfig = {
  PreSignUp: ARN("pre-sign-up"),
  InboundFederation: { LambdaVersion: "V1_0", LambdaArn: ARN("inbound") },
} as const;

/** Makes one pool the provider Corp of another, each with a client of its own. */
async function connect(app: Journey, corp: Journey): Promise<void> {
  const { aws, UserPoolId, ClientId } = app;
  const { UserPoolClient: atProvider } = await aws.send(new DescribeUserPoolClientCommand(corp));
  await aws.send(
    new UpdateUserPoolClientCommand({
      ...atProvider,
      UserPoolId: corp.UserPoolId,
      ClientId: corp.ClientId,
      CallbackURLs: [`${app.issuer}/oauth2/idpresponse`],
    }),
  );
  await aws.send(
    new CreateIdentityProviderCommand({
      UserPoolId,
      ProviderName: "Corp",
      ProviderType: "OIDC",
      ProviderDetails: {
        client_id: corp.ClientId,
        client_secret: present(atProvider?.ClientSecret),
        authorize_scopes: "openid email",
        oidc_issuer: corp.issuer,
        attributes_request_method: "GET",
      },
      AttributeMapping: { email: "email", name: "name" },
    }),
  );
  const { UserPoolClient: own } = await aws.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
  const SupportedIdentityProviders = ["COGNITO", "Corp"];
  await aws.send(new UpdateUserPoolClientCommand({ ...own, UserPoolId, ClientId, SupportedIdentityProviders }));
}

async function sourcesOf({ issuer, UserPoolId }: Journey): Promise<readonly string[]> {
  const answer = await fetch(new URL(`/_cogmock/triggers?userPoolId=${UserPoolId}`, issuer));
  const records = (await answer.json()) as readonly { readonly triggerSource: string }[];
  return records.map(({ triggerSource }) => triggerSource);
}

describe.skipIf(!CHROMIUM)(`Through another pool in Chromium${WITHOUT_CHROMIUM}`, () => {
  const journeys = setUpJourneys(FLAGS);

  test("somebody signs in by a button, with functions of a module file, and the next time without a word", async () => {
    const app = await journeys.begin({ pool: { LambdaConfig } });
    const corp = await journeys.begin({ client: { GenerateSecret: true } });
    await connect(app, corp);
    const { page } = app;
    const username = await corp.givenUser({ email: "ann@example.com" });

    await app.authorize();
    await app.look("sign-in-with-provider");
    await page.getByRole("link", { name: "Continue with Corp" }).click();
    await page.waitForURL(`${corp.issuer}/login?*`);
    await app.signIn(username);
    const claims = await app.arrive();
    expect(claims).toMatchObject({
      "cognito:username": expect.stringMatching(/^Corp_[\da-f-]{36}$/),
      "cognito:groups": [`${app.UserPoolId}_Corp`],
      identities: [{ providerName: "Corp", providerType: "OIDC", primary: "true" }],
      email: "ann@example.com",
      email_verified: true,
      nonce: expect.any(String),
    });
    expect(await sourcesOf(app)).toEqual(["InboundFederation_ExternalProvider", "PreSignUp_ExternalProvider"]);

    // Both pools know the browser: the application's by its session, and the provider after that is over.
    await app.authorize({ prompt: "none" });
    expect(await app.arrive()).toMatchObject({ sub: claims.sub });
    const out = new URLSearchParams({ client_id: app.ClientId, logout_uri: app.logoutUri });
    await page.goto(`${app.issuer}/logout?${out.toString()}`);
    await app.authorize();
    await page.getByRole("link", { name: "Continue with Corp" }).click();
    expect(await app.arrive()).toMatchObject({ sub: claims.sub });
    expect((await sourcesOf(app)).slice(2)).toEqual(["InboundFederation_ExternalProvider"]);
  });

  test("somebody whom a function does not let in comes back to the application, which is told why", async () => {
    const app = await journeys.begin({ pool: { LambdaConfig } });
    const corp = await journeys.begin({ client: { GenerateSecret: true } });
    await connect(app, corp);
    const username = await corp.givenUser({ email: "mallory@example.org" });
    await app.authorize({ identity_provider: "Corp", state: "s" });
    await app.signIn(username);
    await app.page.waitForURL(`${app.callback}?*`);
    expect(Object.fromEntries(new URL(app.page.url()).searchParams)).toEqual({
      error_description: "PreSignUp failed with error Only for employees. ",
      state: "s",
      error: "invalid_request",
    });
  });
});
