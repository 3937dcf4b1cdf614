import type { CreateIdentityProviderRequest } from "@cogmock/protocol/user-pools";
import { beforeEach, describe, expect, test } from "vitest";
import { givenIdentityProviders, PROVIDER_DETAILS } from "../../testing/given-identity-provider.ts";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";
import { MAX_PROVIDERS_PER_POOL } from "./create-identity-provider.ts";
import { identityProviders } from "./identity-providers.collection.ts";

const SECONDS = Date.parse("2026-01-01T00:00:00Z") / 1000;

let cognito: TestCognito;
let UserPoolId: string;

beforeEach(async () => {
  cognito = await startCognito();
  ({ UserPoolId } = await cognito.givenUserPool());
});

function create(settings: Partial<CreateIdentityProviderRequest> = {}) {
  return cognito.send("CreateIdentityProvider", {
    UserPoolId,
    ProviderName: "Okta",
    ProviderType: "OIDC",
    ProviderDetails: PROVIDER_DETAILS.OIDC,
    ...settings,
  });
}

describe("CreateIdentityProvider", () => {
  test("answers the whole provider, with what AWS adds, and so does DescribeIdentityProvider", async () => {
    const created = await create({
      AttributeMapping: { email: "email" },
      IdpIdentifiers: ["example.com"],
      AcrMapping: { Level1: "low" },
    });
    expect(created).toEqual({
      IdentityProvider: {
        UserPoolId,
        ProviderName: "Okta",
        ProviderType: "OIDC",
        ProviderDetails: { attributes_url_add_attributes: "false", ...PROVIDER_DETAILS.OIDC },
        AttributeMapping: { username: "sub", email: "email" },
        IdpIdentifiers: ["example.com"],
        LastModifiedDate: SECONDS,
        CreationDate: SECONDS,
        AcrMapping: { Level1: "low" },
      },
    });
    expect(await cognito.send("DescribeIdentityProvider", { UserPoolId, ProviderName: "Okta" })).toEqual(created);
  });

  test.for([
    [
      "Google",
      { username: "sub" },
      {
        attributes_url: "https://people.googleapis.com/v1/people/me?personFields=",
        attributes_url_add_attributes: "true",
        authorize_url: "https://accounts.google.com/o/oauth2/v2/auth",
        oidc_issuer: "https://accounts.google.com",
        token_request_method: "POST",
        token_url: "https://www.googleapis.com/oauth2/v4/token",
      },
    ],
    [
      "Facebook",
      { username: "id" },
      {
        attributes_url: "https://graph.facebook.com/v17.0/me?fields=",
        attributes_url_add_attributes: "true",
        authorize_url: "https://www.facebook.com/v17.0/dialog/oauth",
        token_request_method: "GET",
        token_url: "https://graph.facebook.com/v17.0/oauth/access_token",
      },
    ],
    [
      "LoginWithAmazon",
      { username: "user_id" },
      {
        attributes_url: "https://api.amazon.com/user/profile",
        attributes_url_add_attributes: "false",
        authorize_url: "https://www.amazon.com/ap/oa",
        token_request_method: "POST",
        token_url: "https://api.amazon.com/auth/o2/token",
      },
    ],
    [
      "SignInWithApple",
      { username: "sub" },
      {
        attributes_url_add_attributes: "false",
        authorize_url: "https://appleid.apple.com/auth/authorize",
        oidc_issuer: "https://appleid.apple.com",
        token_request_method: "POST",
        token_url: "https://appleid.apple.com/auth/token",
      },
    ],
  ] as const)("adds the endpoints of %s, and never shows a private key", async ([type, mapping, added]) => {
    await givenIdentityProviders(cognito, UserPoolId, [type]);
    const { IdentityProvider } = await cognito.send("DescribeIdentityProvider", { UserPoolId, ProviderName: type });
    const given: Record<string, string> = { ...PROVIDER_DETAILS[type] };
    delete given["private_key"];
    expect(IdentityProvider).toMatchObject({ ProviderType: type, AttributeMapping: mapping, IdpIdentifiers: [] });
    expect(IdentityProvider.ProviderDetails).toEqual({ ...given, ...added });
  });

  test("goes by Facebook's version, and by endpoints that are given", async () => {
    const ProviderDetails = {
      ...PROVIDER_DETAILS.Facebook,
      api_version: "v21.0",
      token_url: "http://localhost:9/token",
    };
    const { IdentityProvider } = await create({ ProviderName: "Facebook", ProviderType: "Facebook", ProviderDetails });
    expect(IdentityProvider.ProviderDetails).toMatchObject({
      authorize_url: "https://www.facebook.com/v21.0/dialog/oauth",
      token_url: "http://localhost:9/token",
    });
  });

  test("says where the metadata of a SAML provider sends browsers, and maps nothing by itself", async () => {
    const MetadataFile = `<?xml version="1.0"?><md:EntityDescriptor entityID="urn:idp"><md:IDPSSODescriptor>
      <md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example.com/slo"/>
      <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/post"/>
      <md:SingleSignOnService Location='https://idp.example.com/sso?a=1&amp;b=2' Binding='urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'/>
      </md:IDPSSODescriptor></md:EntityDescriptor>`;
    const SSORedirectBindingURI = "https://idp.example.com/sso?a=1&b=2";
    const saml = (details: Record<string, string>, name: string) =>
      create({ ProviderName: name, ProviderType: "SAML", ProviderDetails: { MetadataFile, ...details } });
    const plain = await saml({}, "Corp");
    expect(plain.IdentityProvider.ProviderDetails).toEqual({ MetadataFile, SSORedirectBindingURI });
    expect(plain.IdentityProvider.AttributeMapping).toEqual({});
    const withLogout = await saml({ IDPSignout: "true" }, "Corp2");
    expect(withLogout.IdentityProvider.ProviderDetails).toEqual({
      MetadataFile,
      IDPSignout: "true",
      SSORedirectBindingURI,
      SLORedirectBindingURI: "https://idp.example.com/slo",
    });
  });

  test("refuses a name that the pool has, also of two that come at once; another pool may have it", async () => {
    const refusal = ["DuplicateProviderException", `Okta already exists in user pool ${UserPoolId}`] as const;
    const calls = [create(), create()];
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(calls[outcomes.findIndex(({ status }) => status === "rejected")]).rejects.toBeCognitoError(...refusal);
    await expect(create()).rejects.toBeCognitoError(...refusal);
    ({ UserPoolId } = await cognito.givenUserPool());
    await expect(create()).resolves.toHaveProperty("IdentityProvider");
  });

  test("refuses an identifier that another provider of the pool has, also of two that come at once", async () => {
    const IdpIdentifiers = ["example.com"];
    const calls = ["Okta", "Entra"].map((ProviderName) => create({ ProviderName, IdpIdentifiers }));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(calls[outcomes.findIndex(({ status }) => status === "rejected")]).rejects.toBeCognitoError(
      "InvalidParameterException",
      `The identifier example.com already exists in user pool ${UserPoolId}.`,
    );
    ({ UserPoolId } = await cognito.givenUserPool());
    await expect(create({ IdpIdentifiers })).resolves.toHaveProperty("IdentityProvider");
  });

  test.for([
    ["MyGoogle", "Google"],
    ["Facebook", "Google"],
    ["Google", "OIDC"],
    ["SignInWithApple", "SAML"],
    ["COGNITO", "OIDC"],
  ] as const)("refuses the name %s for the type %s", async ([ProviderName, ProviderType]) => {
    await expect(
      create({ ProviderName, ProviderType, ProviderDetails: PROVIDER_DETAILS[ProviderType] }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      `Provider ${ProviderName} cannot be of type ${ProviderType}.`,
    );
  });

  test.for(["_Okta", "Okta ", "Ok", "A very long name of thirty-three c"])(
    "refuses the name %s, which no provider can have",
    async (ProviderName) => {
      await expect(create({ ProviderName })).rejects.toMatchObject({ name: "InvalidParameterException" });
    },
  );

  test.for([
    ["Google", "client_id, client_secret and authorize_scopes are all required idp details"],
    ["LoginWithAmazon", "client_id, client_secret and authorize_scopes are all required idp details"],
    ["Facebook", "client_id, client_secret and authorize_scopes are all required idp details"],
    ["SignInWithApple", "client_id, team_id, key_id, private_key and authorize_scopes are all required idp details"],
    ["OIDC", "client_id, authorize_scopes, oidc_issuer and attributes_request_method are all required idp details"],
  ] as const)("refuses %s without one of its details", async ([ProviderType, message]) => {
    const ProviderName = ProviderType === "OIDC" ? "Okta" : ProviderType;
    const details = PROVIDER_DETAILS[ProviderType];
    for (const name of Object.keys(details)) {
      if (ProviderType === "OIDC" && name === "client_secret") continue;
      await expect(
        create({ ProviderName, ProviderType, ProviderDetails: { ...details, [name]: "" } }),
      ).rejects.toBeCognitoError("InvalidParameterException", message);
    }
  });

  test("takes a public client of an OpenID Connect provider", async () => {
    const { client_secret: _, ...ProviderDetails } = PROVIDER_DETAILS.OIDC;
    await expect(create({ ProviderDetails })).resolves.toHaveProperty("IdentityProvider");
  });

  test("refuses details of which one decides nothing", async () => {
    const ProviderType = "SAML";
    for (const ProviderDetails of [{}, { MetadataURL: "https://idp.example.com", MetadataFile: "<a/>" }]) {
      await expect(create({ ProviderType, ProviderDetails })).rejects.toBeCognitoError(
        "InvalidParameterException",
        "Exactly one of MetadataURL and MetadataFile is required in the idp details",
      );
    }
    const ProviderDetails = { ...PROVIDER_DETAILS.OIDC, attributes_request_method: "PUT" };
    await expect(create({ ProviderDetails })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "attributes_request_method must be GET or POST",
    );
  });

  test("refuses levels that there are not, and levels of other types", async () => {
    await expect(create({ AcrMapping: { Level5: "high" } })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "AcrMapping cannot have a level Level5.",
    );
    await expect(
      create({ ProviderType: "SAML", ProviderDetails: PROVIDER_DETAILS.SAML, AcrMapping: { Level1: "low" } }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "AcrMapping is only supported for OIDC identity providers.",
    );
  });

  test("refuses one more than a pool can have", async () => {
    await create();
    const [first] = (await cognito.store.find(identityProviders, "byPool", [UserPoolId], { limit: 1 })).documents;
    if (!first) throw new Error("no provider");
    await cognito.store.commit(
      Array.from({ length: MAX_PROVIDERS_PER_POOL - 1 }, (_, number) =>
        identityProviders.put({ ...first, name: `idp-${number}` }, { expect: "absent" }),
      ),
    );
    await expect(create({ ProviderName: "Entra" })).rejects.toBeCognitoError(
      "LimitExceededException",
      "The limit of 300 identity providers per user pool has been reached.",
    );
  });
});
