import type { CreateUserPoolClientRequest, CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";

const RIGHT = "123456";
const WRONG = "654321";
const NEW_PASSWORD = "Another-Horse-9!";
const MISMATCH = ["CodeMismatchException", "Invalid verification code provided, please try again."] as const;
const EXPIRED = ["ExpiredCodeException", "Invalid code provided, please request a code again."] as const;
const LIMIT = ["LimitExceededException", "Attempt limit exceeded, please try after some time."] as const;

async function givenForgetfulAlice(
  cognito: TestCognito,
  client: Partial<CreateUserPoolClientRequest> = {},
  pool: Partial<CreateUserPoolRequest> = {},
) {
  const { UserPoolId } = await cognito.givenUserPool(pool);
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ...client });
  const UserAttributes = [
    { Name: "email", Value: "alice@example.com" },
    { Name: "email_verified", Value: "true" },
  ];
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes });
  await cognito.send("ForgotPassword", { ClientId, Username: "alice" });
  const confirm = (ConfirmationCode: string, Password = NEW_PASSWORD, Username = "alice") =>
    cognito.send("ConfirmForgotPassword", { ClientId, Username, ConfirmationCode, Password });
  return { UserPoolId, ClientId, confirm };
}

describe("ConfirmForgotPassword", () => {
  test("sets the new password in place of the old one", async () => {
    const cognito = await startCognito();
    const { ClientId, confirm } = await givenForgetfulAlice(cognito);
    expect(await confirm(RIGHT)).toEqual({});
    await cognito.givenTokens({ ClientId, Username: "alice", Password: NEW_PASSWORD });
    await expect(cognito.givenTokens({ ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
  });

  test("lets existing sessions go on", async () => {
    const cognito = await startCognito();
    const { ClientId, confirm } = await givenForgetfulAlice(cognito);
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    await confirm(RIGHT);
    await cognito.send("GetUser", { AccessToken });
  });

  test("confirms a user who had not confirmed their sign-up", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId, confirm } = await givenForgetfulAlice(cognito);
    await cognito.send("SignUp", { ClientId, Username: "bob", Password: TEST_PASSWORD });
    const UserAttributes = [
      { Name: "email", Value: "bob@example.com" },
      { Name: "email_verified", Value: "true" },
    ];
    await cognito.send("AdminUpdateUserAttributes", { UserPoolId, Username: "bob", UserAttributes });
    await cognito.send("ForgotPassword", { ClientId, Username: "bob" });
    await confirm(RIGHT, NEW_PASSWORD, "bob");
    await cognito.givenTokens({ ClientId, Username: "bob", Password: NEW_PASSWORD });
  });

  test("takes a code for an hour and no longer", async () => {
    const cognito = await startCognito();
    const { ClientId, confirm } = await givenForgetfulAlice(cognito);
    cognito.clock.advance({ hours: 1, milliseconds: -1 });
    await confirm(RIGHT);
    await cognito.send("ForgotPassword", { ClientId, Username: "alice" });
    cognito.clock.advance({ hours: 1 });
    await expect(confirm(RIGHT)).rejects.toBeCognitoError(...EXPIRED);
  });

  test("takes a code once", async () => {
    const cognito = await startCognito();
    const { confirm } = await givenForgetfulAlice(cognito);
    await confirm(RIGHT);
    await expect(confirm(RIGHT)).rejects.toBeCognitoError(...EXPIRED);
  });

  test("takes a code once, also when it is answered many times at once", async () => {
    const cognito = await startCognito();
    const { ClientId, confirm } = await givenForgetfulAlice(cognito);
    const passwords = Array.from({ length: 6 }, (_, index) => `${NEW_PASSWORD}${index}`);
    const outcomes = await Promise.allSettled(passwords.map((password) => confirm(RIGHT, password)));
    const winners = passwords.filter((_, index) => outcomes[index]?.status === "fulfilled");
    expect(winners).toHaveLength(1);
    await cognito.givenTokens({ ClientId, Username: "alice", Password: winners[0] ?? "" });
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(outcome.reason).toBeCognitoError(...EXPIRED);
    }
  });

  test("does not take a code that was sent for something else", async () => {
    const cognito = await startCognito();
    const { ClientId, confirm } = await givenForgetfulAlice(cognito, {}, { AutoVerifiedAttributes: ["email"] });
    const UserAttributes = [{ Name: "email", Value: "bob@example.com" }];
    await cognito.send("SignUp", { ClientId, Username: "bob", Password: TEST_PASSWORD, UserAttributes });
    await expect(confirm(RIGHT, NEW_PASSWORD, "bob")).rejects.toBeCognitoError(...EXPIRED);
  });

  test("keeps the code good when it refuses the password", async () => {
    const cognito = await startCognito();
    const { confirm } = await givenForgetfulAlice(cognito);
    await expect(confirm(RIGHT, "weak")).rejects.toBeCognitoError(
      "InvalidPasswordException",
      "Password does not conform to policy: Password not long enough",
    );
    await confirm(RIGHT);
  });

  test("refuses everything after five wrong codes within an hour, however they come", async () => {
    const cognito = await startCognito();
    const { ClientId, confirm } = await givenForgetfulAlice(cognito);
    const outcomes = await Promise.allSettled(Array.from({ length: 9 }, () => confirm(WRONG)));
    const reasons = outcomes.map((outcome) => outcome.status === "rejected" && String(outcome.reason));
    expect(reasons.filter((reason) => reason === MISMATCH.join(": "))).toHaveLength(5);
    expect(reasons.filter((reason) => reason === LIMIT.join(": "))).toHaveLength(4);
    await expect(confirm(RIGHT)).rejects.toBeCognitoError(...LIMIT);
    cognito.clock.advance({ hours: 1 });
    await cognito.send("ForgotPassword", { ClientId, Username: "alice" });
    await confirm(RIGHT);
  });

  test("forgets wrong codes after a right one", async () => {
    const cognito = await startCognito();
    const { ClientId, confirm } = await givenForgetfulAlice(cognito);
    for (let guess = 0; guess < 4; guess++) await expect(confirm(WRONG)).rejects.toBeCognitoError(...MISMATCH);
    await confirm(RIGHT);
    await cognito.send("ForgotPassword", { ClientId, Username: "alice" });
    for (let guess = 0; guess < 4; guess++) await expect(confirm(WRONG)).rejects.toBeCognitoError(...MISMATCH);
    await confirm(RIGHT);
  });

  test("refuses an unknown and a disabled user", async () => {
    const cognito = await startCognito();
    const { UserPoolId, confirm } = await givenForgetfulAlice(cognito);
    await expect(confirm(RIGHT, NEW_PASSWORD, "nobody")).rejects.toBeCognitoError(
      "UserNotFoundException",
      "Username/client id combination not found.",
    );
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await expect(confirm(RIGHT)).rejects.toBeCognitoError("NotAuthorizedException", "User is disabled.");
  });

  test("does not tell an unknown or disabled user from a wrong code where the client hides who exists", async () => {
    const cognito = await startCognito();
    const { UserPoolId, confirm } = await givenForgetfulAlice(cognito, { PreventUserExistenceErrors: "ENABLED" });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await expect(confirm(RIGHT, NEW_PASSWORD, "nobody")).rejects.toBeCognitoError(...MISMATCH);
    await expect(confirm(RIGHT, NEW_PASSWORD, "bob")).rejects.toBeCognitoError(...EXPIRED);
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await expect(confirm(RIGHT)).rejects.toBeCognitoError(...MISMATCH);
  });

  test("refuses an unknown client and a missing secret hash", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await givenForgetfulAlice(cognito);
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, GenerateSecret: true });
    const request = { Username: "alice", ConfirmationCode: RIGHT, Password: NEW_PASSWORD };
    await expect(cognito.send("ConfirmForgotPassword", { ...request, ClientId })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `Client ${ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    await expect(cognito.send("ConfirmForgotPassword", { ...request, ClientId: "nosuch" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool client nosuch does not exist.",
    );
  });
});
