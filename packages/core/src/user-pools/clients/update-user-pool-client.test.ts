import type { CreateUserPoolClientRequest, UpdateUserPoolClientRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

/** Creates a client, updates it a minute later, and answers what the update answered. */
async function updateClient(
  created: Partial<CreateUserPoolClientRequest>,
  changes: Omit<UpdateUserPoolClientRequest, "UserPoolId" | "ClientId">,
) {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool();
  const before = await cognito.send("CreateUserPoolClient", { UserPoolId, ClientName: "app", ...created });
  cognito.clock.advance({ minutes: 1 });
  const ClientId = before.UserPoolClient?.ClientId ?? "";
  const { UserPoolClient } = await cognito.send("UpdateUserPoolClient", { UserPoolId, ClientId, ...changes });
  const described = await cognito.send("DescribeUserPoolClient", { UserPoolId, ClientId });
  expect(described.UserPoolClient).toEqual(UserPoolClient);
  return JSON.parse(JSON.stringify(UserPoolClient));
}

const REDIRECTING = {
  CallbackURLs: ["https://a.example", "https://b.example"],
  LogoutURLs: ["https://a.example"],
  DefaultRedirectURI: "https://a.example",
  AllowedOAuthFlows: ["code"],
  AllowedOAuthScopes: ["openid"],
  AllowedOAuthFlowsUserPoolClient: true,
  SupportedIdentityProviders: ["COGNITO"],
} as const;

describe("UpdateUserPoolClient", () => {
  test("empties the lists that are left out, and what depends on them", async () => {
    const client = await updateClient(
      {
        ...REDIRECTING,
        ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        ReadAttributes: ["email"],
        WriteAttributes: ["email"],
      },
      {},
    );
    expect(client).toEqual({
      UserPoolId: client.UserPoolId,
      ClientId: client.ClientId,
      ClientName: "app",
      CreationDate: 1767225600,
      LastModifiedDate: 1767225660,
      RefreshTokenValidity: 30,
      TokenValidityUnits: {},
      AllowedOAuthFlowsUserPoolClient: false,
      EnableTokenRevocation: true,
      EnablePropagateAdditionalUserContextData: false,
      AuthSessionValidity: 3,
    });
  });

  test("keeps the name, the numbers, their units and the switches that are left out, and the secret", async () => {
    const kept = {
      ClientName: "app",
      RefreshTokenValidity: 300,
      AccessTokenValidity: 10,
      IdTokenValidity: 20,
      TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "minutes" },
      EnableTokenRevocation: false,
      EnablePropagateAdditionalUserContextData: true,
      AuthSessionValidity: 15,
      PreventUserExistenceErrors: "ENABLED",
      ClientSecret: "a_secret_of_the_callers_own",
    } as const;
    expect(await updateClient(kept, {})).toMatchObject(kept);
  });

  test("keeps a default redirect as long as it is in the list", async () => {
    const { DefaultRedirectURI } = REDIRECTING;
    const settings = { ...REDIRECTING, DefaultRedirectURI: undefined };
    expect(await updateClient(REDIRECTING, settings)).toMatchObject({ DefaultRedirectURI });
    const elsewhere = await updateClient(REDIRECTING, { ...settings, CallbackURLs: ["https://b.example"] });
    expect(elsewhere).not.toHaveProperty("DefaultRedirectURI");
  });

  test("replaces what is given", async () => {
    const changes = {
      ClientName: "other",
      RefreshTokenValidity: 10,
      AccessTokenValidity: 2,
      IdTokenValidity: 3,
      TokenValidityUnits: { AccessToken: "hours", IdToken: "hours", RefreshToken: "days" },
      ExplicitAuthFlows: ["ALLOW_USER_AUTH"],
      ReadAttributes: ["name"],
      WriteAttributes: ["name"],
      PreventUserExistenceErrors: "LEGACY",
      EnableTokenRevocation: false,
      AuthSessionValidity: 5,
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 10 },
      ...REDIRECTING,
    } as const;
    expect(
      await updateClient({ RefreshTokenValidity: 20, PreventUserExistenceErrors: "ENABLED" }, changes),
    ).toMatchObject(changes);
  });

  test("goes back to 30 days for a refresh token of 0", async () => {
    expect(await updateClient({ RefreshTokenValidity: 5 }, { RefreshTokenValidity: 0 })).toMatchObject({
      RefreshTokenValidity: 30,
    });
  });

  test("turns rotation off where it is left out", async () => {
    const rotating = { RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 10 } } as const;
    expect((await updateClient(rotating, {})).RefreshTokenRotation).toEqual({ Feature: "DISABLED" });
  });

  test("drops the analytics that are left out", async () => {
    const ApplicationArn = "arn:aws:mobiletargeting:us-east-1:000000000000:apps/0123456789abcdef";
    expect(await updateClient({ AnalyticsConfiguration: { ApplicationArn } }, {})).not.toHaveProperty(
      "AnalyticsConfiguration",
    );
  });

  test("opens and closes flows to sign-ins at once", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await cognito.givenTokens({ ClientId, Username: "alice" });
    await cognito.send("UpdateUserPoolClient", { UserPoolId, ClientId });
    await expect(cognito.givenTokens({ ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "USER_PASSWORD_AUTH flow not enabled for this client",
    );
  });

  test("loses no change to another that is made at the same time", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await Promise.all([
      cognito.send("UpdateUserPoolClient", { UserPoolId, ClientId, AuthSessionValidity: 7 }),
      cognito.send("UpdateUserPoolClient", { UserPoolId, ClientId, RefreshTokenValidity: 9 }),
    ]);
    const { UserPoolClient } = await cognito.send("DescribeUserPoolClient", { UserPoolId, ClientId });
    expect(UserPoolClient).toMatchObject({ AuthSessionValidity: 7, RefreshTokenValidity: 9 });
  });
});

describe("UpdateUserPoolClient refuses", () => {
  test.for<[Omit<UpdateUserPoolClientRequest, "UserPoolId" | "ClientId">, string, string]>([
    [
      { WriteAttributes: ["sub"] },
      "InvalidParameterException",
      "Invalid write attributes specified while updating a client",
    ],
    [
      { ReadAttributes: ["x"] },
      "InvalidParameterException",
      "Invalid read attributes specified while updating a client",
    ],
    [{ RefreshTokenValidity: 3651 }, "InvalidParameterException", "Invalid range for token validity."],
    [{ AllowedOAuthScopes: ["x"] }, "ScopeDoesNotExistException", "Invalid scope requested: x"],
    [
      { AllowedOAuthFlows: ["client_credentials"] },
      "InvalidOAuthFlowException",
      "client_credentials flow can not be selected if client does not have a client secret.",
    ],
    [
      { DefaultRedirectURI: "https://a.example" },
      "InvalidParameterException",
      "The default redirect URI https://a.example is not in the callback URIs list.",
    ],
  ])("%o", async ([changes, name, message]) => {
    await expect(updateClient({}, changes)).rejects.toBeCognitoError(name, message);
  });

  test("rotation beside a flow that it excludes, even where both change in one call", async () => {
    await expect(
      updateClient(
        { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] },
        { ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"], RefreshTokenRotation: { Feature: "ENABLED" } },
      ),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "ALLOW_REFRESH_TOKEN_AUTH cannot be used when refresh token rotation is enabled.",
    );
  });

  test("new units that make an old number too short, and leaves the client as it was", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await expect(
      cognito.send("UpdateUserPoolClient", { UserPoolId, ClientId, TokenValidityUnits: { RefreshToken: "minutes" } }),
    ).rejects.toBeCognitoError("InvalidParameterException", "Invalid range for token validity.");
    const { UserPoolClient } = await cognito.send("DescribeUserPoolClient", { UserPoolId, ClientId });
    expect(UserPoolClient?.TokenValidityUnits).toEqual({});
  });

  test("a client that does not exist, and one of another pool", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const { ClientId } = await cognito.givenUserPoolClient();
    await expect(cognito.send("UpdateUserPoolClient", { UserPoolId, ClientId: "nowhere" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool client nowhere does not exist.",
    );
    await expect(cognito.send("UpdateUserPoolClient", { UserPoolId, ClientId })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      `User pool client ${ClientId} does not exist.`,
    );
  });

  test("a pool that does not exist", async () => {
    const cognito = await startCognito();
    await expect(
      cognito.send("UpdateUserPoolClient", { UserPoolId: "us-east-1_nowhere00", ClientId: "nowhere" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nowhere00 does not exist.");
  });
});
