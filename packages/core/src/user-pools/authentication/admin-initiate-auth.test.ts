import { describe, expect, test } from "vitest";
import { startCognito, TEST_PASSWORD } from "../../testing/start-cognito.ts";

const RIGHT = { USERNAME: "alice", PASSWORD: TEST_PASSWORD };

async function givenAlice() {
  const cognito = await startCognito();
  const client = await cognito.givenUserPoolClient();
  await cognito.givenConfirmedUser({ UserPoolId: client.UserPoolId, Username: "alice" });
  return { cognito, ...client };
}

describe("AdminInitiateAuth", () => {
  test.each(["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"] as const)("signs in with %s", async (AuthFlow) => {
    const { cognito, UserPoolId, ClientId } = await givenAlice();
    const request = { UserPoolId, ClientId, AuthFlow } as const;
    expect(await cognito.send("AdminInitiateAuth", { ...request, AuthParameters: RIGHT })).toMatchObject({
      ChallengeParameters: {},
      AuthenticationResult: { TokenType: "Bearer", ExpiresIn: 3600, RefreshToken: expect.any(String) },
    });
    await expect(
      cognito.send("AdminInitiateAuth", { ...request, AuthParameters: { ...RIGHT, PASSWORD: "wrong" } }),
    ).rejects.toBeCognitoError("NotAuthorizedException", "Incorrect username or password.");
  });

  test.each(["REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"] as const)("renews tokens with %s", async (AuthFlow) => {
    const { cognito, UserPoolId, ClientId } = await givenAlice();
    const { RefreshToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    const { AuthenticationResult } = await cognito.send("AdminInitiateAuth", {
      UserPoolId,
      ClientId,
      AuthFlow,
      AuthParameters: { REFRESH_TOKEN: RefreshToken },
    });
    expect(AuthenticationResult).toHaveProperty("AccessToken");
    expect(AuthenticationResult).not.toHaveProperty("RefreshToken");
  });

  test("leaves USER_PASSWORD_AUTH to InitiateAuth", async () => {
    const { cognito, UserPoolId, ClientId } = await givenAlice();
    await expect(
      cognito.send("AdminInitiateAuth", {
        UserPoolId,
        ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: RIGHT,
      }),
    ).rejects.toBeCognitoError("InvalidParameterException", "Initiate Auth method not supported.");
  });

  test.each(["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"] as const)(
    "refuses %s to a client that does not enable it",
    async (AuthFlow) => {
      const cognito = await startCognito();
      const { UserPoolId, ClientId } = await cognito.givenUserPoolClient({
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      });
      await expect(
        cognito.send("AdminInitiateAuth", { UserPoolId, ClientId, AuthFlow, AuthParameters: RIGHT }),
      ).rejects.toBeCognitoError("InvalidParameterException", "Auth flow not enabled for this client");
    },
  );

  test("refuses an unknown pool, an unknown client and the client of another pool", async () => {
    const { cognito, UserPoolId, ClientId } = await givenAlice();
    const { UserPoolId: otherPool } = await cognito.givenUserPool();
    const request = { AuthFlow: "ADMIN_USER_PASSWORD_AUTH", AuthParameters: RIGHT } as const;
    await expect(
      cognito.send("AdminInitiateAuth", { ...request, UserPoolId: "us-east-1_nothing", ClientId }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nothing does not exist.");
    await expect(
      cognito.send("AdminInitiateAuth", { ...request, UserPoolId, ClientId: "nobodysclient" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool client nobodysclient does not exist.");
    await expect(
      cognito.send("AdminInitiateAuth", { ...request, UserPoolId: otherPool, ClientId }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", `User pool client ${ClientId} does not exist.`);
  });

  test("hides whether a user exists where the client does", async () => {
    const { cognito, UserPoolId, ClientId } = await givenAlice();
    const hiding = await cognito.givenUserPoolClient({ UserPoolId, PreventUserExistenceErrors: "ENABLED" });
    const request = {
      UserPoolId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { ...RIGHT, USERNAME: "nobody" },
    } as const;
    await expect(cognito.send("AdminInitiateAuth", { ...request, ClientId })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
    await expect(cognito.send("AdminInitiateAuth", { ...request, ClientId: hiding.ClientId })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
  });
});
