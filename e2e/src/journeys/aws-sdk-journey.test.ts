import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  ChangePasswordCommand,
  type CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  ForgotPasswordCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  paginateListUsers,
  RevokeTokenCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOf, present } from "../running/aws-client.ts";
import { type RunningServer, startServer } from "../running/running-server.ts";

const PASSWORD = "Correct-Horse-9!";
const NEW_PASSWORD = "Better-Horse-10!";

let server: RunningServer;
let aws: CognitoIdentityProviderClient;
let UserPoolId: string;
let ClientId: string;

async function signIn(username: string, password: string) {
  const { AuthenticationResult } = await aws.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  );
  return {
    accessToken: present(AuthenticationResult?.AccessToken),
    idToken: present(AuthenticationResult?.IdToken),
    refreshToken: present(AuthenticationResult?.RefreshToken),
  };
}

async function refresh(refreshToken: string) {
  return aws.send(
    new InitiateAuthCommand({
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId,
      AuthParameters: { REFRESH_TOKEN: refreshToken },
    }),
  );
}

async function errorOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof CognitoIdentityProviderServiceException) return `${error.name}: ${error.message}`;
    throw error;
  }
  throw new Error("the call was expected to fail");
}

beforeAll(async () => {
  server = await startServer();
  aws = clientOf(server.url);
  const { UserPool } = await aws.send(
    new CreateUserPoolCommand({ PoolName: "journeys", AutoVerifiedAttributes: ["email"] }),
  );
  UserPoolId = present(UserPool?.Id);
  const { UserPoolClient } = await aws.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: "app",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    }),
  );
  ClientId = present(UserPoolClient?.ClientId);
});

afterAll(async () => {
  await server.stop();
});

describe("The AWS SDK for JavaScript", () => {
  test("signs a user up, confirms them with the code from the inbox, and signs them in", async () => {
    const { UserConfirmed, CodeDeliveryDetails } = await aws.send(
      new SignUpCommand({
        ClientId,
        Username: "ann",
        Password: PASSWORD,
        UserAttributes: [{ Name: "email", Value: "ann@example.com" }],
      }),
    );
    expect(UserConfirmed).toBe(false);
    expect(CodeDeliveryDetails).toEqual({
      AttributeName: "email",
      DeliveryMedium: "EMAIL",
      Destination: "a***@e***",
    });
    expect(await errorOf(signIn("ann", PASSWORD))).toBe("UserNotConfirmedException: User is not confirmed.");

    const inbox = (await (await fetch(`${server.url}/_cogmock/messages`)).json()) as {
      username: string;
      kind: string;
      code: string;
    }[];
    const message = present(inbox.findLast(({ username }) => username === "ann"));
    expect(message).toMatchObject({
      kind: "verification",
      code: "123456",
      to: "ann@example.com",
      userPoolId: UserPoolId,
    });

    await aws.send(new ConfirmSignUpCommand({ ClientId, Username: "ann", ConfirmationCode: message.code }));
    const { accessToken } = await signIn("ann", PASSWORD);
    const { Username, UserAttributes } = await aws.send(new GetUserCommand({ AccessToken: accessToken }));
    expect(Username).toBe("ann");
    expect(UserAttributes).toContainEqual({ Name: "email_verified", Value: "true" });
  });

  test("invites a user, who must choose a password of their own before they are in", async () => {
    await aws.send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username: "bob",
        TemporaryPassword: PASSWORD,
        UserAttributes: [
          { Name: "email", Value: "bob@example.com" },
          { Name: "email_verified", Value: "true" },
        ],
      }),
    );
    const challenge = await aws.send(
      new AdminInitiateAuthCommand({
        UserPoolId,
        ClientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "bob", PASSWORD },
      }),
    );
    expect(challenge.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    const { AuthenticationResult } = await aws.send(
      new AdminRespondToAuthChallengeCommand({
        UserPoolId,
        ClientId,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session: present(challenge.Session),
        ChallengeResponses: { USERNAME: "bob", NEW_PASSWORD },
      }),
    );
    expect(present(AuthenticationResult?.TokenType)).toBe("Bearer");
    const { UserStatus } = await aws.send(new AdminGetUserCommand({ UserPoolId, Username: "bob" }));
    expect(UserStatus).toBe("CONFIRMED");
  });

  test("refreshes tokens, until the refresh token is revoked", async () => {
    await aws.send(new AdminCreateUserCommand({ UserPoolId, Username: "cleo", MessageAction: "SUPPRESS" }));
    await aws.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username: "cleo", Password: PASSWORD, Permanent: true }),
    );
    const first = await signIn("cleo", PASSWORD);
    const { AuthenticationResult } = await refresh(first.refreshToken);
    const refreshed = decodeJwt(present(AuthenticationResult?.AccessToken));
    const original = decodeJwt(first.accessToken);
    expect(AuthenticationResult?.RefreshToken).toBeUndefined();
    expect(refreshed["origin_jti"]).toBe(original["origin_jti"]);
    expect(refreshed["auth_time"]).toBe(original["auth_time"]);
    expect(refreshed.jti).not.toBe(original.jti);

    await aws.send(new RevokeTokenCommand({ ClientId, Token: first.refreshToken }));
    expect(await errorOf(refresh(first.refreshToken))).toBe("NotAuthorizedException: Refresh Token has been revoked");
    expect(await errorOf(aws.send(new GetUserCommand({ AccessToken: first.accessToken })))).toBe(
      "NotAuthorizedException: Access Token has been revoked",
    );
  });

  test("changes a password, recovers a forgotten one, and resets one for the user", async () => {
    const email = { Name: "email", Value: "dan@example.com" };
    await aws.send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username: "dan",
        MessageAction: "SUPPRESS",
        UserAttributes: [email, { Name: "email_verified", Value: "true" }],
      }),
    );
    await aws.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username: "dan", Password: PASSWORD, Permanent: true }),
    );
    const { accessToken } = await signIn("dan", PASSWORD);
    await aws.send(
      new ChangePasswordCommand({
        AccessToken: accessToken,
        PreviousPassword: PASSWORD,
        ProposedPassword: NEW_PASSWORD,
      }),
    );
    expect(await errorOf(signIn("dan", PASSWORD))).toBe("NotAuthorizedException: Incorrect username or password.");
    await signIn("dan", NEW_PASSWORD);

    await aws.send(new ForgotPasswordCommand({ ClientId, Username: "dan" }));
    const recover = (ConfirmationCode: string) =>
      aws.send(new ConfirmForgotPasswordCommand({ ClientId, Username: "dan", ConfirmationCode, Password: PASSWORD }));
    expect(await errorOf(recover("000000"))).toBe(
      "CodeMismatchException: Invalid verification code provided, please try again.",
    );
    await recover("123456");
    await signIn("dan", PASSWORD);

    await aws.send(new AdminResetUserPasswordCommand({ UserPoolId, Username: "dan" }));
    expect(await errorOf(signIn("dan", PASSWORD))).toBe(
      "PasswordResetRequiredException: Password reset required for the user",
    );
    await aws.send(
      new ConfirmForgotPasswordCommand({
        ClientId,
        Username: "dan",
        ConfirmationCode: "123456",
        Password: NEW_PASSWORD,
      }),
    );
    await signIn("dan", NEW_PASSWORD);
  });

  test("finds groups in the tokens of their members, the strongest first", async () => {
    await aws.send(new AdminCreateUserCommand({ UserPoolId, Username: "eve", MessageAction: "SUPPRESS" }));
    await aws.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username: "eve", Password: PASSWORD, Permanent: true }),
    );
    for (const [GroupName, Precedence] of [
      ["readers", 20],
      ["admins", 1],
    ] as const) {
      await aws.send(new CreateGroupCommand({ UserPoolId, GroupName, Precedence }));
      await aws.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: "eve", GroupName }));
    }
    const { accessToken, idToken } = await signIn("eve", PASSWORD);
    expect(decodeJwt(accessToken)["cognito:groups"]).toEqual(["admins", "readers"]);
    expect(decodeJwt(idToken)["cognito:groups"]).toEqual(["admins", "readers"]);
  });

  test("signs a user out everywhere", async () => {
    await aws.send(new AdminCreateUserCommand({ UserPoolId, Username: "fay", MessageAction: "SUPPRESS" }));
    await aws.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username: "fay", Password: PASSWORD, Permanent: true }),
    );
    const [desk, phone] = [await signIn("fay", PASSWORD), await signIn("fay", PASSWORD)];
    await aws.send(new GlobalSignOutCommand({ AccessToken: desk.accessToken }));
    expect(await errorOf(aws.send(new GetUserCommand({ AccessToken: phone.accessToken })))).toBe(
      "NotAuthorizedException: Access Token has been revoked",
    );
    expect(await errorOf(refresh(phone.refreshToken))).toBe("NotAuthorizedException: Refresh Token has been revoked");
    await signIn("fay", PASSWORD);
  });

  test("lists users page by page and by filter", async () => {
    for (let number = 0; number < 7; number++) {
      await aws.send(new AdminCreateUserCommand({ UserPoolId, Username: `page-${number}`, MessageAction: "SUPPRESS" }));
    }
    const names: (string | undefined)[] = [];
    for await (const page of paginateListUsers(
      { client: aws, pageSize: 3 },
      { UserPoolId, Filter: 'username ^= "page-"' },
    )) {
      names.push(...(page.Users ?? []).map(({ Username }) => Username));
    }
    expect(names).toEqual(Array.from({ length: 7 }, (_, number) => `page-${number}`));
    const { Users } = await aws.send(new ListUsersCommand({ UserPoolId, Filter: 'email = "ann@example.com"' }));
    expect(Users?.map(({ Username }) => Username)).toEqual(["ann"]);
  });

  test("is told of every mistake in a request as AWS tells it", async () => {
    expect(await errorOf(aws.send(new AdminGetUserCommand({ UserPoolId: "nonsense", Username: "" })))).toBe(
      "InvalidParameterException: 3 validation errors detected: " +
        "Value 'nonsense' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+; " +
        "Value at 'username' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
        "Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
    );
    expect(await errorOf(aws.send(new AdminGetUserCommand({ UserPoolId: "us-east-1_Nowhere00", Username: "x" })))).toBe(
      "ResourceNotFoundException: User pool us-east-1_Nowhere00 does not exist.",
    );
  });
});
