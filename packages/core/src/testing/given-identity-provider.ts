import type { CreateIdentityProviderRequest, IdentityProviderTypeType } from "@cogmock/protocol/user-pools";
import type { TestCognito } from "./start-cognito.ts";

/** Details that are enough for each type. */
export const PROVIDER_DETAILS: Readonly<Record<IdentityProviderTypeType, Readonly<Record<string, string>>>> = {
  OIDC: {
    client_id: "at-idp",
    client_secret: "secret",
    authorize_scopes: "openid email",
    oidc_issuer: "https://idp.example.com",
    attributes_request_method: "GET",
  },
  SAML: { MetadataURL: "https://idp.example.com/metadata" },
  Google: { client_id: "id", client_secret: "secret", authorize_scopes: "openid email profile" },
  Facebook: { client_id: "id", client_secret: "secret", authorize_scopes: "public_profile,email" },
  LoginWithAmazon: { client_id: "id", client_secret: "secret", authorize_scopes: "profile" },
  SignInWithApple: { client_id: "id", team_id: "team", key_id: "key", private_key: "pem", authorize_scopes: "email" },
};

/** Creates providers in a pool: a social one where the name is its type, else one that speaks OpenID Connect. */
export async function givenIdentityProviders(
  cognito: Pick<TestCognito, "send">,
  UserPoolId: string,
  names: readonly string[],
  settings: Partial<CreateIdentityProviderRequest> = {},
): Promise<void> {
  const types = Object.keys(PROVIDER_DETAILS);
  for (const ProviderName of names) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is one of the keys.
    const ProviderType = (types.find((type) => type === ProviderName) ?? "OIDC") as IdentityProviderTypeType;
    const ProviderDetails = PROVIDER_DETAILS[ProviderType];
    await cognito.send("CreateIdentityProvider", {
      UserPoolId,
      ProviderName,
      ProviderType,
      ProviderDetails,
      ...settings,
    });
  }
}
