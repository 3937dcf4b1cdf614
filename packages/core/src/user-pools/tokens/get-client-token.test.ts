import type { CreateUserPoolClientRequest } from "@cogmock/protocol/user-pools";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { describe, expect, test } from "vitest";
import { functionArn, givenTriggers, respond } from "../../testing/given-triggers.ts";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";

const READ = "solar-system/asteroids.read";
const ADD = "solar-system/asteroids.add";
const MACHINE = {
  GenerateSecret: true,
  ExplicitAuthFlows: ["ALLOW_CLIENT_TOKEN_AUTH"],
  AllowedOAuthScopes: [ADD, READ],
} as const;

async function givenScopes(cognito: TestCognito, UserPoolId: string): Promise<void> {
  await cognito.send("CreateResourceServer", {
    UserPoolId,
    Identifier: "solar-system",
    Name: "Solar system",
    Scopes: [
      { ScopeName: "asteroids.add", ScopeDescription: "Add" },
      { ScopeName: "asteroids.read", ScopeDescription: "Read" },
    ],
  });
}

/** A client for machines, and its secret. */
async function givenMachine(settings: Partial<CreateUserPoolClientRequest> = {}) {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool();
  await givenScopes(cognito, UserPoolId);
  const { ClientId, ClientSecret = "" } = await cognito.givenUserPoolClient({ UserPoolId, ...MACHINE, ...settings });
  return { cognito, UserPoolId, ClientId, Secret: ClientSecret };
}

describe("GetClientToken", () => {
  test("answers an access token of the client itself, for all custom scopes that it has", async () => {
    const { cognito, UserPoolId, ClientId, Secret } = await givenMachine({ AccessTokenValidity: 2 });
    const { ClientAuthenticationResult } = await cognito.send("GetClientToken", { ClientId, Secret });
    expect(ClientAuthenticationResult).toEqual({
      AccessToken: expect.any(String),
      ExpiresIn: 7200,
      TokenType: "Bearer",
    });
    const { AccessToken = "" } = ClientAuthenticationResult ?? {};
    expect(decodeJwt(AccessToken)).toEqual({
      sub: ClientId,
      token_use: "access",
      scope: `${ADD} ${READ}`,
      auth_time: 1767225600,
      iss: expect.stringMatching(new RegExp(`/${UserPoolId}$`)),
      exp: 1767225600 + 7200,
      iat: 1767225600,
      version: 2,
      jti: expect.any(String),
      client_id: ClientId,
    });
    expect(await cognito.jwks(UserPoolId)).toContain(JSON.stringify(decodeProtectedHeader(AccessToken).kid));
  });

  test("answers a token for the scopes that are asked for, with any secret of the client", async () => {
    const { cognito, UserPoolId, ClientId } = await givenMachine();
    const ClientSecret = "another-secret-of-the-client".replaceAll("-", "_");
    await cognito.send("AddUserPoolClientSecret", { UserPoolId, ClientId, ClientSecret });
    const answer = await cognito.send("GetClientToken", { ClientId, Secret: ClientSecret, Scopes: [READ, READ] });
    expect(decodeJwt(answer.ClientAuthenticationResult?.AccessToken ?? "")).toMatchObject({ scope: READ });
  });

  test("leaves out scopes that their resource server has lost, and refuses them where they are asked for", async () => {
    const { cognito, UserPoolId, ClientId, Secret } = await givenMachine();
    await cognito.send("UpdateResourceServer", {
      UserPoolId,
      Identifier: "solar-system",
      Name: "Solar system",
      Scopes: [{ ScopeName: "asteroids.read", ScopeDescription: "Read" }],
    });
    const answer = await cognito.send("GetClientToken", { ClientId, Secret });
    expect(decodeJwt(answer.ClientAuthenticationResult?.AccessToken ?? "")).toMatchObject({ scope: READ });
    await expect(cognito.send("GetClientToken", { ClientId, Secret, Scopes: [ADD] })).rejects.toBeCognitoError(
      "InvalidParameterException",
      `Invalid scope requested: ${ADD}`,
    );
  });

  test.each(["solar-system/planets.add", "openid", "aws.cognito.signin.user.admin"])(
    "refuses the scope %s, which is not one of the client's own",
    async (scope) => {
      const { cognito, ClientId, Secret } = await givenMachine();
      await expect(cognito.send("GetClientToken", { ClientId, Secret, Scopes: [scope] })).rejects.toBeCognitoError(
        "InvalidParameterException",
        `Invalid scope requested: ${scope}`,
      );
    },
  );

  test("refuses another secret, and a client that has none", async () => {
    const { cognito, UserPoolId, ClientId } = await givenMachine();
    const open = await cognito.givenUserPoolClient({ UserPoolId });
    const Secret = "x".repeat(24);
    for (const id of [ClientId, open.ClientId]) {
      await expect(cognito.send("GetClientToken", { ClientId: id, Secret })).rejects.toBeCognitoError(
        "NotAuthorizedException",
        `Unable to verify client secret for client ${id}`,
      );
    }
  });

  test("refuses a client whose flows are others, and one that does not exist", async () => {
    const { cognito, ClientId, Secret } = await givenMachine({ ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] });
    await expect(cognito.send("GetClientToken", { ClientId, Secret })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "CLIENT_TOKEN_AUTH flow not enabled for this client",
    );
    await expect(cognito.send("GetClientToken", { ClientId: "nobody", Secret })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool client nobody does not exist.",
    );
  });

  test("answers a token that manages no user", async () => {
    const { cognito, ClientId, Secret } = await givenMachine();
    const { ClientAuthenticationResult } = await cognito.send("GetClientToken", { ClientId, Secret });
    const { AccessToken = "" } = ClientAuthenticationResult ?? {};
    await expect(cognito.send("GetUser", { AccessToken })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid Access Token",
    );
  });

  test.each(["V1_0", "V2_0", "V3_0"] as const)("calls a trigger of version 3 alone: %s", async (LambdaVersion) => {
    const { cognito, UserPoolId, calls } = await givenTriggers(
      {
        PreTokenGeneration: respond({
          claimsAndScopeOverrideDetails: {
            accessTokenGeneration: { claimsToAddOrOverride: { tenant: "acme" }, scopesToSuppress: [ADD] },
          },
        }),
      },
      {
        config: { PreTokenGenerationConfig: { LambdaVersion, LambdaArn: functionArn("PreTokenGeneration") } },
        user: false,
      },
    );
    await givenScopes(cognito, UserPoolId);
    const { ClientId, ClientSecret = "" } = await cognito.givenUserPoolClient({ UserPoolId, ...MACHINE });
    const answer = await cognito.send("GetClientToken", {
      ClientId,
      Secret: ClientSecret,
      ClientMetadata: { job: "nightly" },
    });
    const claims = decodeJwt(answer.ClientAuthenticationResult?.AccessToken ?? "");
    if (LambdaVersion !== "V3_0") {
      expect(calls).toEqual([]);
      expect(claims["scope"]).toBe(`${ADD} ${READ}`);
      return;
    }
    expect(claims).toMatchObject({ tenant: "acme", scope: READ });
    expect(calls.map(({ event }) => event)).toEqual([
      {
        version: "3",
        triggerSource: "TokenGeneration_ClientCredentials",
        region: "us-east-1",
        userPoolId: UserPoolId,
        userName: "ClientCredentials",
        callerContext: { awsSdkVersion: expect.any(String), clientId: ClientId },
        request: {
          userAttributes: {},
          groupConfiguration: null,
          scopes: [ADD, READ],
          clientMetadata: { job: "nightly" },
        },
        response: { claimsAndScopeOverrideDetails: null },
      },
    ]);
  });
});
