import type { CreateUserPoolClientRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { createClient } from "../../testing/create-client.ts";
import { givenIdentityProviders } from "../../testing/given-identity-provider.ts";
import { startCognito } from "../../testing/start-cognito.ts";

describe("the OAuth settings of a client", () => {
  const REDIRECT = { CallbackURLs: ["https://a.example"] };

  test.for<Partial<CreateUserPoolClientRequest>>([
    {},
    { AllowedOAuthFlows: ["code"], ...REDIRECT },
    { AllowedOAuthScopes: ["openid"], ...REDIRECT },
  ])("need flows and scopes: %o", async (settings) => {
    await expect(createClient({ AllowedOAuthFlowsUserPoolClient: true, ...settings })).rejects.toBeCognitoError(
      "InvalidOAuthFlowException",
      "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.",
    );
  });

  test.for(["code", "implicit"] as const)("need somewhere to redirect to in the %s flow", async (flow) => {
    await expect(
      createClient({ AllowedOAuthFlows: [flow], AllowedOAuthScopes: ["openid"], CallbackURLs: [] }),
    ).rejects.toBeCognitoError(
      "InvalidOAuthFlowException",
      "CallbackUrls can not be empty when code flow or implicit flow is selected",
    );
  });

  test.for(["code", "implicit"] as const)("do not have client_credentials beside %s", async (flow) => {
    await expect(
      createClient({ GenerateSecret: true, AllowedOAuthFlows: ["client_credentials", flow], ...REDIRECT }),
    ).rejects.toBeCognitoError(
      "InvalidOAuthFlowException",
      "client_credentials flow can not be selected along with code flow or implicit flow.",
    );
  });

  test("need a secret for client_credentials", async () => {
    await expect(createClient({ AllowedOAuthFlows: ["client_credentials"] })).rejects.toBeCognitoError(
      "InvalidOAuthFlowException",
      "client_credentials flow can not be selected if client does not have a client secret.",
    );
    const client = await createClient({ GenerateSecret: true, AllowedOAuthFlows: ["client_credentials"] });
    expect(client?.AllowedOAuthFlows).toEqual(["client_credentials"]);
  });

  test.for(["openid", "email", "phone", "profile"])("have no %s for client_credentials", async (scope) => {
    await expect(
      createClient({ GenerateSecret: true, AllowedOAuthFlows: ["client_credentials"], AllowedOAuthScopes: [scope] }),
    ).rejects.toBeCognitoError("InvalidOAuthFlowException", `${scope} is not supported with client_credentials flow`);
  });

  test.for(["Cognito", "orders/read"])("have no scope that does not exist: %s", async (scope) => {
    await expect(createClient({ AllowedOAuthScopes: ["openid", scope] })).rejects.toBeCognitoError(
      "ScopeDoesNotExistException",
      `Invalid scope requested: ${scope}`,
    );
  });

  test("have the scopes of the pool's own resource servers, and keep those that these lose", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const other = await cognito.givenUserPool();
    const Identifier = "https://api.example.com";
    const Scopes = [{ ScopeName: "read", ScopeDescription: "Read" }];
    await cognito.send("CreateResourceServer", { UserPoolId, Identifier, Name: "API", Scopes });
    const settings = {
      ClientName: "app",
      GenerateSecret: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: [`${Identifier}/read`],
    } as const;
    const unknown = ["ScopeDoesNotExistException", `Invalid scope requested: ${Identifier}/read`] as const;
    const { UserPoolClient } = await cognito.send("CreateUserPoolClient", { UserPoolId, ...settings });
    expect(UserPoolClient?.AllowedOAuthScopes).toEqual([`${Identifier}/read`]);
    await expect(cognito.send("CreateUserPoolClient", { ...other, ...settings })).rejects.toBeCognitoError(...unknown);

    const ClientId = UserPoolClient?.ClientId ?? "";
    const { AllowedOAuthFlows, AllowedOAuthScopes } = settings;
    const update = { UserPoolId, ClientId, AllowedOAuthFlows, AllowedOAuthScopes };
    await cognito.send("UpdateUserPoolClient", update);
    await cognito.send("DeleteResourceServer", { UserPoolId, Identifier });
    const described = await cognito.send("DescribeUserPoolClient", { UserPoolId, ClientId });
    expect(described.UserPoolClient?.AllowedOAuthScopes).toEqual([`${Identifier}/read`]);
    await expect(cognito.send("UpdateUserPoolClient", update)).rejects.toBeCognitoError(...unknown);
  });

  test("have every standard scope", async () => {
    const AllowedOAuthScopes = ["aws.cognito.signin.user.admin", "email", "openid", "phone", "profile"];
    const client = await createClient({
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes,
      ...REDIRECT,
    });
    expect(client).toMatchObject({ AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthScopes });
  });

  test("have no identity provider that does not exist", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const withProviders = (SupportedIdentityProviders: readonly string[]) =>
      cognito.send("CreateUserPoolClient", { UserPoolId, ClientName: "app", SupportedIdentityProviders });
    await expect(withProviders(["COGNITO", "Google"])).rejects.toBeCognitoError(
      "InvalidParameterException",
      `The provider Google does not exist for User Pool ${UserPoolId}.`,
    );
    const { UserPoolClient } = await withProviders(["COGNITO"]);
    expect(UserPoolClient?.SupportedIdentityProviders).toEqual(["COGNITO"]);
    await givenIdentityProviders(cognito, UserPoolId, ["Google"]);
    await expect(withProviders(["Google"])).resolves.toHaveProperty("UserPoolClient");
    await expect(withProviders(["google"])).rejects.toBeCognitoError(
      "InvalidParameterException",
      `The provider google does not exist for User Pool ${UserPoolId}.`,
    );
  });
});
