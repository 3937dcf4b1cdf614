import type { PreAuthenticationTriggerEvent } from "aws-lambda";
import { describe, expect, test } from "vitest";
import type { TriggerFunction } from "../../index.ts";
import { type Functions, givenTriggers, passOn } from "../../testing/given-triggers.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const NEW_PASSWORD = "Brand-New-Horse-2!";
const WRONG = ["NotAuthorizedException", "Incorrect username or password."] as const;
const HIDING = { PreventUserExistenceErrors: "ENABLED" } as const;

/** A pool with this trigger, and sign-ins with a password, from an application and from a server. */
async function givenTrigger(PreAuthentication: TriggerFunction = passOn, client = {}, others: Functions = {}) {
  const given = await givenTriggers({ PreAuthentication, ...others }, { client });
  const { cognito, UserPoolId, ClientId } = given;
  const signIn = (parameters = {}, ClientMetadata?: Record<string, string>) =>
    cognito.send("InitiateAuth", {
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD, ...parameters },
      ClientMetadata,
    });
  const adminSignIn = (parameters = {}, ClientMetadata?: Record<string, string>) =>
    cognito.send("AdminInitiateAuth", {
      UserPoolId,
      ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD, ...parameters },
      ClientMetadata,
    });
  return { ...given, signIn, adminSignIn };
}

describe("The event of PreAuthentication", () => {
  test("is AWS's, member by member", async () => {
    const { cognito, UserPoolId, ClientId, calls, signIn } = await givenTrigger(passOn, HIDING);
    await signIn({}, { from: "app" });
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    const event: PreAuthenticationTriggerEvent = {
      version: "1",
      triggerSource: "PreAuthentication_Authentication",
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
        validationData: { from: "app" },
        userNotFound: false,
      },
      response: {},
    };
    expect(calls.map((call) => call.event)).toStrictEqual([event]);
  });

  test("has no validationData without ClientMetadata, and no userNotFound from a client that hides nothing", async () => {
    const { calls, signIn } = await givenTrigger();
    await signIn();
    expect(Object.keys(calls[0]?.event.request ?? {})).toEqual(["userAttributes"]);
  });

  test("names the user, not the alias that was typed", async () => {
    const PreAuthentication = passOn;
    const { cognito, ClientId, calls } = await givenTriggers(
      { PreAuthentication },
      { pool: { AliasAttributes: ["email"] } },
    );
    await cognito.givenTokens({ ClientId, Username: "alice@example.com" });
    expect(calls[0]?.event.userName).toBe("alice");
  });

  test("names the sub in pools that sign in with e-mail addresses", async () => {
    const { cognito, UserPoolId, ClientId, calls } = await givenTriggers(
      { PreAuthentication: passOn },
      { pool: { UsernameAttributes: ["email"] }, user: false },
    );
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob@example.com" });
    await cognito.givenTokens({ ClientId, Username: "bob@example.com" });
    const { userName, request } = calls[0]?.event ?? {};
    expect(request?.["userAttributes"]).toMatchObject({ sub: userName, email: "bob@example.com" });
  });
});

describe("PreAuthentication", () => {
  test("runs once in a sign-in from a server too", async () => {
    const { sources, calls, adminSignIn } = await givenTrigger();
    expect(await adminSignIn({}, { from: "server" })).toHaveProperty("AuthenticationResult.AccessToken");
    expect(sources()).toEqual(["PreAuthentication_Authentication"]);
    expect(calls[0]?.event.request["validationData"]).toEqual({ from: "server" });
  });

  test("runs before the password is looked at", async () => {
    const { sources, signIn } = await givenTrigger();
    await expect(signIn({ PASSWORD: "Wrong-Horse-9!" })).rejects.toBeCognitoError(...WRONG);
    expect(sources()).toEqual(["PreAuthentication_Authentication"]);
  });

  test("denies by throwing, whatever the password", async () => {
    const { signIn, adminSignIn } = await givenTrigger(async () => Promise.reject(new Error("Not today")));
    const denied = ["UserLambdaValidationException", "PreAuthentication failed with error Not today."] as const;
    await expect(signIn()).rejects.toBeCognitoError(...denied);
    await expect(signIn({ PASSWORD: "Wrong-Horse-9!" })).rejects.toBeCognitoError(...denied);
    await expect(adminSignIn()).rejects.toBeCognitoError(...denied);
  });

  test("runs for a stranger where the client hides that, who is refused like a wrong password", async () => {
    const { calls, signIn } = await givenTrigger(passOn, HIDING);
    await expect(signIn({ USERNAME: "Nobody" }, { from: "app" })).rejects.toBeCognitoError(...WRONG);
    expect(calls.map(({ event }) => [event.userName, event.request])).toEqual([
      ["Nobody", { userAttributes: {}, validationData: { from: "app" }, userNotFound: true }],
    ]);
  });

  test("denies a stranger by throwing", async () => {
    const { signIn } = await givenTrigger(async () => Promise.reject(new Error("Not today")), HIDING);
    await expect(signIn({ USERNAME: "nobody" })).rejects.toBeCognitoError(
      "UserLambdaValidationException",
      "PreAuthentication failed with error Not today.",
    );
  });

  test("does not run for a stranger where the client says so", async () => {
    const { calls, signIn } = await givenTrigger();
    await expect(signIn({ USERNAME: "nobody" })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
    expect(calls).toEqual([]);
  });

  test.each([
    ["without a password", { PASSWORD: "" }],
    ["without a username", { USERNAME: "" }],
    ["with a hash that nobody asked for", { SECRET_HASH: "x" }],
  ])("does not run for a call %s", async (_, parameters) => {
    const { calls, signIn } = await givenTrigger();
    await expect(signIn(parameters)).rejects.toThrow();
    expect(calls).toEqual([]);
  });

  test("does not run for users who may not sign in at all", async () => {
    const { cognito, UserPoolId, ClientId, calls, signIn } = await givenTrigger();
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await expect(signIn()).rejects.toBeCognitoError("NotAuthorizedException", "User is disabled.");
    await cognito.send("SignUp", { ClientId, Username: "carol", Password: TEST_PASSWORD });
    await expect(signIn({ USERNAME: "carol" })).rejects.toBeCognitoError(
      "UserNotConfirmedException",
      "User is not confirmed.",
    );
    expect(calls).toEqual([]);
  });

  test("may set the password that is then looked at", async () => {
    const { cognito, UserPoolId, signIn } = await givenTrigger(async (event) => {
      await cognito.send("AdminSetUserPassword", {
        UserPoolId,
        Username: "alice",
        Password: NEW_PASSWORD,
        Permanent: true,
      });
      return event;
    });
    expect(await signIn({ PASSWORD: NEW_PASSWORD })).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("may disable the user, or delete them", async () => {
    const { cognito, UserPoolId, signIn } = await givenTrigger(async (event) => {
      const operation = event.userName === "alice" ? "AdminDisableUser" : "AdminDeleteUser";
      await cognito.send(operation, { UserPoolId, Username: event.userName });
      return event;
    });
    await expect(signIn()).rejects.toBeCognitoError("NotAuthorizedException", "User is disabled.");
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await expect(signIn({ USERNAME: "bob" })).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
  });
});

describe("Without triggers that deny it, a sign-in", () => {
  test("runs PreAuthentication, PostAuthentication and PreTokenGeneration in this order", async () => {
    const { sources, signIn } = await givenTrigger(
      passOn,
      {},
      { PreTokenGeneration: passOn, PostAuthentication: passOn },
    );
    await signIn();
    expect(sources()).toEqual([
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
      "TokenGeneration_Authentication",
    ]);
  });

  test("with a wrong password runs PreAuthentication only", async () => {
    const { sources, signIn } = await givenTrigger(
      passOn,
      {},
      { PreTokenGeneration: passOn, PostAuthentication: passOn },
    );
    await expect(signIn({ PASSWORD: "Wrong-Horse-9!" })).rejects.toBeCognitoError(...WRONG);
    expect(sources()).toEqual(["PreAuthentication_Authentication"]);
  });
});
