import type { CreateIdentityProviderRequest, CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import type { Browser, Visit } from "./browser.ts";
import type { TestOidc } from "./start-oidc.ts";
import { authorization, CALLBACK, PASSWORD, type TestClient } from "./test-client.ts";

/** A pool whose client offers a provider, which is another pool of the same server. */
export interface GivenFederation {
  /** The application's. */
  readonly client: TestClient;
  /** The client that the pool is at its provider. */
  readonly atProvider: TestClient;
}

/** The name of the provider. */
export const CORP = "Corp";

export async function givenFederation(
  oidc: TestOidc,
  {
    pool = {},
    provider = {},
    supported = ["COGNITO", CORP],
  }: {
    readonly pool?: Partial<CreateUserPoolRequest>;
    readonly provider?: Partial<CreateIdentityProviderRequest>;
    readonly supported?: readonly string[];
  } = {},
): Promise<GivenFederation> {
  const { UserPool } = await oidc.cognito.userPools.send("CreateUserPool", { PoolName: "app", ...pool });
  const UserPoolId = UserPool?.Id ?? "";
  const atProvider = await oidc.givenClient({
    GenerateSecret: true,
    CallbackURLs: [`${oidc.url}/${UserPoolId}/oauth2/idpresponse`],
    AllowedOAuthFlows: ["code"],
  });
  await oidc.cognito.userPools.send("CreateIdentityProvider", {
    UserPoolId,
    ProviderName: CORP,
    ProviderType: "OIDC",
    ProviderDetails: {
      client_id: atProvider.ClientId,
      client_secret: atProvider.ClientSecret ?? "",
      authorize_scopes: "openid email profile",
      oidc_issuer: atProvider.issuer,
      attributes_request_method: "GET",
    },
    AttributeMapping: { email: "email", name: "name", email_verified: "email_verified" },
    ...provider,
  });
  const client = await oidc.givenClient({ UserPoolId, SupportedIdentityProviders: [...supported] });
  return { client, atProvider };
}

/** Where a browser is sent to at first by an authorization request. */
export function authorizeAt({ issuer, ...client }: TestClient, more: Readonly<Record<string, string>> = {}): string {
  return `${issuer}/oauth2/authorize?${authorization({ ...client }, more)}`;
}

/** From the provider's authorization endpoint back to the pool: what the pool answers. */
export async function signInAtProvider(browser: Browser, atProvider: string, username = "ann"): Promise<Visit> {
  const { location: login = "" } = await browser.get(atProvider);
  const back = await browser.submit(await browser.get(login), { username, password: PASSWORD });
  return browser.get(back.location ?? "");
}

/** Signs in through the provider, from the application and back to it. */
export async function signInThrough(
  browser: Browser,
  client: TestClient,
  more: Readonly<Record<string, string>> = {},
): Promise<Visit> {
  const { location = "" } = await browser.get(authorizeAt(client, { identity_provider: CORP, ...more }));
  return signInAtProvider(browser, location);
}

/** The answer of the token endpoint to the code that came to the application. */
export async function tokensAt(
  oidc: TestOidc,
  client: TestClient,
  { location = "" }: Pick<Visit, "location">,
): Promise<Record<string, unknown>> {
  const code = new URL(location).searchParams.get("code") ?? "";
  const form = { grant_type: "authorization_code", client_id: client.ClientId, redirect_uri: CALLBACK, code };
  return (await oidc.token(client, form)).body;
}
