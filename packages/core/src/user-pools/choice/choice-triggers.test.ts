import { expect, test } from "vitest";
import { RIGHT_CODE } from "../../testing/given-choice.ts";
import { type Functions, givenTriggers, passOn } from "../../testing/given-triggers.ts";
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
