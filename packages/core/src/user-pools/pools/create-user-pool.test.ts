import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

describe("CreateUserPool", () => {
  test("leads to users who sign in and are told who they are", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    const { Username } = await cognito.send("GetUser", { AccessToken });
    expect(Username).toBe("alice");
    await expect(cognito.givenTokens({ ClientId, Username: "alice", Password: "wrong" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
  });
});
