import { describe, expect, test } from "vitest";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";

const EMAIL = "alice@example.com";
const PHONE_NUMBER = "+15550100200";
const UserAttributes = [
  { Name: "email", Value: EMAIL },
  { Name: "phone_number", Value: PHONE_NUMBER },
];

async function mediums(cognito: TestCognito): Promise<string[]> {
  const messages = await cognito.listMessages();
  return messages.map(({ medium, to }) => `${medium} ${to}`).toSorted();
}

describe("An invitation", () => {
  test("brings the temporary password by e-mail in AWS's words", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "alice",
      UserAttributes,
      TemporaryPassword: "Temporary-1",
      DesiredDeliveryMediums: ["EMAIL"],
    });
    await expect(cognito.listMessages()).resolves.toMatchObject([
      {
        userPoolId: UserPoolId,
        username: "alice",
        medium: "EMAIL",
        kind: "invitation",
        to: EMAIL,
        subject: "Your temporary password",
        body: "Your username is alice and temporary password is Temporary-1. ",
        code: "Temporary-1",
      },
    ]);
  });

  test.each([
    [undefined, [`SMS ${PHONE_NUMBER}`]],
    [[], [`SMS ${PHONE_NUMBER}`]],
    [["EMAIL" as const], [`EMAIL ${EMAIL}`]],
    [
      ["EMAIL" as const, "SMS" as const, "SMS" as const],
      [`EMAIL ${EMAIL}`, `SMS ${PHONE_NUMBER}`],
    ],
  ])("goes to DesiredDeliveryMediums %j: %j", async (DesiredDeliveryMediums, expected) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "alice", UserAttributes, DesiredDeliveryMediums });
    await expect(mediums(cognito)).resolves.toEqual(expected);
  });

  test("is not sent to an address that is not there, and that is no error", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "alice",
      UserAttributes: [{ Name: "email", Value: EMAIL }],
    });
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "bob" });
    await expect(cognito.listMessages()).resolves.toEqual([]);
  });

  test("is not sent with MessageAction SUPPRESS", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "a", UserAttributes, MessageAction: "SUPPRESS" });
    await expect(cognito.listMessages()).resolves.toEqual([]);
  });

  test("is not sent where the template has no place for the password", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({
      AdminCreateUserConfig: { InviteMessageTemplate: { SMSMessage: "Hello {username}" } },
    });
    await cognito
      .send("AdminCreateUser", { UserPoolId, Username: "alice", UserAttributes })
      .then(({ User }) => expect(User?.UserStatus).toBe("FORCE_CHANGE_PASSWORD"));
    await expect(cognito.listMessages()).resolves.toEqual([]);
  });

  test("names the address that signs in, and goes there by default, where e-mail addresses are usernames", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ UsernameAttributes: ["email"] });
    await cognito.send("AdminCreateUser", { UserPoolId, Username: EMAIL, TemporaryPassword: "Temporary-1" });
    await expect(cognito.listMessages()).resolves.toMatchObject([
      { to: EMAIL, body: `Your username is ${EMAIL} and temporary password is Temporary-1. ` },
    ]);
  });

  test("carries a generated password that meets the pool's policy", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "alice", UserAttributes });
    const [message] = await cognito.listMessages();
    expect(message?.code).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])(?=.*[^A-Za-z0-9]).{8}$/);
  });
});

describe("A temporary password", () => {
  test.each([
    ["Sh0r!t", "Password did not conform with password policy: Password not long enough"],
    ["temporary-1", "Password did not conform with password policy: Password must have uppercase characters"],
  ])("must meet the policy: %s", async (TemporaryPassword, message) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await expect(
      cognito.send("AdminCreateUser", { UserPoolId, Username: "alice", TemporaryPassword }),
    ).rejects.toBeCognitoError("InvalidPasswordException", message);
  });

  test("stops working when the pool says so, and lasts the full time again after RESEND", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    const TemporaryPassword = "Temporary-1";
    const user = { UserPoolId, Username: "alice", TemporaryPassword };
    const signIn = () =>
      cognito.send("InitiateAuth", {
        ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "alice", PASSWORD: TemporaryPassword },
      });
    const expired = "Temporary password has expired and must be reset by an administrator.";
    await cognito.send("AdminCreateUser", user);
    cognito.clock.advance({ days: 7 });
    await expect(signIn()).rejects.toBeCognitoError("NotAuthorizedException", expired);

    await cognito.send("AdminCreateUser", { ...user, MessageAction: "RESEND" });
    cognito.clock.advance({ days: 6 });
    await expect(signIn()).resolves.toBeDefined();
    cognito.clock.advance({ days: 1 });
    await expect(signIn()).rejects.toBeCognitoError("NotAuthorizedException", expired);
  });
});

describe("MessageAction RESEND", () => {
  test("sends another password and answers the user as they are", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "alice", UserAttributes });
    const { User } = await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "alice",
      MessageAction: "RESEND",
      UserAttributes: [{ Name: "name", Value: "ignored" }],
    });
    expect(User?.Attributes?.slice(1)).toEqual(UserAttributes);
    const [first, second] = await cognito.listMessages();
    expect(second).toMatchObject({ kind: "invitation", to: PHONE_NUMBER });
    expect(second?.code).not.toBe(first?.code);
  });

  test("refuses an unknown user", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await expect(
      cognito.send("AdminCreateUser", { UserPoolId, Username: "alice", MessageAction: "RESEND" }),
    ).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
  });

  test("refuses a user who has a password of their own", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await expect(
      cognito.send("AdminCreateUser", { UserPoolId, Username: "alice", MessageAction: "RESEND" }),
    ).rejects.toBeCognitoError(
      "UnsupportedUserStateException",
      "Resend not possible. alice status is not FORCE_CHANGE_PASSWORD",
    );
  });
});

describe("In a pool where codes sign in", () => {
  const Policies = { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD" as const, "EMAIL_OTP" as const] } };

  test("a user without a password is confirmed, and no password is sent", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ Policies });
    const { User } = await cognito.send("AdminCreateUser", { UserPoolId, Username: "alice", UserAttributes });
    expect(User?.UserStatus).toBe("CONFIRMED");
    await expect(cognito.listMessages()).resolves.toEqual([]);
  });

  test("a user without a password gets an invitation that speaks of none", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({
      Policies,
      AdminCreateUserConfig: { InviteMessageTemplate: { SMSMessage: "Welcome, {username}" } },
    });
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "alice", UserAttributes });
    await expect(cognito.listMessages()).resolves.toMatchObject([{ to: PHONE_NUMBER, body: "Welcome, alice" }]);
    expect(await cognito.lastMessage()).not.toHaveProperty("code");
  });

  test("a user with a temporary password must change it", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ Policies });
    const { User } = await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "alice",
      TemporaryPassword: "Temporary-1",
    });
    expect(User?.UserStatus).toBe("FORCE_CHANGE_PASSWORD");
  });
});
