import { beforeEach, describe, expect, test } from "vitest";
import { givenIdentityProviders, PROVIDER_DETAILS } from "../../testing/given-identity-provider.ts";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";

const NOT_THERE = ["ResourceNotFoundException", "Identity provider Okta does not exist."] as const;
const SECONDS = Date.parse("2026-01-01T00:00:00Z") / 1000;

let cognito: TestCognito;
let UserPoolId: string;

beforeEach(async () => {
  cognito = await startCognito();
  ({ UserPoolId } = await cognito.givenUserPool());
});

const describeOkta = () => cognito.send("DescribeIdentityProvider", { UserPoolId, ProviderName: "Okta" });

describe("UpdateIdentityProvider", () => {
  beforeEach(async () => {
    await givenIdentityProviders(cognito, UserPoolId, ["Okta"], {
      AttributeMapping: { email: "email", name: "name" },
      IdpIdentifiers: ["example.com"],
      AcrMapping: { Level1: "low" },
    });
    cognito.clock.advance({ seconds: 5 });
  });

  test("replaces what is given as a whole, and keeps the rest", async () => {
    const before = (await describeOkta()).IdentityProvider;
    const update = (settings: object) =>
      cognito.send("UpdateIdentityProvider", { UserPoolId, ProviderName: "Okta", ...settings });

    expect((await update({})).IdentityProvider).toEqual({ ...before, LastModifiedDate: SECONDS + 5 });
    const changed = await update({
      AttributeMapping: { email: "mail" },
      IdpIdentifiers: [],
      AcrMapping: { Level2: "x" },
    });
    expect(changed.IdentityProvider).toEqual({
      ...before,
      AttributeMapping: { username: "sub", email: "mail" },
      IdpIdentifiers: [],
      AcrMapping: { Level2: "x" },
      LastModifiedDate: SECONDS + 5,
    });
    const { client_secret: _, ...ProviderDetails } = PROVIDER_DETAILS.OIDC;
    await update({ ProviderDetails });
    const { IdentityProvider } = await describeOkta();
    expect(IdentityProvider.ProviderDetails).toEqual({ attributes_url_add_attributes: "false", ...ProviderDetails });
    expect(IdentityProvider).toMatchObject({ IdpIdentifiers: [], CreationDate: SECONDS });
  });

  test("refuses what creation refuses, and changes nothing", async () => {
    const before = await describeOkta();
    await givenIdentityProviders(cognito, UserPoolId, ["Entra"], { IdpIdentifiers: ["other.com"] });
    const update = (settings: object) =>
      cognito.send("UpdateIdentityProvider", { UserPoolId, ProviderName: "Okta", ...settings });
    await expect(update({ IdpIdentifiers: ["other.com"] })).rejects.toBeCognitoError(
      "InvalidParameterException",
      `The identifier other.com already exists in user pool ${UserPoolId}.`,
    );
    await expect(update({ ProviderDetails: {} })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "client_id, authorize_scopes, oidc_issuer and attributes_request_method are all required idp details",
    );
    await expect(update({ AcrMapping: { Level9: "x" } })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "AcrMapping cannot have a level Level9.",
    );
    expect(await describeOkta()).toEqual(before);
  });
});

describe("DeleteIdentityProvider", () => {
  test("deletes it, and frees its name and its identifiers; clients keep the name", async () => {
    await givenIdentityProviders(cognito, UserPoolId, ["Okta"], { IdpIdentifiers: ["example.com"] });
    const SupportedIdentityProviders = ["COGNITO", "Okta"];
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, SupportedIdentityProviders });
    expect(await cognito.send("DeleteIdentityProvider", { UserPoolId, ProviderName: "Okta" })).toBeUndefined();
    await expect(describeOkta()).rejects.toBeCognitoError(...NOT_THERE);
    const { UserPoolClient } = await cognito.send("DescribeUserPoolClient", { UserPoolId, ClientId });
    expect(UserPoolClient?.SupportedIdentityProviders).toEqual(SupportedIdentityProviders);
    await expect(
      cognito.send("UpdateUserPoolClient", { UserPoolId, ClientId, SupportedIdentityProviders }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      `The provider Okta does not exist for User Pool ${UserPoolId}.`,
    );
    await givenIdentityProviders(cognito, UserPoolId, ["Okta"], { IdpIdentifiers: ["example.com"] });
  });
});

describe.for(["DescribeIdentityProvider", "UpdateIdentityProvider", "DeleteIdentityProvider"] as const)(
  "%s",
  (operation) => {
    test("refuses a provider that the pool does not have", async () => {
      const other = await cognito.givenUserPool();
      await givenIdentityProviders(cognito, other.UserPoolId, ["Okta"]);
      await expect(cognito.send(operation, { UserPoolId, ProviderName: "Okta" })).rejects.toBeCognitoError(
        ...NOT_THERE,
      );
    });
  },
);

describe("ListIdentityProviders", () => {
  test("lists name, type and times, oldest first, page by page", async () => {
    expect(await cognito.send("ListIdentityProviders", { UserPoolId })).toEqual({ Providers: [] });
    await givenIdentityProviders(cognito, UserPoolId, ["Okta"]);
    cognito.clock.advance({ seconds: 1 });
    await givenIdentityProviders(cognito, UserPoolId, ["Google"]);
    const first = await cognito.send("ListIdentityProviders", { UserPoolId, MaxResults: 1 });
    expect(first).toEqual({
      Providers: [{ ProviderName: "Okta", ProviderType: "OIDC", LastModifiedDate: SECONDS, CreationDate: SECONDS }],
      NextToken: expect.any(String),
    });
    const { NextToken } = first;
    expect(await cognito.send("ListIdentityProviders", { UserPoolId, MaxResults: 1, NextToken })).toEqual({
      Providers: [
        { ProviderName: "Google", ProviderType: "Google", LastModifiedDate: SECONDS + 1, CreationDate: SECONDS + 1 },
      ],
    });
    expect((await cognito.send("ListIdentityProviders", { UserPoolId, MaxResults: 0 })).Providers).toHaveLength(2);
  });

  test("refuses a page of more than sixty, and a token of another list", async () => {
    await expect(cognito.send("ListIdentityProviders", { UserPoolId, MaxResults: 61 })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60",
    );
    await expect(cognito.send("ListIdentityProviders", { UserPoolId, NextToken: "x" })).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
  });
});

describe("GetIdentityProviderByIdentifier", () => {
  test("answers the provider that has the identifier", async () => {
    await givenIdentityProviders(cognito, UserPoolId, ["Okta"], { IdpIdentifiers: ["example.com", "other.com"] });
    const get = (IdpIdentifier: string) =>
      cognito.send("GetIdentityProviderByIdentifier", { UserPoolId, IdpIdentifier });
    expect(await get("other.com")).toEqual(await describeOkta());
    await expect(get("Okta")).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "Identity provider with identifier Okta does not exist.",
    );
  });
});
