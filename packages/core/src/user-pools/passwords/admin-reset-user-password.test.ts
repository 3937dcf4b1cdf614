import type { AttributeType, CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";

const EMAIL: AttributeType[] = [
  { Name: "email", Value: "alice@example.com" },
  { Name: "email_verified", Value: "true" },
];
const NO_CONTACT = [
  "InvalidParameterException",
  "Cannot reset password for the user as there is no registered/verified email or phone_number",
] as const;
const WRONG_STATE = ["NotAuthorizedException", "User password cannot be reset in the current state."] as const;
const ADMIN_ONLY = ["NotAuthorizedException", "Contact administrator to reset password."] as const;

async function givenAlice(
  cognito: TestCognito,
  UserAttributes: AttributeType[],
  pool: Partial<CreateUserPoolRequest> = {},
) {
  const { UserPoolId } = await cognito.givenUserPool(pool);
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes });
  return { UserPoolId, ClientId };
}

describe("AdminResetUserPassword", () => {
  test("sends a code and lets nobody in with the old password", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenAlice(cognito, EMAIL);
    expect(await cognito.send("AdminResetUserPassword", { UserPoolId, Username: "alice" })).toEqual({});
    expect(await cognito.lastMessage()).toMatchObject({ to: "alice@example.com", code: "123456" });
    await expect(cognito.givenTokens({ ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "PasswordResetRequiredException",
      "Password reset required for the user",
    );
    const Password = "Another-Horse-9!";
    await cognito.send("ConfirmForgotPassword", { ClientId, Username: "alice", ConfirmationCode: "123456", Password });
    await cognito.givenTokens({ ClientId, Username: "alice", Password });
  });

  test("does nothing the second time", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await givenAlice(cognito, EMAIL);
    await cognito.send("AdminResetUserPassword", { UserPoolId, Username: "alice" });
    expect(await cognito.send("AdminResetUserPassword", { UserPoolId, Username: "alice" })).toEqual({});
    expect(await cognito.listMessages()).toHaveLength(1);
  });

  test("sends one code when it is called twice at the same time", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await givenAlice(cognito, EMAIL);
    const reset = () => cognito.send("AdminResetUserPassword", { UserPoolId, Username: "alice" });
    await Promise.all([reset(), reset()]);
    expect(await cognito.listMessages()).toHaveLength(1);
  });

  test("lets a user whose password was reset ask for another code", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenAlice(cognito, EMAIL);
    await cognito.send("AdminResetUserPassword", { UserPoolId, Username: "alice" });
    await cognito.send("ForgotPassword", { ClientId, Username: "alice" });
    expect(await cognito.listMessages()).toHaveLength(2);
  });

  test("lets existing sessions go on, but not change the password", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenAlice(cognito, EMAIL);
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    await cognito.send("AdminResetUserPassword", { UserPoolId, Username: "alice" });
    await cognito.send("GetUser", { AccessToken });
    await expect(
      cognito.send("ChangePassword", {
        AccessToken,
        PreviousPassword: TEST_PASSWORD,
        ProposedPassword: "Another-Horse-9!",
      }),
    ).rejects.toBeCognitoError("PasswordResetRequiredException", "Password reset required for the user");
  });

  test("refuses users who are not confirmed", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenAlice(cognito, EMAIL);
    await cognito.send("SignUp", { ClientId, Username: "bob", Password: TEST_PASSWORD });
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "carol", MessageAction: "SUPPRESS" });
    for (const Username of ["bob", "carol"]) {
      await expect(cognito.send("AdminResetUserPassword", { UserPoolId, Username })).rejects.toBeCognitoError(
        ...WRONG_STATE,
      );
    }
  });

  test("refuses a user without a verified contact, a disabled user, and a pool where administrators set passwords", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await givenAlice(cognito, EMAIL);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await expect(cognito.send("AdminResetUserPassword", { UserPoolId, Username: "bob" })).rejects.toBeCognitoError(
      ...NO_CONTACT,
    );
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await expect(cognito.send("AdminResetUserPassword", { UserPoolId, Username: "alice" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "User is disabled.",
    );
    const other = await givenAlice(cognito, EMAIL, {
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "admin_only", Priority: 1 }] },
    });
    await expect(
      cognito.send("AdminResetUserPassword", { UserPoolId: other.UserPoolId, Username: "alice" }),
    ).rejects.toBeCognitoError(...ADMIN_ONLY);
  });

  test("refuses an unknown pool and an unknown user", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await givenAlice(cognito, EMAIL);
    await expect(cognito.send("AdminResetUserPassword", { UserPoolId, Username: "nobody" })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
    await expect(
      cognito.send("AdminResetUserPassword", { UserPoolId: "us-east-1_nosuch", Username: "alice" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nosuch does not exist.");
  });
});
