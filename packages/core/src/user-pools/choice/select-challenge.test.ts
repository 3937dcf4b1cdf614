import { describe, expect, test } from "vitest";
import { givenChoice, RIGHT_CODE } from "../../testing/given-choice.ts";
import { putUserState } from "../../testing/put-user-state.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const WRONG = ["NotAuthorizedException", "Incorrect username or password."] as const;
const INVALID = ["NotAuthorizedException", "Invalid session for the user."] as const;
const NOT_AVAILABLE = ["InvalidParameterException", "The selected challenge is not available."] as const;
const BY_PASSWORD = { ANSWER: "PASSWORD", PASSWORD: TEST_PASSWORD };

async function givenSelection(...settings: Parameters<typeof givenChoice>) {
  const pool = await givenChoice(...settings);
  const { Session } = await pool.begin();
  return { ...pool, Session };
}

describe("SELECT_CHALLENGE", () => {
  test("takes a password with the choice", async () => {
    const { answer, Session } = await givenSelection();
    expect(await answer("SELECT_CHALLENGE", Session, BY_PASSWORD)).toEqual({
      ChallengeParameters: {},
      AuthenticationResult: expect.objectContaining({ AccessToken: expect.any(String) }),
    });
  });

  test("takes the first step of SRP with the choice", async () => {
    const { proveBySrp, Session } = await givenSelection();
    expect(await proveBySrp("SELECT_CHALLENGE", Session, { ANSWER: "PASSWORD_SRP" })).toHaveProperty(
      "AuthenticationResult.AccessToken",
    );
  });

  test("refuses a wrong proof by SRP", async () => {
    const { proveBySrp, Session } = await givenSelection();
    await expect(proveBySrp("SELECT_CHALLENGE", Session, { ANSWER: "PASSWORD_SRP" }, "wrong")).rejects.toBeCognitoError(
      ...WRONG,
    );
  });

  test.each([
    ["EMAIL_OTP", "EMAIL", "a***@e***"],
    ["SMS_OTP", "SMS", "+*******0100"],
  ])("sends a code to whom chooses %s", async (ANSWER, medium, destination) => {
    const { answer, Session, cognito } = await givenSelection();
    const challenge = await answer("SELECT_CHALLENGE", Session, { ANSWER });
    expect(challenge).toEqual({
      ChallengeName: ANSWER,
      Session: expect.stringMatching(/^AYABe[\w-]+$/),
      ChallengeParameters: { CODE_DELIVERY_DELIVERY_MEDIUM: medium, CODE_DELIVERY_DESTINATION: destination },
    });
    expect(challenge.Session).not.toBe(Session);
    expect(await cognito.lastMessage()).toMatchObject({ medium, code: RIGHT_CODE });
  });

  test("takes a wrong password for no choice: another may follow", async () => {
    const { answer, Session } = await givenSelection();
    await expect(
      answer("SELECT_CHALLENGE", Session, { ANSWER: "PASSWORD", PASSWORD: "wrong" }),
    ).rejects.toBeCognitoError(...WRONG);
    expect(await answer("SELECT_CHALLENGE", Session, { ANSWER: "EMAIL_OTP" })).toHaveProperty(
      "ChallengeName",
      "EMAIL_OTP",
    );
  });

  test.each([
    [{}, "ANSWER"],
    [{ ANSWER: "" }, "ANSWER"],
    [{ ANSWER: "PASSWORD" }, "PASSWORD"],
    [{ ANSWER: "PASSWORD", PASSWORD: "" }, "PASSWORD"],
    [{ ANSWER: "PASSWORD_SRP" }, "SRP_A"],
    [{ USERNAME: "", ...BY_PASSWORD }, "USERNAME"],
  ])("names the parameter that %o lacks, and stays open", async (responses, missing) => {
    const { answer, Session } = await givenSelection();
    await expect(answer("SELECT_CHALLENGE", Session, responses)).rejects.toBeCognitoError(
      "InvalidParameterException",
      `Missing required parameter ${missing}`,
    );
    expect(await answer("SELECT_CHALLENGE", Session, BY_PASSWORD)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test.each(["WEB_AUTHN", "SOFTWARE_TOKEN_MFA", "SELECT_CHALLENGE", "constructor", "password"])(
    "refuses the choice of %s, and stays open",
    async (ANSWER) => {
      const { answer, Session, cognito } = await givenSelection();
      await expect(answer("SELECT_CHALLENGE", Session, { ANSWER })).rejects.toBeCognitoError(...NOT_AVAILABLE);
      expect(await cognito.listMessages()).toEqual([]);
      expect(await answer("SELECT_CHALLENGE", Session, BY_PASSWORD)).toHaveProperty("AuthenticationResult.AccessToken");
    },
  );

  test("goes by what there is when the user chooses", async () => {
    const { answer, Session, cognito, UserPoolId } = await givenSelection();
    const UserAttributeNames = ["email"];
    await cognito.send("AdminDeleteUserAttributes", { UserPoolId, Username: "alice", UserAttributeNames });
    await expect(answer("SELECT_CHALLENGE", Session, { ANSWER: "EMAIL_OTP" })).rejects.toBeCognitoError(
      ...NOT_AVAILABLE,
    );
  });

  test("is used up by a choice", async () => {
    const { answer, Session, cognito } = await givenSelection();
    await answer("SELECT_CHALLENGE", Session, { ANSWER: "EMAIL_OTP" });
    for (const responses of [BY_PASSWORD, { ANSWER: "EMAIL_OTP" }]) {
      await expect(answer("SELECT_CHALLENGE", Session, responses)).rejects.toBeCognitoError(
        "NotAuthorizedException",
        "Invalid session for the user, session can only be used once.",
      );
    }
    expect(await cognito.listMessages()).toHaveLength(1);
  });

  test("expires with the client's AuthSessionValidity", async () => {
    const { answer, Session, cognito } = await givenSelection({ client: { AuthSessionValidity: 5 } });
    cognito.clock.advance({ minutes: 5 });
    await expect(answer("SELECT_CHALLENGE", Session, BY_PASSWORD)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session is expired.",
    );
  });

  test("takes no other user's answer, nor another client's, nor one to another challenge", async () => {
    const { answer, Session, cognito, UserPoolId } = await givenSelection();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await expect(answer("SELECT_CHALLENGE", Session, { USERNAME: "bob", ...BY_PASSWORD })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session provided for the user.",
    );
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
    await expect(answer("SELECT_CHALLENGE", Session, BY_PASSWORD, { ClientId })).rejects.toBeCognitoError(...INVALID);
    for (const name of ["PASSWORD", "PASSWORD_SRP", "EMAIL_OTP", "WEB_AUTHN", "SMS_MFA"] as const) {
      await expect(answer(name, Session, { ...BY_PASSWORD, EMAIL_OTP_CODE: RIGHT_CODE })).rejects.toBeCognitoError(
        ...INVALID,
      );
    }
    expect(await answer("SELECT_CHALLENGE", Session, BY_PASSWORD)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("ends when the password changes", async () => {
    const { answer, Session, cognito, UserPoolId } = await givenSelection();
    const Password = "Another-Horse-7!";
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password, Permanent: true });
    await expect(
      answer("SELECT_CHALLENGE", Session, { ANSWER: "PASSWORD", PASSWORD: Password }),
    ).rejects.toBeCognitoError(...INVALID);
  });
});

describe.each([
  ["PASSWORD", { PASSWORD: TEST_PASSWORD }, "PASSWORD"],
  ["PASSWORD_SRP", { SRP_A: "2" }, "SRP_A"],
] as const)("%s", (name, right, parameter) => {
  async function givenAsked(...settings: Parameters<typeof givenChoice>) {
    const pool = await givenChoice(...settings);
    const { Session } = await pool.begin({ PREFERRED_CHALLENGE: name });
    return { ...pool, Session };
  }

  test("names its parameter where it is missing, and stays open", async () => {
    const { answer, Session } = await givenAsked();
    for (const responses of [{}, { [parameter]: "" }]) {
      await expect(answer(name, Session, responses)).rejects.toBeCognitoError(
        "InvalidParameterException",
        `Missing required parameter ${parameter}`,
      );
    }
    await expect(answer(name, undefined, right)).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Missing required parameter Session",
    );
    expect(await answer(name, Session, right)).toHaveProperty("ChallengeParameters");
  });

  test("is answered once, in time, by its user and client, as what it is", async () => {
    const { answer, Session, begin, cognito, UserPoolId } = await givenAsked();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await expect(answer(name, Session, { USERNAME: "bob", ...right })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session provided for the user.",
    );
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
    await expect(answer(name, Session, right, { ClientId })).rejects.toBeCognitoError(...INVALID);
    await expect(answer("SELECT_CHALLENGE", Session, { ANSWER: name, ...right })).rejects.toBeCognitoError(...INVALID);
    await answer(name, Session, right);
    await expect(answer(name, Session, right)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
    const another = await begin({ PREFERRED_CHALLENGE: name });
    cognito.clock.advance({ minutes: 3 });
    await expect(answer(name, another.Session, right)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session is expired.",
    );
  });
});

test("PASSWORD takes a wrong password for no answer: another may follow", async () => {
  const { begin, answer } = await givenChoice();
  const { Session } = await begin({ PREFERRED_CHALLENGE: "PASSWORD" });
  await expect(answer("PASSWORD", Session, { PASSWORD: "wrong" })).rejects.toBeCognitoError(...WRONG);
  expect(await answer("PASSWORD", Session, { PASSWORD: TEST_PASSWORD })).toHaveProperty(
    "AuthenticationResult.AccessToken",
  );
});

test("PASSWORD tells whom has to reset it so", async () => {
  const { begin, answer, cognito, UserPoolId } = await givenChoice();
  const { Session } = await begin({ PREFERRED_CHALLENGE: "PASSWORD" });
  await putUserState(cognito, { UserPoolId, Username: "alice" }, { status: "RESET_REQUIRED" });
  await expect(answer("PASSWORD", Session, { PASSWORD: TEST_PASSWORD })).rejects.toBeCognitoError(
    "PasswordResetRequiredException",
    "Password reset required for the user",
  );
});
