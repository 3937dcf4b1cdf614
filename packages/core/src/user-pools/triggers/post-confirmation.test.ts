import type { PostConfirmationTriggerEvent } from "aws-lambda";
import { describe, expect, test } from "vitest";
import type { TriggerFunction } from "../../index.ts";
import { type Functions, givenTriggers, passOn } from "../../testing/given-triggers.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const NEW_PASSWORD = "Brand-New-Horse-2!";

/** A pool with this trigger, in which alice has an account and bob is about to have one. */
async function givenTrigger(PostConfirmation: TriggerFunction = passOn, others: Functions = {}) {
  const given = await givenTriggers({ PostConfirmation, ...others }, { pool: { AutoVerifiedAttributes: ["email"] } });
  const { cognito, UserPoolId, ClientId } = given;
  const { UserSub } = await cognito.send("SignUp", {
    ClientId,
    Username: "bob",
    Password: TEST_PASSWORD,
    UserAttributes: [{ Name: "email", Value: "bob@example.com" }],
    ClientMetadata: { of: "SignUp" },
  });
  given.calls.length = 0;
  const confirm = (ConfirmationCode = "123456") =>
    cognito.send("ConfirmSignUp", {
      ClientId,
      Username: "bob",
      ConfirmationCode,
      ClientMetadata: { of: "ConfirmSignUp" },
    });
  const adminConfirm = () =>
    cognito.send("AdminConfirmSignUp", { UserPoolId, Username: "bob", ClientMetadata: { of: "AdminConfirmSignUp" } });
  const forgetAndConfirm = async () => {
    await cognito.send("ForgotPassword", { ClientId, Username: "alice" });
    await cognito.send("ConfirmForgotPassword", {
      ClientId,
      Username: "alice",
      ConfirmationCode: "123456",
      Password: NEW_PASSWORD,
      ClientMetadata: { of: "ConfirmForgotPassword" },
    });
  };
  const statusOf = async (Username: string) =>
    (await cognito.send("AdminGetUser", { UserPoolId, Username })).UserStatus;
  return { ...given, UserSub, confirm, adminConfirm, forgetAndConfirm, statusOf };
}

const deny: TriggerFunction = async () => Promise.reject(new Error("too late"));

describe("The event of PostConfirmation", () => {
  test("is AWS's for ConfirmSignUp, member by member: of the user as confirmed", async () => {
    const { UserPoolId, ClientId, UserSub, calls, confirm } = await givenTrigger();
    await confirm();
    const event: PostConfirmationTriggerEvent = {
      version: "1",
      triggerSource: "PostConfirmation_ConfirmSignUp",
      region: "us-east-1",
      userPoolId: UserPoolId,
      userName: "bob",
      callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: ClientId },
      request: {
        userAttributes: {
          sub: UserSub,
          email: "bob@example.com",
          email_verified: "true",
          "cognito:user_status": "CONFIRMED",
        },
        clientMetadata: { of: "ConfirmSignUp" },
      },
      response: {},
    };
    expect(calls.map((call) => call.event)).toStrictEqual([event]);
  });

  test("is the same for AdminConfirmSignUp, whose caller has no client and proves no address", async () => {
    const { UserSub, calls, adminConfirm } = await givenTrigger();
    await adminConfirm();
    expect(calls).toHaveLength(1);
    expect(calls[0]?.event).toMatchObject({
      triggerSource: "PostConfirmation_ConfirmSignUp",
      callerContext: { clientId: "CLIENT_ID_NOT_APPLICABLE" },
      request: {
        userAttributes: { sub: UserSub, email_verified: "false", "cognito:user_status": "CONFIRMED" },
        clientMetadata: { of: "AdminConfirmSignUp" },
      },
    });
  });

  test("is AWS's for ConfirmForgotPassword", async () => {
    const { ClientId, calls, forgetAndConfirm } = await givenTrigger();
    await forgetAndConfirm();
    expect(calls).toHaveLength(1);
    expect(calls[0]?.event).toMatchObject({
      version: "1",
      triggerSource: "PostConfirmation_ConfirmForgotPassword",
      userName: "alice",
      callerContext: { clientId: ClientId },
      request: {
        userAttributes: { email: "alice@example.com", "cognito:user_status": "CONFIRMED" },
        clientMetadata: { of: "ConfirmForgotPassword" },
      },
      response: {},
    });
  });

  test("has SignUp's ClientMetadata where PreSignUp confirms", async () => {
    const confirmAll: TriggerFunction = async (event) => ({ ...event, response: { autoConfirmUser: true } });
    const { cognito, ClientId, calls } = await givenTrigger(passOn, { PreSignUp: confirmAll });
    await cognito.send("SignUp", {
      ClientId,
      Username: "carol",
      Password: TEST_PASSWORD,
      ClientMetadata: { of: "SignUp" },
    });
    expect(calls.at(-1)?.event).toMatchObject({
      triggerSource: "PostConfirmation_ConfirmSignUp",
      userName: "carol",
      callerContext: { clientId: ClientId },
      request: { userAttributes: { "cognito:user_status": "CONFIRMED" }, clientMetadata: { of: "SignUp" } },
    });
  });
});

describe("PostConfirmation", () => {
  test("finds the user confirmed, and may change them", async () => {
    const given = await givenTrigger(async (event) => {
      const { cognito, UserPoolId, statusOf } = given;
      expect(await statusOf("bob")).toBe("CONFIRMED");
      await cognito.send("CreateGroup", { UserPoolId, GroupName: "people" });
      await cognito.send("AdminAddUserToGroup", { UserPoolId, GroupName: "people", Username: event.userName });
      return event;
    });
    const { cognito, UserPoolId, ClientId, confirm } = given;
    await confirm();
    expect(await cognito.send("AdminListGroupsForUser", { UserPoolId, Username: "bob" })).toMatchObject({
      Groups: [{ GroupName: "people" }],
    });
    expect(await cognito.givenTokens({ ClientId, Username: "bob" })).toHaveProperty("AccessToken");
  });

  test("is not asked about a wrong code", async () => {
    const { calls, confirm } = await givenTrigger();
    await expect(confirm("000000")).rejects.toMatchObject({ name: "CodeMismatchException" });
    expect(calls).toEqual([]);
  });

  test("is not asked about those whom administrators create, nor about their first password", async () => {
    const { cognito, UserPoolId, sources } = await givenTrigger();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "carol" });
    expect(sources()).toEqual([]);
  });
});

describe("A failure of PostConfirmation", () => {
  const FAILURE = ["UserLambdaValidationException", "PostConfirmation failed with error too late."] as const;

  test("fails ConfirmSignUp, and leaves the user confirmed", async () => {
    const { confirm, statusOf } = await givenTrigger(deny);
    await expect(confirm()).rejects.toBeCognitoError(...FAILURE);
    expect(await statusOf("bob")).toBe("CONFIRMED");
    await expect(confirm()).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "User cannot be confirmed. Current status is CONFIRMED",
    );
  });

  test("fails AdminConfirmSignUp, and leaves the user confirmed", async () => {
    const { adminConfirm, statusOf } = await givenTrigger(deny);
    await expect(adminConfirm()).rejects.toBeCognitoError(...FAILURE);
    expect(await statusOf("bob")).toBe("CONFIRMED");
  });

  test("fails ConfirmForgotPassword, and leaves the new password", async () => {
    const { cognito, ClientId, forgetAndConfirm } = await givenTrigger(deny);
    await expect(forgetAndConfirm()).rejects.toBeCognitoError(...FAILURE);
    const tokens = await cognito.givenTokens({ ClientId, Username: "alice", Password: NEW_PASSWORD });
    expect(tokens).toHaveProperty("AccessToken");
  });
});
