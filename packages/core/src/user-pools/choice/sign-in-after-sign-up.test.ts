import { readJwt, secretHash } from "@cogmock/crypto";
import type { ConfirmSignUpRequest, InitiateAuthRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { givenChoice } from "../../testing/given-choice.ts";
import { OFFER } from "../../testing/given-mfa-pool.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const INVALID = ["NotAuthorizedException", "Invalid session for the user."] as const;
const OF_ANOTHER = ["NotAuthorizedException", "Invalid session provided for the user."] as const;
const EXPIRED = ["NotAuthorizedException", "Invalid session for the user, session is expired."] as const;
const USED = ["NotAuthorizedException", "Invalid session for the user, session can only be used once."] as const;
const GARBAGE = "AYABe".padEnd(200, "x");

/** A pool that verifies e-mail addresses, and ways through a sign-up. */
async function givenSignUps({ pool = {}, client = {}, ...settings }: Parameters<typeof givenChoice>[0] = {}) {
  const given = await givenChoice({ ...settings, client, pool: { AutoVerifiedAttributes: ["email"], ...pool } });
  const { cognito, ClientId, ClientSecret } = given;
  const hashOf = (username: string) =>
    ClientSecret && secretHash({ username, clientId: ClientId, clientSecret: ClientSecret });
  const signUp = (Username = "carol", Password: string | undefined = TEST_PASSWORD) =>
    cognito.send("SignUp", {
      ClientId,
      Username,
      Password,
      SecretHash: hashOf(Username),
      UserAttributes: [{ Name: "email", Value: `${Username}@example.com` }],
    });
  const confirm = (changes: Partial<ConfirmSignUpRequest> = {}) =>
    cognito.send("ConfirmSignUp", {
      ClientId,
      Username: "carol",
      SecretHash: hashOf(changes.Username ?? "carol"),
      ConfirmationCode: "123456",
      ...changes,
    });
  const signIn = (Session: string | undefined, changes: Partial<InitiateAuthRequest> = {}) =>
    cognito.send("InitiateAuth", {
      AuthFlow: "USER_AUTH",
      ClientId,
      Session,
      AuthParameters: { USERNAME: "carol", ...(ClientSecret && { SECRET_HASH: hashOf("carol") ?? "" }) },
      ...changes,
    });
  const givenConfirmed = async () => {
    const { Session } = await signUp();
    return (await confirm({ Session })).Session;
  };
  return { ...given, hashOf, signUp, confirm, signIn, givenConfirmed };
}

describe("A sign-in straight after ConfirmSignUp", () => {
  test("leads from session to session to tokens, without another code", async () => {
    const { signUp, confirm, signIn, cognito } = await givenSignUps();
    const { Session: first } = await signUp();
    expect(first).toMatch(/^AYABe[\w-]+$/);
    const { Session: second } = await confirm({ Session: first });
    expect(second).toMatch(/^AYABe[\w-]+$/);
    expect(second).not.toBe(first);
    const { AuthenticationResult, ...rest } = await signIn(second);
    expect(rest).toEqual({ ChallengeParameters: {} });
    expect(await cognito.send("GetUser", { AccessToken: AuthenticationResult?.AccessToken ?? "" })).toMatchObject({
      Username: "carol",
    });
    expect(await cognito.listMessages()).toHaveLength(1);
  });

  test("needs no password", async () => {
    const { signUp, confirm, signIn, cognito, ClientId } = await givenSignUps();
    await cognito.send("SignUp", { ClientId, Username: "dave", UserAttributes: [{ Name: "email", Value: "d@e.com" }] });
    const { Session } = await confirm({ Username: "dave" });
    expect(await signIn(Session, { AuthParameters: { USERNAME: "dave" } })).toHaveProperty("AuthenticationResult");
    await signUp();
  });

  test("is what AdminInitiateAuth does, too", async () => {
    const { givenConfirmed, cognito, UserPoolId, ClientId } = await givenSignUps();
    const Session = await givenConfirmed();
    const AuthParameters = { USERNAME: "carol" };
    const input = { AuthFlow: "USER_AUTH", UserPoolId, ClientId, Session, AuthParameters } as const;
    expect(await cognito.send("AdminInitiateAuth", input)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("goes by whichever name signs the user in, and asks for the secret hash of that", async () => {
    const { signUp, confirm, signIn, hashOf } = await givenSignUps({
      pool: { AliasAttributes: ["email"] },
      client: { GenerateSecret: true },
    });
    const { Session } = await confirm({ Session: (await signUp()).Session });
    const USERNAME = "carol@example.com";
    await expect(signIn(Session, { AuthParameters: { USERNAME } })).rejects.toThrow("SECRET_HASH was not received");
    const AuthParameters = { USERNAME, SECRET_HASH: hashOf(USERNAME) ?? "" };
    expect(await signIn(Session, { AuthParameters })).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("does not ask for MFA, where the pool requires that: the code was the user's first factor", async () => {
    const { givenConfirmed, signIn, cognito, UserPoolId } = await givenSignUps({ factors: ["PASSWORD"] });
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, MfaConfiguration: "ON", ...OFFER.app });
    expect(await signIn(await givenConfirmed())).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("is worth a code, where it is asked what it is worth", async () => {
    const { givenConfirmed, signIn } = await givenSignUps();
    const Session = await givenConfirmed();
    const asked = (TARGET_ACR_VALUES: string) =>
      signIn(Session, { AuthParameters: { USERNAME: "carol", TARGET_ACR_VALUES } });
    await expect(asked("urn:cognito:loa:3")).rejects.toBeCognitoError(
      "InvalidParameterException",
      "User does not have the authentication factors for the requested ACR value.",
    );
    const { AuthenticationResult } = await asked("urn:cognito:loa:3 urn:cognito:loa:1");
    expect(readJwt(AuthenticationResult?.AccessToken ?? "")?.claims).toMatchObject({
      acr: "urn:cognito:loa:2",
      amr: ["email_otp"],
    });
  });

  test("works once", async () => {
    const { givenConfirmed, signIn } = await givenSignUps();
    const Session = await givenConfirmed();
    await signIn(Session);
    await expect(signIn(Session)).rejects.toBeCognitoError(...USED);
  });

  test("works within the client's AuthSessionValidity", async () => {
    const { givenConfirmed, signIn, cognito } = await givenSignUps({ client: { AuthSessionValidity: 4 } });
    const Session = await givenConfirmed();
    cognito.clock.advance({ minutes: 4 });
    await expect(signIn(Session)).rejects.toBeCognitoError(...EXPIRED);
  });

  test("is the user's own, and the client's own, and cannot be forged", async () => {
    const { givenConfirmed, signIn, cognito, UserPoolId } = await givenSignUps();
    const Session = await givenConfirmed();
    await expect(signIn(Session, { AuthParameters: { USERNAME: "alice" } })).rejects.toBeCognitoError(...OF_ANOTHER);
    await expect(signIn(Session, { AuthParameters: { USERNAME: "nobody" } })).rejects.toBeCognitoError(...OF_ANOTHER);
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
    await expect(signIn(Session, { ClientId })).rejects.toBeCognitoError(...INVALID);
    await expect(signIn(GARBAGE)).rejects.toBeCognitoError(...INVALID);
    expect(await signIn(Session)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("does not take the session of a challenge or of SignUp, nor does a challenge take this one", async () => {
    const { givenConfirmed, signIn, signUp, begin, answer } = await givenSignUps();
    const { Session: ofChallenge } = await begin();
    await expect(signIn(ofChallenge, { AuthParameters: { USERNAME: "alice" } })).rejects.toBeCognitoError(...INVALID);
    const Session = await givenConfirmed();
    const carol = { USERNAME: "carol", ANSWER: "PASSWORD", PASSWORD: TEST_PASSWORD, EMAIL_OTP_CODE: "123456" };
    for (const name of ["SELECT_CHALLENGE", "PASSWORD", "EMAIL_OTP"] as const) {
      await expect(answer(name, Session, carol)).rejects.toBeCognitoError(...INVALID);
    }
    const { Session: ofSignUp } = await signUp("dave");
    await expect(signIn(ofSignUp, { AuthParameters: { USERNAME: "dave" } })).rejects.toBeCognitoError(...INVALID);
    expect(await signIn(Session)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("ends with the user, their being enabled, or their password", async () => {
    const { signUp, confirm, signIn, cognito, UserPoolId } = await givenSignUps();
    const confirmed = async (Username: string) => {
      await signUp(Username);
      const { Session } = await confirm({ Username });
      return () => signIn(Session, { AuthParameters: { USERNAME: Username } });
    };
    const [deleted, disabled, changed] = [await confirmed("dora"), await confirmed("dan"), await confirmed("cleo")];
    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "dora" });
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "dan" });
    const Password = "Another-Horse-7!";
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "cleo", Password, Permanent: true });
    await expect(deleted()).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
    await expect(disabled()).rejects.toBeCognitoError("NotAuthorizedException", "User is disabled.");
    await expect(changed()).rejects.toBeCognitoError(...INVALID);
  });
});

describe("ConfirmSignUp", () => {
  test("answers a session to whom does not name that of SignUp, or names one that has expired", async () => {
    const { signUp, confirm, signIn, cognito } = await givenSignUps();
    const { Session } = await signUp();
    await signUp("dave");
    cognito.clock.advance({ minutes: 4 });
    const carols = await confirm({ Session });
    expect(await signIn(carols.Session)).toHaveProperty("AuthenticationResult.AccessToken");
    expect((await confirm({ Username: "dave" })).Session).toMatch(/^AYABe/);
  });

  test("refuses a session that is none of this sign-up's, and confirms nothing", async () => {
    const { signUp, confirm, begin, cognito, UserPoolId } = await givenSignUps();
    await signUp();
    const { Session: daves } = await signUp("dave");
    await expect(confirm({ Session: GARBAGE })).rejects.toBeCognitoError(...INVALID);
    await expect(confirm({ Session: (await begin()).Session })).rejects.toBeCognitoError(...INVALID);
    await expect(confirm({ Session: daves })).rejects.toBeCognitoError(...OF_ANOTHER);
    const { UserStatus } = await cognito.send("AdminGetUser", { UserPoolId, Username: "carol" });
    expect(UserStatus).toBe("UNCONFIRMED");
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
    await expect(confirm({ Username: "dave", Session: daves, ClientId })).rejects.toBeCognitoError(...INVALID);
    expect(await confirm({ Username: "dave", Session: daves })).toHaveProperty("Session");
  });

  test("answers no session where the code went to an address that is the user's no more", async () => {
    const { signUp, confirm, cognito, UserPoolId } = await givenSignUps();
    const { Session } = await signUp();
    const UserAttributes = [{ Name: "email", Value: "new@example.com" }];
    await cognito.send("AdminUpdateUserAttributes", { UserPoolId, Username: "carol", UserAttributes });
    expect((await confirm({ Session })).Session).toBeUndefined();
  });

  test("answers no session to a wrong code", async () => {
    const { signUp, confirm } = await givenSignUps();
    const { Session } = await signUp();
    await expect(confirm({ Session, ConfirmationCode: "000000" })).rejects.toBeCognitoError(
      "CodeMismatchException",
      "Invalid verification code provided, please try again.",
    );
    expect((await confirm({ Session })).Session).toMatch(/^AYABe/);
  });
});

test("Clients that do not sign users in by choice get no sessions from SignUp and ConfirmSignUp", async () => {
  const { signUp, confirm } = await givenSignUps({ client: { ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] } });
  expect((await signUp()).Session).toBeUndefined();
  expect((await confirm()).Session).toBeUndefined();
});

test("SignUp answers no session where it sends no code", async () => {
  const { signUp } = await givenSignUps({ pool: { AutoVerifiedAttributes: [] } });
  expect((await signUp()).Session).toBeUndefined();
});
