import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { clientOf, present } from "../running/aws-client.ts";

export const PASSWORD = "Correct-Horse-9!";
export const CALLBACK = "http://localhost:3000/callback";
export const LOGOUT = "http://localhost:3000/";

/** A pool with a user, and a client of it. */
export interface Application {
  readonly userPoolId: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
}

/** A user pool with the user `ann` and a resource server, and an app client as an application would have it. */
export async function givenApplication(
  url: string,
  client: Partial<CreateUserPoolClientCommandInput> = {},
): Promise<Application> {
  const aws = clientOf(url);
  const { UserPool } = await aws.send(new CreateUserPoolCommand({ PoolName: "people" }));
  const UserPoolId = present(UserPool?.Id);
  await aws.send(
    new CreateResourceServerCommand({
      UserPoolId,
      Identifier: "api",
      Name: "API",
      Scopes: [{ ScopeName: "read", ScopeDescription: "Reads" }],
    }),
  );
  const { UserPoolClient } = await aws.send(
    new CreateUserPoolClientCommand({
      ClientName: "app",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      CallbackURLs: [CALLBACK],
      LogoutURLs: [LOGOUT],
      SupportedIdentityProviders: ["COGNITO"],
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid", "email", "profile", "api/read", "aws.cognito.signin.user.admin"],
      AllowedOAuthFlowsUserPoolClient: true,
      ...client,
      UserPoolId,
    }),
  );
  await aws.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: "ann",
      MessageAction: "SUPPRESS",
      UserAttributes: [
        { Name: "email", Value: "ann@example.com" },
        { Name: "email_verified", Value: "true" },
      ],
    }),
  );
  await aws.send(new AdminSetUserPasswordCommand({ UserPoolId, Username: "ann", Password: PASSWORD, Permanent: true }));
  return {
    userPoolId: UserPoolId,
    issuer: `${url}/${UserPoolId}`,
    clientId: present(UserPoolClient?.ClientId),
    clientSecret: UserPoolClient?.ClientSecret,
  };
}
