import type {
  AdminGetUserResponse,
  AuthenticationResultType,
  CreateIdentityProviderRequest,
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
} from "@cogmock/protocol/user-pools";
import type { HostedCall, HostedClient, HostedSignIn } from "../index.ts";
import { givenIdentityProviders } from "./given-identity-provider.ts";
import { type Functions, functionArn, type GivenTriggers, givenTriggers } from "./given-triggers.ts";

/** Claims of somebody who has signed in at a provider. */
type Claims = Readonly<Record<string, unknown>>;

/** A pool with the provider Okta and, where they are named, triggers. */
export interface GivenFederation extends GivenTriggers {
  /** Signs in through Okta. @param userInfo beside the ID token */
  readonly signIn: (idToken: Claims, userInfo?: Claims) => Promise<HostedSignIn>;
  /** A user of the pool. */
  readonly user: (Username: string) => Promise<AdminGetUserResponse>;
  /** The attributes of a user, by name, without `sub`. */
  readonly attributesOf: (Username: string) => Promise<Readonly<Record<string, string | undefined>>>;
  readonly tokensOf: (signIn: HostedSignIn) => Promise<AuthenticationResultType>;
}

const CALL: HostedCall = {
  baseUrl: "http://localhost:4566",
  caller: { userAgent: "Mozilla/5.0", ipAddress: "192.0.2.1" },
};

/** What the token endpoint of the provider has answered. */
const TOKEN_RESPONSE = { access_token: "at", id_token: "idt", token_type: "Bearer", expires_in: 3600 };

export async function givenFederation({
  functions = {},
  pool = {},
  client = {},
  provider = {},
}: {
  readonly functions?: Functions;
  readonly pool?: Partial<CreateUserPoolRequest>;
  readonly client?: Partial<CreateUserPoolClientRequest>;
  readonly provider?: Partial<CreateIdentityProviderRequest>;
} = {}): Promise<GivenFederation> {
  const config = functions.InboundFederation && {
    InboundFederation: { LambdaVersion: "V1_0" as const, LambdaArn: functionArn("InboundFederation") },
  };
  const given = await givenTriggers(functions, { pool, client, user: false, ...(config && { config }) });
  const { cognito, UserPoolId, ClientId } = given;
  await givenIdentityProviders(cognito, UserPoolId, ["Okta"], {
    AttributeMapping: { email: "email", name: "name" },
    ...provider,
  });
  const { UserPoolClient } = await cognito.send("DescribeUserPoolClient", { UserPoolId, ClientId });
  const { ExplicitAuthFlows } = UserPoolClient ?? {};
  const settings = { UserPoolId, ClientId, ExplicitAuthFlows, SupportedIdentityProviders: ["Okta"], ...client };
  await cognito.send("UpdateUserPoolClient", settings);
  const { hostedUi } = cognito;
  const hosted = async (): Promise<HostedClient> => {
    const found = await hostedUi.findClient(ClientId);
    if (!found) throw new Error("no client");
    return found;
  };
  const user: GivenFederation["user"] = (Username) => cognito.send("AdminGetUser", { UserPoolId, Username });
  return {
    ...given,
    user,
    async signIn(idToken, userInfo) {
      const [okta] = await hostedUi.findIdentityProviders(await hosted());
      if (!okta) throw new Error("no provider");
      const assertion = { idToken, tokenResponse: TOKEN_RESPONSE, userInfo };
      return hostedUi.signInFederated(CALL, await hosted(), okta, assertion);
    },
    async attributesOf(Username) {
      const { UserAttributes = [] } = await user(Username);
      return Object.fromEntries(UserAttributes.flatMap(({ Name, Value }) => (Name === "sub" ? [] : [[Name, Value]])));
    },
    async tokensOf(signIn) {
      return hostedUi.implicitTokens(CALL, await hosted(), {
        userPoolId: UserPoolId,
        clientId: ClientId,
        redirectUri: "http://localhost:3000/",
        scopes: ["openid", "email"],
        nonce: "n",
        signIn,
      });
    },
  };
}
