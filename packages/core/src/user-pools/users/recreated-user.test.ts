import { describe, expect, test } from "vitest";
import { attributeList } from "../../testing/given-bearer.ts";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";

const UserAttributes = attributeList({ email: "alice@example.com", email_verified: "true" });
const Username = "alice";

/** alice, who had all that a user can have, is gone, and somebody else has got her name. */
async function givenSuccessor() {
  const cognito = await startCognito();
  const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
  await cognito.givenConfirmedUser({ UserPoolId, Username, UserAttributes });
  await cognito.send("CreateGroup", { UserPoolId, GroupName: "admins" });
  await cognito.send("AdminAddUserToGroup", { UserPoolId, Username, GroupName: "admins" });
  const tokens = await cognito.givenTokens({ ClientId, Username });
  for (let sent = 1; sent <= 5; sent++) await cognito.send("ForgotPassword", { ClientId, Username });
  await cognito.send("AdminSetUserPassword", { UserPoolId, Username, Password: TEST_PASSWORD });
  const challenge = await signIn(cognito, ClientId);
  await cognito.send("AdminDeleteUser", { UserPoolId, Username });
  await cognito.send("AdminCreateUser", {
    UserPoolId,
    Username,
    UserAttributes,
    TemporaryPassword: TEST_PASSWORD,
    MessageAction: "SUPPRESS",
  });
  return { cognito, UserPoolId, ClientId, tokens, Session: challenge.Session };
}

function signIn(cognito: TestCognito, ClientId: string) {
  return cognito.send("InitiateAuth", {
    ClientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: Username, PASSWORD: TEST_PASSWORD },
  });
}

describe("Who gets the name of a user who was deleted", () => {
  test("is in none of their groups", async () => {
    const { cognito, UserPoolId } = await givenSuccessor();
    await expect(cognito.send("AdminListGroupsForUser", { UserPoolId, Username })).resolves.toEqual({ Groups: [] });
    await expect(cognito.send("ListUsersInGroup", { UserPoolId, GroupName: "admins" })).resolves.toEqual({ Users: [] });
  });

  test("does not answer to their tokens", async () => {
    const { cognito, ClientId, tokens } = await givenSuccessor();
    await expect(cognito.send("GetUser", { AccessToken: tokens.AccessToken })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
    await expect(
      cognito.send("InitiateAuth", {
        ClientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN: tokens.RefreshToken },
      }),
    ).rejects.toMatchObject({ name: expect.stringMatching(/^(NotAuthorized|UserNotFound)Exception$/) });
  });

  test("is not signed in by a sign-in that they began", async () => {
    const { cognito, ClientId, Session = "" } = await givenSuccessor();
    await expect(
      cognito.send("RespondToAuthChallenge", {
        ClientId,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session,
        ChallengeResponses: { USERNAME: Username, NEW_PASSWORD: "Another-Horse-9!" },
      }),
    ).rejects.toMatchObject({ name: expect.stringMatching(/^(NotAuthorized|UserNotFound)Exception$/) });
    await expect(signIn(cognito, ClientId)).resolves.toMatchObject({ ChallengeName: "NEW_PASSWORD_REQUIRED" });
  });

  test("has neither their codes nor their attempts", async () => {
    const { cognito, UserPoolId, ClientId } = await givenSuccessor();
    const code = { ClientId, Username, ConfirmationCode: "123456", Password: TEST_PASSWORD };
    await expect(cognito.send("ConfirmForgotPassword", code)).rejects.toBeCognitoError(
      "ExpiredCodeException",
      "Invalid code provided, please request a code again.",
    );
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username, Password: TEST_PASSWORD, Permanent: true });
    await expect(cognito.send("ForgotPassword", { ClientId, Username })).resolves.toBeDefined();
  });
});

describe("A user who is deleted while something happens to them", () => {
  test("is gone, and so is what happened", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username, UserAttributes });
    await cognito.send("CreateGroup", { UserPoolId, GroupName: "admins" });
    await Promise.allSettled([
      cognito.send("AdminDeleteUser", { UserPoolId, Username }),
      cognito.send("AdminAddUserToGroup", { UserPoolId, Username, GroupName: "admins" }),
      cognito.send("ForgotPassword", { ClientId, Username }),
      cognito.send("AdminUpdateUserAttributes", { UserPoolId, Username, UserAttributes }),
      cognito.send("AdminSetUserPassword", { UserPoolId, Username, Password: TEST_PASSWORD, Permanent: true }),
      cognito.givenTokens({ ClientId, Username }),
    ]);
    await expect(cognito.send("ListUsers", { UserPoolId })).resolves.toEqual({ Users: [] });
    await cognito.givenConfirmedUser({ UserPoolId, Username });
    await expect(cognito.send("AdminListGroupsForUser", { UserPoolId, Username })).resolves.toEqual({ Groups: [] });
    await expect(cognito.send("ListUsersInGroup", { UserPoolId, GroupName: "admins" })).resolves.toEqual({ Users: [] });
  });
});
