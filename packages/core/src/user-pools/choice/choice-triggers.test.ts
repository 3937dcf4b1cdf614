import { expect, test } from "vitest";
import { RIGHT_CODE } from "../../testing/given-choice.ts";
import { type Functions, givenTriggers, passOn } from "../../testing/given-triggers.ts";
import { putUserState } from "../../testing/put-user-state.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const USER_AUTH = { AuthFlow: "USER_AUTH" } as const;

/** A pool with triggers whose alice may begin with a code by e-mail. */
async function givenChoiceWith(functions: Functions) {
  const given = await givenTriggers(functions, {
    pool: {
      AutoVerifiedAttributes: ["email"],
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
    },
    client: { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] },
  });
  const { cognito, ClientId } = given;
  const begin = (parameters: Readonly<Record<string, string>> = {}) =>
    cognito.send("InitiateAuth", {
      ...USER_AUTH,
      ClientId,
      AuthParameters: { USERNAME: "alice", ...parameters },
      ClientMetadata: { from: "begin" },
    });
  const answer = (Session: string | undefined, EMAIL_OTP_CODE = RIGHT_CODE) =>
    cognito.send("RespondToAuthChallenge", {
      ChallengeName: "EMAIL_OTP",
      ClientId,
      Session,
      ChallengeResponses: { USERNAME: "alice", EMAIL_OTP_CODE },
      ClientMetadata: { from: "answer" },
    });
  return { ...given, begin, answer };
}

test("The pre authentication trigger is called once, when the sign-in begins, whatever is chosen then", async () => {
  const functions = { PreAuthentication: passOn, PostAuthentication: passOn, PreTokenGeneration: passOn };
  const { begin, answer, calls, sources, cognito, ClientId } = await givenChoiceWith(functions);
  const { Session } = await begin();
  expect(sources()).toEqual(["PreAuthentication_Authentication"]);
  expect(calls[0]?.event.request).toMatchObject({ validationData: { from: "begin" } });
  const chosen = await cognito.send("RespondToAuthChallenge", {
    ChallengeName: "SELECT_CHALLENGE",
    ClientId,
    Session,
    ChallengeResponses: { USERNAME: "alice", ANSWER: "EMAIL_OTP" },
  });
  await expect(answer(chosen.Session, "00000000")).rejects.toThrow("Invalid code");
  expect(sources()).toHaveLength(1);
  await answer(chosen.Session);
  expect(sources()).toEqual([
    "PreAuthentication_Authentication",
    "PostAuthentication_Authentication",
    "TokenGeneration_Authentication",
  ]);
  expect(calls[1]?.event.request).toMatchObject({ clientMetadata: { from: "answer" } });
});

test("Whom the pre authentication trigger denies is sent no code, nor told whether the password was right", async () => {
  const { begin, cognito } = await givenChoiceWith({
    PreAuthentication: async () => {
      throw new Error("not today");
    },
  });
  const denied = ["UserLambdaValidationException", "PreAuthentication failed with error not today."] as const;
  for (const parameters of [
    {},
    { PREFERRED_CHALLENGE: "EMAIL_OTP" },
    { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: TEST_PASSWORD },
    { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: "wrong" },
  ]) {
    await expect(begin(parameters)).rejects.toBeCognitoError(...denied);
  }
  expect(await cognito.listMessages()).toEqual([]);
});

test("A code is worth nothing where the post authentication trigger fails, nor is its session", async () => {
  const { begin, answer } = await givenChoiceWith({
    PostAuthentication: async () => {
      throw new Error("closed");
    },
  });
  const { Session } = await begin({ PREFERRED_CHALLENGE: "EMAIL_OTP" });
  await expect(answer(Session)).rejects.toBeCognitoError(
    "UserLambdaValidationException",
    "PostAuthentication failed with error closed.",
  );
  await expect(answer(Session)).rejects.toBeCognitoError("NotAuthorizedException", "Invalid session for the user.");
});

test("A sign-in straight after a sign-up calls the triggers of a sign-in", async () => {
  const functions = { PreAuthentication: passOn, PostAuthentication: passOn, PreTokenGeneration: passOn };
  const { cognito, ClientId, sources } = await givenChoiceWith(functions);
  const Username = "carol";
  const UserAttributes = [{ Name: "email", Value: "carol@example.com" }];
  await cognito.send("SignUp", { ClientId, Username, Password: TEST_PASSWORD, UserAttributes });
  const { Session } = await cognito.send("ConfirmSignUp", { ClientId, Username, ConfirmationCode: "123456" });
  await cognito.send("InitiateAuth", { ...USER_AUTH, ClientId, Session, AuthParameters: { USERNAME: Username } });
  expect(sources()).toEqual([
    "PreAuthentication_Authentication",
    "PostAuthentication_Authentication",
    "TokenGeneration_Authentication",
  ]);
});

const UNCONFIRMED = { status: "UNCONFIRMED" } as const;

test("A code that confirms a sign-up calls the post confirmation trigger, when the user is confirmed", async () => {
  let status: string | undefined;
  const given = await givenChoiceWith({
    PreAuthentication: passOn,
    PostConfirmation: async (event) => {
      const { cognito, UserPoolId } = given;
      status = (await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" })).UserStatus;
      await cognito.send("CreateGroup", { UserPoolId, GroupName: "customers" });
      await cognito.send("AdminAddUserToGroup", { UserPoolId, GroupName: "customers", Username: "alice" });
      return event;
    },
    PostAuthentication: passOn,
    PreTokenGeneration: passOn,
  });
  const { begin, answer, calls, sources, cognito, UserPoolId } = given;
  await putUserState(cognito, { UserPoolId, Username: "alice" }, UNCONFIRMED);
  const { Session } = await begin({ PREFERRED_CHALLENGE: "EMAIL_OTP" });
  await expect(answer(Session, "00000000")).rejects.toThrow("Invalid code");
  const { AuthenticationResult } = await answer(Session);
  expect(status).toBe("CONFIRMED");
  expect(sources()).toEqual([
    "PreAuthentication_Authentication",
    "PostConfirmation_ConfirmSignUp",
    "PostAuthentication_Authentication",
    "TokenGeneration_Authentication",
  ]);
  expect(calls[1]?.event.request).toMatchObject({
    userAttributes: { "cognito:user_status": "CONFIRMED" },
    clientMetadata: { from: "answer" },
  });
  const [, claims = ""] = AuthenticationResult?.IdToken?.split(".") ?? [];
  expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({ "cognito:groups": ["customers"] });
});

test("A code of somebody who is confirmed already does not", async () => {
  const { begin, answer, sources } = await givenChoiceWith({ PostConfirmation: passOn });
  const { Session } = await begin({ PREFERRED_CHALLENGE: "EMAIL_OTP" });
  await answer(Session);
  expect(sources()).toEqual([]);
});

test("A post confirmation trigger that fails ends the sign-in, and the user stays confirmed", async () => {
  const fail = async () => Promise.reject(new Error("no"));
  const { begin, answer, cognito, UserPoolId } = await givenChoiceWith({ PostConfirmation: fail });
  await putUserState(cognito, { UserPoolId, Username: "alice" }, UNCONFIRMED);
  const { Session } = await begin({ PREFERRED_CHALLENGE: "EMAIL_OTP" });
  await expect(answer(Session)).rejects.toBeCognitoError(
    "UserLambdaValidationException",
    "PostConfirmation failed with error no.",
  );
  await expect(answer(Session)).rejects.toBeCognitoError("NotAuthorizedException", "Invalid session for the user.");
  expect((await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" })).UserStatus).toBe("CONFIRMED");
});

test("A post confirmation trigger that disables the user keeps them out", async () => {
  const given = await givenChoiceWith({
    PostConfirmation: async (event) => {
      await given.cognito.send("AdminDisableUser", { UserPoolId: given.UserPoolId, Username: "alice" });
      return event;
    },
  });
  await putUserState(given.cognito, { UserPoolId: given.UserPoolId, Username: "alice" }, UNCONFIRMED);
  const { Session } = await given.begin({ PREFERRED_CHALLENGE: "EMAIL_OTP" });
  await expect(given.answer(Session)).rejects.toBeCognitoError("NotAuthorizedException", "User is disabled.");
});
