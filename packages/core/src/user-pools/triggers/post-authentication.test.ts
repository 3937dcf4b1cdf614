import type { PostAuthenticationTriggerEvent } from "aws-lambda";
import { describe, expect, test } from "vitest";
import type { TriggerEvent } from "../../index.ts";
import { type Functions, givenTriggers, passOn } from "../../testing/given-triggers.ts";

const TEMPORARY = "Temporary-Horse-1!";
const NEW_PASSWORD = "Brand-New-Horse-2!";

/** Fails until told otherwise. */
function failingFunction(message: string) {
  const behaviour = { fails: true };
  const run = async (event: TriggerEvent) => {
    if (behaviour.fails) throw new Error(message);
    return event;
  };
  return { behaviour, run };
}

/** Bob, at the challenge to choose a password. */
async function givenChallenge(functions: Functions) {
  const given = await givenTriggers(functions);
  const { cognito, UserPoolId, ClientId } = given;
  await cognito.send("AdminCreateUser", {
    UserPoolId,
    Username: "bob",
    TemporaryPassword: TEMPORARY,
    MessageAction: "SUPPRESS",
  });
  const { Session } = await cognito.send("InitiateAuth", {
    ClientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: "bob", PASSWORD: TEMPORARY },
    ClientMetadata: { of: "beginning" },
  });
  const answer = (ClientMetadata?: Record<string, string>) =>
    cognito.send("RespondToAuthChallenge", {
      ClientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session,
      ChallengeResponses: { USERNAME: "bob", NEW_PASSWORD },
      ClientMetadata,
    });
  return { ...given, answer };
}

describe("The event of PostAuthentication", () => {
  test("is AWS's, member by member, without the ClientMetadata that began the sign-in", async () => {
    const { cognito, UserPoolId, ClientId, calls } = await givenTriggers({ PostAuthentication: passOn });
    await cognito.send("AdminInitiateAuth", {
      UserPoolId,
      ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "alice", PASSWORD: "Correct-Horse-9!" },
      ClientMetadata: { from: "server" },
    });
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    const event: PostAuthenticationTriggerEvent = {
      version: "1",
      triggerSource: "PostAuthentication_Authentication",
      region: "us-east-1",
      userPoolId: UserPoolId,
      userName: "alice",
      callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: ClientId },
      request: {
        userAttributes: {
          sub: UserAttributes?.[0]?.Value ?? "",
          email: "alice@example.com",
          email_verified: "true",
          "cognito:user_status": "CONFIRMED",
        },
        newDeviceUsed: false,
      },
      response: {},
    };
    expect(calls.map((call) => call.event)).toStrictEqual([event]);
  });

  test("has the ClientMetadata of the last answer", async () => {
    const { answer, calls } = await givenChallenge({ PostAuthentication: passOn });
    expect(calls).toEqual([]);
    await answer({ of: "answer" });
    expect(calls.map(({ event }) => event.request["clientMetadata"])).toEqual([{ of: "answer" }]);
  });
});

describe("PostAuthentication", () => {
  test("keeps the tokens back by throwing", async () => {
    const PostAuthentication = async () => Promise.reject(new Error("No tokens"));
    const { cognito, UserPoolId, ClientId, sources } = await givenTriggers({
      PostAuthentication,
      PreTokenGeneration: passOn,
    });
    await expect(cognito.givenTokens({ ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "UserLambdaValidationException",
      "PostAuthentication failed with error No tokens.",
    );
    expect(sources()).toEqual(["PostAuthentication_Authentication"]);
    expect(await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" })).toHaveProperty("Enabled", true);
  });

  test("does not run at a refresh", async () => {
    const { cognito, ClientId, sources } = await givenTriggers({
      PreAuthentication: passOn,
      PostAuthentication: passOn,
    });
    const { RefreshToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    await cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken });
    await cognito.send("InitiateAuth", {
      ClientId,
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: { REFRESH_TOKEN: RefreshToken },
    });
    expect(sources()).toEqual(["PreAuthentication_Authentication", "PostAuthentication_Authentication"]);
  });

  test("may sign its user out everywhere else without ending the sign-in that it runs in, and runs once", async () => {
    const { cognito, UserPoolId, ClientId, sources } = await givenTriggers({
      PostAuthentication: async (event) => {
        await cognito.send("AdminUserGlobalSignOut", { UserPoolId, Username: event.userName });
        return event;
      },
    });
    const first = await cognito.givenTokens({ ClientId, Username: "alice" });
    const second = await cognito.givenTokens({ ClientId, Username: "alice" });
    await expect(cognito.send("GetUser", { AccessToken: first.AccessToken })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
    expect(await cognito.send("GetUser", { AccessToken: second.AccessToken })).toMatchObject({ Username: "alice" });
    expect(sources()).toHaveLength(2);
  });

  test("may change the user whom the sign-in changes too, and runs once", async () => {
    let signIns = 0;
    const { cognito, UserPoolId, answer, sources } = await givenChallenge({
      PostAuthentication: async (event) => {
        signIns += 1;
        await cognito.send("AdminUpdateUserAttributes", {
          UserPoolId,
          Username: event.userName,
          UserAttributes: [{ Name: "nickname", Value: `after ${signIns}` }],
        });
        return event;
      },
    });
    expect(await answer()).toHaveProperty("AuthenticationResult.AccessToken");
    expect(sources()).toHaveLength(1);
    expect(await cognito.send("AdminGetUser", { UserPoolId, Username: "bob" })).toMatchObject({
      UserStatus: "CONFIRMED",
      UserAttributes: expect.arrayContaining([{ Name: "nickname", Value: "after 1" }]),
    });
  });
});

describe("A trigger that fails in the answer to a challenge", () => {
  test.each(["PostAuthentication", "PreTokenGeneration"] as const)(
    "ends the sign-in and leaves nothing half done: %s",
    async (trigger) => {
      const { behaviour, run } = failingFunction("Oops");
      const { cognito, UserPoolId, ClientId, answer } = await givenChallenge({ [trigger]: run });
      await expect(answer()).rejects.toBeCognitoError(
        "UserLambdaValidationException",
        `${trigger} failed with error Oops.`,
      );
      behaviour.fails = false;
      await expect(answer()).rejects.toBeCognitoError("NotAuthorizedException", "Invalid session for the user.");
      expect(await cognito.send("AdminGetUser", { UserPoolId, Username: "bob" })).toMatchObject({
        UserStatus: "FORCE_CHANGE_PASSWORD",
      });
      await expect(cognito.givenTokens({ ClientId, Username: "bob", Password: NEW_PASSWORD })).rejects.toBeCognitoError(
        "NotAuthorizedException",
        "Incorrect username or password.",
      );
    },
  );
});
