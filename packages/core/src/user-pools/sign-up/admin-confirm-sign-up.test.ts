import { describe, expect, test } from "vitest";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";

async function givenClient(cognito: TestCognito) {
  const { UserPoolId } = await cognito.givenUserPool({ AutoVerifiedAttributes: ["email"] });
  return cognito.givenUserPoolClient({ UserPoolId });
}

describe("AdminConfirmSignUp", () => {
  test("confirms a user without verifying a contact", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenClient(cognito);
    const UserAttributes = [{ Name: "email", Value: "alice@example.com" }];
    await cognito.send("SignUp", { ClientId, Username: "alice", Password: TEST_PASSWORD, UserAttributes });
    expect(await cognito.send("AdminConfirmSignUp", { UserPoolId, Username: "alice" })).toEqual({});
    const user = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    expect(user.UserStatus).toBe("CONFIRMED");
    expect(user.UserAttributes).toContainEqual({ Name: "email_verified", Value: "false" });
    await cognito.givenTokens({ ClientId, Username: "alice" });
  });

  test("refuses users who are in any other state", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await givenClient(cognito);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "bob", TemporaryPassword: TEST_PASSWORD });
    await expect(cognito.send("AdminConfirmSignUp", { UserPoolId, Username: "alice" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "User cannot be confirmed. Current status is CONFIRMED",
    );
    await expect(cognito.send("AdminConfirmSignUp", { UserPoolId, Username: "bob" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "User cannot be confirmed. Current status is FORCE_CHANGE_PASSWORD",
    );
  });

  test("refuses an unknown pool and an unknown user", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await givenClient(cognito);
    await expect(
      cognito.send("AdminConfirmSignUp", { UserPoolId: "us-east-1_nosuch", Username: "alice" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nosuch does not exist.");
    await expect(cognito.send("AdminConfirmSignUp", { UserPoolId, Username: "nobody" })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
  });
});
