import { describe, expect, test } from "vitest";
import { startReplicas, type TestReplicas } from "../testing/start-replicas.ts";

const PASSWORD = "Correct-Horse-9!";
const EXPIRED = "ExpiredCodeException: Invalid code provided, please request a code again.";
const CONFIRMED = "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED";
const TOO_MANY = "LimitExceededException: Attempt limit exceeded, please try after some time.";
const MISMATCH = "CodeMismatchException: Invalid verification code provided, please try again.";

async function givenSignUps({ replicas: [first] }: TestReplicas) {
  const { UserPoolId } = await first.givenUserPool({ AutoVerifiedAttributes: ["email"] });
  const { ClientId } = await first.givenUserPoolClient({ UserPoolId });
  const signUp = (Username: string, email = "alice@example.com") => ({
    ClientId,
    Username,
    Password: PASSWORD,
    UserAttributes: [{ Name: "email", Value: email }],
  });
  return { UserPoolId, ClientId, signUp };
}

describe("Of 200 calls at once to three replicas", () => {
  test("that sign up one name, one does and the others find it taken", async () => {
    const all = await startReplicas();
    const { UserPoolId, signUp } = await givenSignUps(all);
    expect(await all.atOnce(200, "SignUp", () => signUp("alice"))).toEqual({
      done: 1,
      "UsernameExistsException: User already exists": 199,
    });
    const { Users } = await all.replicas[1].send("ListUsers", { UserPoolId });
    expect(Users).toHaveLength(1);
    expect(await all.replicas[2].listMessages()).toHaveLength(1);
  });

  test("that create one user, one does and the others find the name taken", async () => {
    const all = await startReplicas();
    const { UserPoolId } = await givenSignUps(all);
    expect(await all.atOnce(200, "AdminCreateUser", () => ({ UserPoolId, Username: "alice" }))).toEqual({
      done: 1,
      "UsernameExistsException: User account already exists": 199,
    });
  });

  test("that confirm one sign-up with its code, one does and the others find it confirmed", async () => {
    const all = await startReplicas();
    const { ClientId, signUp } = await givenSignUps(all);
    await all.replicas[0].send("SignUp", signUp("alice"));
    const confirmation = { ClientId, Username: "alice", ConfirmationCode: "123456" };
    const {
      done,
      [CONFIRMED]: confirmed = 0,
      [EXPIRED]: expired = 0,
    } = await all.atOnce(200, "ConfirmSignUp", () => confirmation);
    // Who read the user before the commit and the code after it finds no code.
    expect([done, confirmed + expired]).toEqual([1, 199]);
  });

  test("that set a new password with one code, one does and the others find it used", async () => {
    const all = await startReplicas();
    const { UserPoolId, ClientId } = await givenSignUps(all);
    await all.replicas[0].givenConfirmedUser({
      UserPoolId,
      Username: "alice",
      UserAttributes: [
        { Name: "email", Value: "alice@example.com" },
        { Name: "email_verified", Value: "true" },
      ],
    });
    await all.replicas[1].send("ForgotPassword", { ClientId, Username: "alice" });
    const outcomes = await all.atOnce(200, "ConfirmForgotPassword", (call) => ({
      ClientId,
      Username: "alice",
      ConfirmationCode: "123456",
      Password: `New-Password-${call}`,
    }));
    expect(outcomes).toEqual({ done: 1, [EXPIRED]: 199 });
  });

  test("that guess at a code, as many are counted as an hour allows and the others refused", async () => {
    const all = await startReplicas();
    const { ClientId, signUp } = await givenSignUps(all);
    await all.replicas[0].send("SignUp", signUp("alice"));
    const guess = { ClientId, Username: "alice", ConfirmationCode: "000000" };
    expect(await all.atOnce(200, "ConfirmSignUp", () => guess)).toEqual({ [MISMATCH]: 15, [TOO_MANY]: 185 });
    await expect(
      all.replicas[2].send("ConfirmSignUp", { ...guess, ConfirmationCode: "123456" }),
    ).rejects.toBeCognitoError("LimitExceededException", "Attempt limit exceeded, please try after some time.");
  });

  test("that ask for a code, as many send one as an hour allows", async () => {
    const all = await startReplicas();
    const { ClientId, signUp } = await givenSignUps(all);
    await all.replicas[0].send("SignUp", signUp("alice"));
    const asked = await all.atOnce(200, "ResendConfirmationCode", () => ({ ClientId, Username: "alice" }));
    expect(asked).toEqual({ done: 5, [TOO_MANY]: 195 });
    expect(await all.replicas[1].listMessages()).toHaveLength(6);
  });
});

test("Of sign-ups of one e-mail address that signs in, one is confirmed and the others find it taken", async () => {
  const all = await startReplicas();
  const [first] = all.replicas;
  const { UserPoolId } = await first.givenUserPool({ AutoVerifiedAttributes: ["email"], AliasAttributes: ["email"] });
  const { ClientId } = await first.givenUserPoolClient({ UserPoolId });
  await all.atOnce(30, "SignUp", (call) => ({
    ClientId,
    Username: `user${call}`,
    Password: PASSWORD,
    UserAttributes: [{ Name: "email", Value: "alice@example.com" }],
  }));
  const confirmed = await all.atOnce(30, "ConfirmSignUp", (call) => ({
    ClientId,
    Username: `user${call}`,
    ConfirmationCode: "123456",
  }));
  expect(confirmed).toEqual({ done: 1, "AliasExistsException: An account with the email already exists.": 29 });
});

test("An address that is taken over by many at once has one owner in the end, and nobody is refused for the race", async () => {
  const all = await startReplicas();
  const [first] = all.replicas;
  const { UserPoolId } = await first.givenUserPool({ AutoVerifiedAttributes: ["email"], AliasAttributes: ["email"] });
  const { ClientId } = await first.givenUserPoolClient({ UserPoolId });
  await all.atOnce(30, "SignUp", (call) => ({
    ClientId,
    Username: `user${call}`,
    Password: PASSWORD,
    UserAttributes: [{ Name: "email", Value: "alice@example.com" }],
  }));
  const confirmed = await all.atOnce(30, "ConfirmSignUp", (call) => ({
    ClientId,
    Username: `user${call}`,
    ConfirmationCode: "123456",
    ForceAliasCreation: true,
  }));
  expect(confirmed).toEqual({ done: 30 });
  const { Users = [] } = await first.send("ListUsers", { UserPoolId });
  const owners = Users.filter(({ Attributes }) =>
    Attributes?.some(({ Name, Value }) => Name === "email_verified" && Value === "true"),
  );
  expect(owners).toHaveLength(1);
});
