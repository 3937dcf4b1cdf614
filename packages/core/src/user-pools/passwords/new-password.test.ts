import { describe, expect, test } from "vitest";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";

const REUSED = ["PasswordHistoryPolicyViolationException", "Password has previously been used."] as const;

async function givenUser(cognito: TestCognito, PasswordHistorySize: number) {
  const { UserPoolId } = await cognito.givenUserPool({
    Policies: { PasswordPolicy: { MinimumLength: 6, PasswordHistorySize } },
  });
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
  await cognito.send("AdminCreateUser", { UserPoolId, Username: "alice", MessageAction: "SUPPRESS" });
  const setPassword = (Password: string, Permanent = true) =>
    cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password, Permanent });
  return { UserPoolId, ClientId, setPassword };
}

describe("A password history", () => {
  test("of size 3 keeps a user from the present password and the two before, and from no others", async () => {
    const cognito = await startCognito();
    const { setPassword } = await givenUser(cognito, 3);
    for (const password of ["first1", "second2", "third3", "fourth4"]) await setPassword(password);
    for (const password of ["fourth4", "third3", "second2"]) {
      await expect(setPassword(password)).rejects.toBeCognitoError(...REUSED);
    }
    await setPassword("first1");
    await setPassword("second2");
  });

  test("of size 1 keeps a user from the present password alone", async () => {
    const cognito = await startCognito();
    const { setPassword } = await givenUser(cognito, 1);
    await setPassword("first1");
    await expect(setPassword("first1")).rejects.toBeCognitoError(...REUSED);
    await setPassword("second2");
    await setPassword("first1");
  });

  test("of size 0 lets a user keep the password", async () => {
    const cognito = await startCognito();
    const { setPassword } = await givenUser(cognito, 0);
    await setPassword("first1");
    await setPassword("first1");
  });

  test("of the largest size remembers 24 passwords", async () => {
    const cognito = await startCognito();
    const { setPassword } = await givenUser(cognito, 24);
    const passwords = Array.from({ length: 25 }, (_, index) => `password${index}`);
    for (const password of passwords) await setPassword(password);
    await expect(setPassword("password1")).rejects.toBeCognitoError(...REUSED);
    await setPassword("password0");
  });

  test("is no longer than the pool now asks for", async () => {
    const cognito = await startCognito();
    const { UserPoolId, setPassword } = await givenUser(cognito, 3);
    for (const password of ["first1", "second2", "third3"]) await setPassword(password);
    await cognito.send("UpdateUserPool", {
      UserPoolId,
      Policies: { PasswordPolicy: { MinimumLength: 6, PasswordHistorySize: 2 } },
    });
    await expect(setPassword("second2")).rejects.toBeCognitoError(...REUSED);
    await setPassword("first1");
  });

  test("keeps the password as it was when it refuses another", async () => {
    const cognito = await startCognito();
    const { ClientId, setPassword } = await givenUser(cognito, 2);
    await setPassword("first1");
    await setPassword("second2");
    await expect(setPassword("first1")).rejects.toBeCognitoError(...REUSED);
    await cognito.givenTokens({ ClientId, Username: "alice", Password: "second2" });
  });

  test("of size 2 applies to ChangePassword and ConfirmForgotPassword", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId, setPassword } = await givenUser(cognito, 2);
    await setPassword("first1");
    const UserAttributes = [
      { Name: "email", Value: "alice@example.com" },
      { Name: "email_verified", Value: "true" },
    ];
    await cognito.send("AdminUpdateUserAttributes", { UserPoolId, Username: "alice", UserAttributes });
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice", Password: "first1" });
    await expect(
      cognito.send("ChangePassword", { AccessToken, PreviousPassword: "first1", ProposedPassword: "first1" }),
    ).rejects.toBeCognitoError(...REUSED);
    await cognito.send("ChangePassword", { AccessToken, PreviousPassword: "first1", ProposedPassword: "second2" });

    await cognito.send("ForgotPassword", { ClientId, Username: "alice" });
    const answer = { ClientId, Username: "alice", ConfirmationCode: "123456" };
    await expect(cognito.send("ConfirmForgotPassword", { ...answer, Password: "first1" })).rejects.toBeCognitoError(
      ...REUSED,
    );
    await cognito.send("ConfirmForgotPassword", { ...answer, Password: "third3" });
  });
});
