import { describe, expect, test } from "vitest";
import type { TriggerFunction } from "../../index.ts";
import { functionArn, type GivenTriggers, givenTriggers, passOn } from "../../testing/given-triggers.ts";
import { RIDDLE, RIDDLE_ANSWER } from "../../testing/riddle.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const signIn = ({ cognito, ClientId }: GivenTriggers, USERNAME = "alice") =>
  cognito.send("InitiateAuth", {
    ClientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME, PASSWORD: TEST_PASSWORD },
  });

const signUp = ({ cognito, ClientId }: GivenTriggers) =>
  cognito.send("SignUp", {
    ClientId,
    Username: "bob",
    Password: TEST_PASSWORD,
    UserAttributes: [{ Name: "email", Value: "bob@example.com" }],
  });

const beginRiddle = ({ cognito, ClientId }: GivenTriggers) =>
  cognito.send("InitiateAuth", { ClientId, AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME: "alice" } });

/** A call of each trigger that somebody waits for. */
const CALLS = {
  PreSignUp: signUp,
  PostConfirmation: async (given) => {
    await signUp(given);
    const { cognito, ClientId } = given;
    await cognito.send("ConfirmSignUp", { ClientId, Username: "bob", ConfirmationCode: "123456" });
  },
  PreAuthentication: (given) => signIn(given),
  PostAuthentication: (given) => signIn(given),
  PreTokenGeneration: (given) => signIn(given),
  CustomMessage: ({ cognito, ClientId }) => cognito.send("ForgotPassword", { ClientId, Username: "alice" }),
  UserMigration: (given) => signIn(given, "nobody"),
  DefineAuthChallenge: beginRiddle,
  CreateAuthChallenge: beginRiddle,
  VerifyAuthChallengeResponse: async (given) => {
    const { Session } = await beginRiddle(given);
    await given.cognito.send("RespondToAuthChallenge", {
      ClientId: given.ClientId,
      ChallengeName: "CUSTOM_CHALLENGE",
      Session,
      ChallengeResponses: { USERNAME: "alice", ANSWER: RIDDLE_ANSWER },
    });
  },
} satisfies Record<string, (given: GivenTriggers) => Promise<unknown>>;

type Trigger = keyof typeof CALLS;

const EVERY_TRIGGER = [
  "PreSignUp",
  "PostConfirmation",
  "PreAuthentication",
  "PostAuthentication",
  "PreTokenGeneration",
  "CustomMessage",
  "UserMigration",
  "DefineAuthChallenge",
  "CreateAuthChallenge",
  "VerifyAuthChallengeResponse",
] as const satisfies readonly Trigger[];

/** Calls a trigger whose function does this. */
async function calling(trigger: Trigger, run: TriggerFunction, config = {}): Promise<unknown> {
  const given = await givenTriggers(
    { ...RIDDLE, [trigger]: run },
    { pool: { AutoVerifiedAttributes: ["email"] }, config },
  );
  return CALLS[trigger](given);
}

describe.each(EVERY_TRIGGER)("%s", (trigger) => {
  test("that throws says so under its name", async () => {
    const fail: TriggerFunction = async () => Promise.reject(new Error("no luck"));
    // Clients of user migration have been seen to read this under another name.
    const type = trigger === "UserMigration" ? "UserNotFoundException" : "UserLambdaValidationException";
    await expect(calling(trigger, fail)).rejects.toBeCognitoError(type, `${trigger} failed with error no luck.`);
  });

  test("that returns nothing is no JSON", async () => {
    await expect(calling(trigger, async () => undefined)).rejects.toBeCognitoError(
      "InvalidLambdaResponseException",
      "Invalid lambda function output : Invalid JSON",
    );
  });

  test("that returns something else is not recognized", async () => {
    await expect(calling(trigger, async () => ({ statusCode: 200 }))).rejects.toBeCognitoError(
      "InvalidLambdaResponseException",
      "Unrecognizable lambda output",
    );
  });

  test("that is not there says so under its name", async () => {
    const missing = { [trigger]: functionArn("nowhere") };
    await expect(calling(trigger, passOn, missing)).rejects.toBeCognitoError(
      "UnexpectedLambdaException",
      `${trigger} invocation failed due to error ResourceNotFoundException.`,
    );
  });
});
