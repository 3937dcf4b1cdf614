import { describe, expect, test } from "vitest";
import { ALICES_EMAIL, ALICES_PHONE, givenChoice, RIGHT_CODE, WRONG_CODE } from "../../testing/given-choice.ts";
import { OFFER } from "../../testing/given-mfa-pool.ts";
import { putUserState } from "../../testing/put-user-state.ts";

const MISMATCH = ["CodeMismatchException", "Invalid code or auth state for the user."] as const;
const INVALID = ["NotAuthorizedException", "Invalid session for the user."] as const;

describe.each([
  ["EMAIL_OTP", "EMAIL_OTP_CODE", "email", ALICES_EMAIL],
  ["SMS_OTP", "SMS_OTP_CODE", "phone_number", ALICES_PHONE],
] as const)("%s", (name, parameter, attribute, address) => {
  async function givenCode(...settings: Parameters<typeof givenChoice>) {
    const pool = await givenChoice(...settings);
    const begin = () => pool.begin({ PREFERRED_CHALLENGE: name });
    const { Session } = await begin();
    const attributes = async () => {
      const { UserAttributes = [], UserStatus } = await pool.cognito.send("AdminGetUser", {
        UserPoolId: pool.UserPoolId,
        Username: "alice",
      });
      return { UserStatus, ...Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value])) };
    };
    return { ...pool, begin, Session, attributes };
  }
  const right = { [parameter]: RIGHT_CODE };
  const wrong = { [parameter]: WRONG_CODE };

  test("sends eight digits, lists every choice, and takes them for tokens", async () => {
    const { answer, begin, cognito } = await givenCode({ options: { codes: "random" } });
    const challenge = await begin();
    expect(challenge).toMatchObject({
      ChallengeName: name,
      AvailableChallenges: ["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"],
    });
    expect(challenge.ChallengeParameters).not.toHaveProperty("USER_ID_FOR_SRP");
    const { code = "", to } = await cognito.lastMessage();
    expect(to).toBe(address);
    expect(code).toMatch(/^\d{8}$/);
    expect(await answer(name, challenge.Session, { [parameter]: code })).toEqual({
      ChallengeParameters: {},
      AuthenticationResult: expect.objectContaining({ RefreshToken: expect.any(String) }),
    });
  });

  test("verifies the address", async () => {
    const { answer, Session, attributes } = await givenCode();
    expect(await attributes()).not.toHaveProperty(`${attribute}_verified`);
    await answer(name, Session, right);
    expect(await attributes()).toMatchObject({ [attribute]: address, [`${attribute}_verified`]: "true" });
  });

  test("confirms a sign-up", async () => {
    const { answer, begin, cognito, UserPoolId, attributes } = await givenCode();
    await putUserState(cognito, { UserPoolId, Username: "alice" }, { status: "UNCONFIRMED" });
    const { Session } = await begin();
    await expect(answer(name, Session, wrong)).rejects.toBeCognitoError(...MISMATCH);
    expect(await attributes()).toMatchObject({ UserStatus: "UNCONFIRMED" });
    expect(await answer(name, Session, right)).toHaveProperty("AuthenticationResult.AccessToken");
    expect(await attributes()).toMatchObject({ UserStatus: "CONFIRMED", [`${attribute}_verified`]: "true" });
  });

  test("confirms a sign-up whose address an administrator has verified", async () => {
    const { answer, begin, cognito, UserPoolId, attributes } = await givenCode();
    const UserAttributes = [{ Name: `${attribute}_verified`, Value: "true" }];
    await cognito.send("AdminUpdateUserAttributes", { UserPoolId, Username: "alice", UserAttributes });
    await putUserState(cognito, { UserPoolId, Username: "alice" }, { status: "UNCONFIRMED" });
    const { Session } = await begin();
    await answer(name, Session, right);
    expect(await attributes()).toMatchObject({ UserStatus: "CONFIRMED" });
  });

  test("refuses wrong codes, six at a person's pace, and then takes the right one", async () => {
    const { answer, Session, cognito, attributes } = await givenCode();
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await expect(answer(name, Session, wrong)).rejects.toBeCognitoError(...MISMATCH);
      cognito.clock.advance({ seconds: 1 });
    }
    expect(await attributes()).not.toHaveProperty(`${attribute}_verified`);
    expect(await answer(name, Session, right)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("tells whom guesses quickly to wait, and forgets that after a right code", async () => {
    const { answer, Session, begin } = await givenCode();
    const guess = (session = Session) => answer(name, session, wrong);
    for (let attempt = 0; attempt < 5; attempt += 1) await expect(guess()).rejects.toBeCognitoError(...MISMATCH);
    await expect(guess()).rejects.toBeCognitoError("NotAuthorizedException", "Password attempts exceeded");
    expect(await answer(name, Session, right)).toHaveProperty("AuthenticationResult.AccessToken");
    const { Session: another } = await begin();
    await expect(guess(another)).rejects.toBeCognitoError(...MISMATCH);
  });

  test.each([{}, { [parameter]: "" }])("names its parameter where it is missing: %o", async (responses) => {
    const { answer, Session } = await givenCode();
    await expect(answer(name, Session, responses)).rejects.toBeCognitoError(
      "InvalidParameterException",
      `Missing required parameter ${parameter}`,
    );
    await expect(answer(name, undefined, right)).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Missing required parameter Session",
    );
    expect(await answer(name, Session, right)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("takes a code once", async () => {
    const { answer, Session } = await givenCode();
    await answer(name, Session, right);
    await expect(answer(name, Session, right)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
  });

  test("takes a code as long as its session lives", async () => {
    const { answer, Session, cognito, attributes } = await givenCode({ client: { AuthSessionValidity: 4 } });
    cognito.clock.advance({ minutes: 4 });
    await expect(answer(name, Session, right)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session is expired.",
    );
    expect(await attributes()).not.toHaveProperty(`${attribute}_verified`);
  });

  test("sends another code to whom begins anew, and takes each in its own session only", async () => {
    const { answer, Session, begin, cognito } = await givenCode({ options: { codes: "random" } });
    const first = (await cognito.lastMessage()).code ?? "";
    const { Session: again } = await begin();
    const second = (await cognito.lastMessage()).code ?? "";
    expect(second).not.toBe(first);
    await expect(answer(name, again, { [parameter]: first })).rejects.toBeCognitoError(...MISMATCH);
    await expect(answer(name, Session, { [parameter]: second })).rejects.toBeCognitoError(...MISMATCH);
    expect(await answer(name, Session, { [parameter]: first })).toHaveProperty("AuthenticationResult.AccessToken");
    expect(await answer(name, again, { [parameter]: second })).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("takes no other user's answer, nor another client's, nor one to another challenge", async () => {
    const { answer, Session, cognito, UserPoolId, attributes } = await givenCode();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await expect(answer(name, Session, { USERNAME: "bob", ...right })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session provided for the user.",
    );
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
    await expect(answer(name, Session, right, { ClientId })).rejects.toBeCognitoError(...INVALID);
    const codes = { EMAIL_OTP_CODE: RIGHT_CODE, SMS_OTP_CODE: RIGHT_CODE, SMS_MFA_CODE: RIGHT_CODE, ANSWER: name };
    for (const other of ["EMAIL_OTP", "SMS_OTP", "SMS_MFA", "SELECT_CHALLENGE", "SELECT_MFA_TYPE"] as const) {
      if (other !== name) await expect(answer(other, Session, codes)).rejects.toBeCognitoError(...INVALID);
    }
    expect(await attributes()).not.toHaveProperty(`${attribute}_verified`);
    expect(await answer(name, Session, right)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("asks for no second factor", async () => {
    const { answer, cognito, UserPoolId, begin } = await givenCode();
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, MfaConfiguration: "OPTIONAL", ...OFFER.sms });
    const SMSMfaSettings = { Enabled: true, PreferredMfa: true };
    await cognito.send("AdminSetUserMFAPreference", { UserPoolId, Username: "alice", SMSMfaSettings });
    const { Session } = await begin();
    expect(await answer(name, Session, right)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("is no good once the user may not begin with it any more", async () => {
    const { answer, begin, Session, cognito, UserPoolId, attributes } = await givenCode();
    await putUserState(cognito, { UserPoolId, Username: "alice" }, { status: "RESET_REQUIRED" });
    await expect(answer(name, Session, right)).rejects.toBeCognitoError(...INVALID);
    await putUserState(cognito, { UserPoolId, Username: "alice" }, { status: "CONFIRMED" });
    const { Session: another } = await begin();
    const Policies = { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] } } as const;
    await cognito.send("UpdateUserPool", { UserPoolId, Policies });
    await expect(answer(name, another, right)).rejects.toBeCognitoError(...INVALID);
    expect(await attributes()).not.toHaveProperty(`${attribute}_verified`);
  });

  test("proves nothing of an address that has changed since", async () => {
    const { answer, Session, cognito, UserPoolId } = await givenCode();
    const Value = attribute === "email" ? "other@example.com" : "+15559990000";
    const UserAttributes = [{ Name: attribute, Value }];
    await cognito.send("AdminUpdateUserAttributes", { UserPoolId, Username: "alice", UserAttributes });
    await expect(answer(name, Session, right)).rejects.toBeCognitoError(...MISMATCH);
  });
});

test("EMAIL_OTP refuses to verify an address that signs somebody else in, and changes nothing", async () => {
  const { begin, answer, cognito, UserPoolId } = await givenChoice({ pool: { AliasAttributes: ["email"] } });
  const Policies = { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } as const;
  await cognito.send("UpdateUserPool", { UserPoolId, Policies });
  const { Session } = await begin({ PREFERRED_CHALLENGE: "EMAIL_OTP" });
  await cognito.givenConfirmedUser({
    UserPoolId,
    Username: "bob",
    UserAttributes: [
      { Name: "email", Value: ALICES_EMAIL },
      { Name: "email_verified", Value: "true" },
    ],
  });
  await expect(answer("EMAIL_OTP", Session, { EMAIL_OTP_CODE: RIGHT_CODE })).rejects.toBeCognitoError(
    "AliasExistsException",
    "An account with the email already exists.",
  );
  const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
  expect(UserAttributes).not.toContainEqual({ Name: "email_verified", Value: "true" });
});
