import path from "node:path";
import { InitiateAuthCommand, RespondToAuthChallengeCommand } from "@aws-sdk/client-cognito-identity-provider";
import { confirmSignIn, fetchAuthSession, signIn, signOut } from "aws-amplify/auth";
import { decodeJwt } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { answerTo, LAMBDA_CONFIG } from "../programs/functions.ts";
import { present } from "../running/aws-client.ts";
import { type RunningServer, startServer } from "../running/running-server.ts";
import { nextOf, signInBy, visit } from "./amplify-visit.ts";
import { browserUser, details, sessionOf, type Step, stepOf } from "./identity-js.ts";
import { createPeople, NEW_PASSWORD, OFFER, PASSWORD, type People, type PoolSettings } from "./people.ts";

const PROGRAM = path.resolve(import.meta.dirname, "../programs/server-with-functions.ts");
const DONE = { isSignedIn: true, nextStep: { signInStep: "DONE" } };
const REFUSED = { name: "NotAuthorizedException", message: "Incorrect username or password." };

let server: RunningServer;

beforeAll(async () => {
  server = await startServer(["--codes", "random"], PROGRAM);
});
afterAll(async () => {
  await server.stop();
});

function peopleWithFunctions({ pool, ...settings }: PoolSettings = {}): Promise<People> {
  return createPeople(server.url, { pool: { LambdaConfig: LAMBDA_CONFIG, ...pool }, ...settings });
}

/** What a custom challenge asks. */
function questionIn(parameters: Readonly<Record<string, string>> | undefined): string {
  return present(parameters?.["question"], "question");
}

describe("Custom sign-in with amazon-cognito-identity-js", () => {
  function challengeIn(step: Step): string {
    return questionIn("parameters" in step ? step.parameters : {});
  }

  test("asks what the functions ask, again after a wrong answer", async () => {
    const people = await peopleWithFunctions();
    const username = await people.givenUser();
    const user = browserUser(server.url, people, username);
    const answer = (text: string) => stepOf((callbacks) => user.sendCustomChallengeAnswer(text, callbacks));
    const first = challengeIn(await stepOf((callbacks) => user.initiateAuth(details(username, ""), callbacks)));
    expect(first).toBe("lantern backwards?");
    const second = challengeIn(await answer("no idea"));
    expect(second).toBe("saddle backwards?");
    expect(sessionOf(await answer(answerTo(second))).isValid()).toBe(true);
  });

  test("ends when the functions have had enough", async () => {
    const people = await peopleWithFunctions();
    const username = await people.givenUser();
    const user = browserUser(server.url, people, username);
    const answer = () => stepOf((callbacks) => user.sendCustomChallengeAnswer("no idea", callbacks));
    await stepOf((callbacks) => user.initiateAuth(details(username, ""), callbacks));
    await answer();
    await answer();
    await expect(answer()).rejects.toMatchObject(REFUSED);
  });

  test("asks after the password, which is proved by SRP", async () => {
    const people = await peopleWithFunctions();
    const username = await people.givenUser();
    const user = browserUser(server.url, people, username);
    user.setAuthenticationFlowType("CUSTOM_AUTH");
    const start = (password: string) =>
      stepOf((callbacks) => user.authenticateUser(details(username, password), callbacks));
    await expect(start(NEW_PASSWORD)).rejects.toMatchObject(REFUSED);
    const step = await start(PASSWORD);
    expect(step.next).toBe("CUSTOM_CHALLENGE");
    const text = answerTo(challengeIn(step));
    expect(sessionOf(await stepOf((callbacks) => user.sendCustomChallengeAnswer(text, callbacks))).isValid()).toBe(
      true,
    );
  });
});

describe("Custom sign-in with AWS Amplify", () => {
  afterEach(async () => {
    await signOut();
  });

  test("asks what the functions ask, and carries the claims that they add", async () => {
    const people = await peopleWithFunctions();
    visit(server.url, people);
    const { additionalInfo } = nextOf(
      await signIn({ username: await people.givenUser(), options: { authFlowType: "CUSTOM_WITHOUT_SRP" } }),
      "CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE",
    );
    const again = nextOf(
      await confirmSignIn({ challengeResponse: "no idea" }),
      "CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE",
    );
    expect(questionIn(again.additionalInfo)).not.toBe(questionIn(additionalInfo));
    const challengeResponse = answerTo(questionIn(again.additionalInfo));
    const options = { clientMetadata: { tenant: "blue" } };
    expect(await confirmSignIn({ challengeResponse, options })).toEqual(DONE);
    const { tokens } = await fetchAuthSession();
    expect(tokens?.idToken?.payload).toMatchObject({ source: "TokenGeneration_Authentication", tenant: "blue" });
    const refreshed = await fetchAuthSession({ forceRefresh: true });
    expect(refreshed.tokens?.idToken?.payload["source"]).toBe("TokenGeneration_RefreshTokens");
  });

  test("asks after the password and a code by SMS", async () => {
    const people = await peopleWithFunctions({ mfa: { MfaConfiguration: "ON", ...OFFER.sms } });
    visit(server.url, people);
    const username = await people.givenUser({ phone_number: "+15551230100" });
    nextOf(await signInBy("CUSTOM_WITH_SRP", username), "CONFIRM_SIGN_IN_WITH_SMS_CODE");
    const { additionalInfo } = nextOf(
      await confirmSignIn({ challengeResponse: await people.lastCode(username) }),
      "CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE",
    );
    expect(await confirmSignIn({ challengeResponse: answerTo(questionIn(additionalInfo)) })).toEqual(DONE);
  });

  test("asks a remembered device to prove itself at the end", async () => {
    const people = await peopleWithFunctions({
      pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true } },
    });
    visit(server.url, people);
    const username = await people.givenUser();
    const signInHere = async () => {
      const { additionalInfo } = nextOf(
        await signInBy("CUSTOM_WITH_SRP", username),
        "CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE",
      );
      expect(await confirmSignIn({ challengeResponse: answerTo(questionIn(additionalInfo)) })).toEqual(DONE);
      const { tokens } = await fetchAuthSession();
      return present(tokens?.accessToken.payload["device_key"]);
    };
    const device = await signInHere();
    await signOut();
    expect(await signInHere()).toBe(device);
  });

  test("lets nobody in whom the function before authentication refuses, whatever the password", async () => {
    const people = await peopleWithFunctions();
    visit(server.url, people);
    const username = await people.givenUser({}, "stranger");
    for (const password of [PASSWORD, NEW_PASSWORD]) {
      await expect(signInBy("USER_PASSWORD_AUTH", username, password)).rejects.toMatchObject({
        name: "UserLambdaValidationException",
        message: "PreAuthentication failed with error strangers stay out.",
      });
    }
  });
});

test("The AWS SDK goes through a custom sign-in", async () => {
  const { aws, ClientId, ...people } = await peopleWithFunctions();
  const USERNAME = await people.givenUser({ given_name: "Gus" });
  const { ChallengeName, ChallengeParameters, Session } = await aws.send(
    new InitiateAuthCommand({ ClientId, AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME } }),
  );
  expect(ChallengeName).toBe("CUSTOM_CHALLENGE");
  expect(ChallengeParameters).toEqual({ USERNAME, question: "lantern backwards?" });
  const ANSWER = answerTo(questionIn(ChallengeParameters));
  const { AuthenticationResult } = await aws.send(
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: "CUSTOM_CHALLENGE",
      Session,
      ChallengeResponses: { USERNAME, ANSWER },
    }),
  );
  expect(decodeJwt(present(AuthenticationResult?.IdToken))).toMatchObject({ given_name: "Gus", tenant: "none" });
});
