import type { PreSignUpTriggerEvent } from "aws-lambda";
import type { CreateUserPoolRequest, SignUpRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import type { TriggerFunction } from "../../index.ts";
import { type Functions, givenTriggers, passOn, respond } from "../../testing/given-triggers.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const EMAIL = { Name: "email", Value: "bob@example.com" };
const PHONE = { Name: "phone_number", Value: "+15555550123" };
const BY_EMAIL = { AutoVerifiedAttributes: ["email"] } satisfies Partial<CreateUserPoolRequest>;

/** A pool with this trigger, and sign-ups of bob. */
async function givenTrigger(
  PreSignUp: TriggerFunction = passOn,
  { pool = BY_EMAIL, others = {} }: { pool?: Partial<CreateUserPoolRequest>; others?: Functions } = {},
) {
  const given = await givenTriggers({ PreSignUp, ...others }, { pool, user: false });
  const { cognito, UserPoolId, ClientId } = given;
  const signUp = (request: Partial<SignUpRequest> = {}) =>
    cognito.send("SignUp", {
      ClientId,
      Username: "bob",
      Password: TEST_PASSWORD,
      UserAttributes: [EMAIL],
      ...request,
    });
  const bob = () => cognito.send("AdminGetUser", { UserPoolId, Username: "bob" });
  return { ...given, signUp, bob };
}

const deny: TriggerFunction = async () => Promise.reject(new Error("Not from there"));

describe("The event of PreSignUp", () => {
  test("is AWS's for SignUp, member by member: what was submitted, of a user who does not exist yet", async () => {
    const { UserPoolId, ClientId, calls, signUp } = await givenTrigger();
    await signUp({ ValidationData: [{ Name: "captcha", Value: "42" }], ClientMetadata: { from: "app" } });
    const event: PreSignUpTriggerEvent = {
      version: "1",
      triggerSource: "PreSignUp_SignUp",
      region: "us-east-1",
      userPoolId: UserPoolId,
      userName: "bob",
      callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: ClientId },
      request: {
        userAttributes: { email: "bob@example.com" },
        validationData: { captcha: "42" },
        clientMetadata: { from: "app" },
      },
      response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    };
    expect(calls.map((call) => call.event)).toStrictEqual([event]);
  });

  test("is AWS's for AdminCreateUser, whose caller has no client", async () => {
    const { cognito, UserPoolId, calls } = await givenTrigger();
    await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "bob",
      UserAttributes: [EMAIL],
      ValidationData: [{ Name: "by", Value: "root" }],
      ClientMetadata: { from: "console" },
    });
    const event: PreSignUpTriggerEvent = {
      version: "1",
      triggerSource: "PreSignUp_AdminCreateUser",
      region: "us-east-1",
      userPoolId: UserPoolId,
      userName: "bob",
      callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "CLIENT_ID_NOT_APPLICABLE" },
      request: {
        userAttributes: { email: "bob@example.com" },
        validationData: { by: "root" },
        clientMetadata: { from: "console" },
      },
      response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    };
    expect(calls.map((call) => call.event)).toStrictEqual([event]);
  });

  test("has neither validationData nor clientMetadata where there are none", async () => {
    const { calls, signUp } = await givenTrigger();
    await signUp();
    expect(calls[0]?.event.request).toStrictEqual({ userAttributes: { email: "bob@example.com" } });
  });

  test("names the sub where people sign up with an address", async () => {
    const { calls, signUp } = await givenTrigger(passOn, { pool: { ...BY_EMAIL, UsernameAttributes: ["email"] } });
    const { UserSub } = await signUp({ Username: "bob@example.com", UserAttributes: [] });
    expect(calls[0]?.event.userName).toBe(UserSub);
    expect(calls[0]?.event.request).toStrictEqual({ userAttributes: { email: "bob@example.com" } });
  });

  test("does not go out again for an invitation that is sent again", async () => {
    const { cognito, UserPoolId, sources } = await givenTrigger();
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "bob", UserAttributes: [EMAIL] });
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "bob", MessageAction: "RESEND" });
    expect(sources()).toEqual(["PreSignUp_AdminCreateUser"]);
  });
});

describe("PreSignUp comes", () => {
  const others: Functions = { CustomMessage: passOn, PostConfirmation: passOn };

  test("before the message", async () => {
    const { sources, signUp } = await givenTrigger(passOn, { others });
    await signUp();
    expect(sources()).toEqual(["PreSignUp_SignUp", "CustomMessage_SignUp"]);
  });

  test("before the confirmation, where it confirms; there is no message then", async () => {
    const { cognito, sources, signUp } = await givenTrigger(respond({ autoConfirmUser: true }), { others });
    await signUp();
    expect(sources()).toEqual(["PreSignUp_SignUp", "PostConfirmation_ConfirmSignUp"]);
    expect(await cognito.listMessages()).toEqual([]);
  });

  test("before the invitation", async () => {
    const { cognito, UserPoolId, sources } = await givenTrigger(passOn, { others });
    await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "bob",
      UserAttributes: [EMAIL],
      DesiredDeliveryMediums: ["EMAIL"],
    });
    expect(sources()).toEqual(["PreSignUp_AdminCreateUser", "CustomMessage_AdminCreateUser"]);
  });

  test("also for a name that is taken, which nothing comes after", async () => {
    const { signUp, calls, sources } = await givenTrigger(passOn, { others });
    await signUp();
    calls.length = 0;
    await expect(signUp()).rejects.toBeCognitoError("UsernameExistsException", "User already exists");
    expect(sources()).toEqual(["PreSignUp_SignUp"]);
  });

  test.each<[string, Partial<SignUpRequest>, string]>([
    ["a password that is too weak", { Password: "password" }, "InvalidPasswordException"],
    [
      "an attribute that does not fit",
      { UserAttributes: [{ Name: "email", Value: "bob" }] },
      "InvalidParameterException",
    ],
  ])("not for %s", async (_, request, error) => {
    const { signUp, calls } = await givenTrigger();
    await expect(signUp(request)).rejects.toMatchObject({ name: error });
    expect(calls).toEqual([]);
  });
});

describe("The response of PreSignUp", () => {
  test("changes nothing as it was", async () => {
    const { signUp, bob } = await givenTrigger();
    expect(await signUp()).toMatchObject({ UserConfirmed: false, CodeDeliveryDetails: { AttributeName: "email" } });
    expect((await bob()).UserStatus).toBe("UNCONFIRMED");
  });

  test("autoConfirmUser confirms without a code, and verifies nothing", async () => {
    const { cognito, ClientId, signUp, bob } = await givenTrigger(respond({ autoConfirmUser: true }));
    const answer = await signUp();
    expect(answer).toMatchObject({ UserConfirmed: true });
    expect(answer.CodeDeliveryDetails).toBeUndefined();
    const { UserStatus, UserAttributes } = await bob();
    expect(UserStatus).toBe("CONFIRMED");
    expect(UserAttributes).toContainEqual({ Name: "email_verified", Value: "false" });
    expect(await cognito.givenTokens({ ClientId, Username: "bob" })).toHaveProperty("AccessToken");
  });

  test.each([
    ["autoVerifyEmail", "email_verified"],
    ["autoVerifyPhone", "phone_number_verified"],
  ])("%s verifies, and does not confirm", async (member, flag) => {
    const { signUp, bob } = await givenTrigger(respond({ [member]: true }));
    await signUp({ UserAttributes: [EMAIL, PHONE] });
    const { UserStatus, UserAttributes } = await bob();
    expect(UserStatus).toBe("UNCONFIRMED");
    expect(UserAttributes).toContainEqual({ Name: flag, Value: "true" });
  });

  test.each([
    [{ autoVerifyEmail: true }, [PHONE], "Email is required to verify/un-verify an email"],
    [{ autoVerifyPhone: true }, [EMAIL], "Phone Number is required to verify/un-verify a phone number"],
  ])("%j fails where there is no such contact, and nobody is created", async (response, UserAttributes, message) => {
    const { signUp, bob } = await givenTrigger(respond(response));
    await expect(signUp({ UserAttributes })).rejects.toBeCognitoError("InvalidParameterException", message);
    await expect(bob()).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
  });

  test("autoVerifyEmail moves an alias to the new user, and the former owner's address is verified no more", async () => {
    const pool = { AliasAttributes: ["email"] } satisfies Partial<CreateUserPoolRequest>;
    const given = await givenTrigger(respond({ autoConfirmUser: true, autoVerifyEmail: true }), { pool });
    const { cognito, UserPoolId, ClientId, signUp } = given;
    await cognito.givenConfirmedUser({
      UserPoolId,
      Username: "carol",
      UserAttributes: [EMAIL, { Name: "email_verified", Value: "true" }],
    });
    await signUp();
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "carol" });
    expect(UserAttributes).toContainEqual({ Name: "email_verified", Value: "false" });
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "bob@example.com" });
    expect((await cognito.send("GetUser", { AccessToken })).Username).toBe("bob");
  });

  test("is ignored for AdminCreateUser", async () => {
    const decision = { autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: true };
    const { cognito, UserPoolId, bob } = await givenTrigger(respond(decision));
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "bob", UserAttributes: [EMAIL] });
    const { UserStatus, UserAttributes } = await bob();
    expect(UserStatus).toBe("FORCE_CHANGE_PASSWORD");
    expect(UserAttributes).not.toContainEqual({ Name: "email_verified", Value: "true" });
  });

  test.each(["autoConfirmUser", "autoVerifyEmail", "autoVerifyPhone"])("%s has to be a boolean", async (member) => {
    const { signUp, bob } = await givenTrigger(respond({ [member]: "yes" }));
    await expect(signUp()).rejects.toBeCognitoError("InvalidLambdaResponseException", "Unrecognizable lambda output");
    await expect(bob()).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
  });
});

describe("A denial of PreSignUp", () => {
  test("creates nobody, sends nothing, and leaves the name free", async () => {
    let isOpen = false;
    const { cognito, signUp, bob } = await givenTrigger(async (event, context, callback) =>
      isOpen ? event : deny(event, context, callback),
    );
    await expect(signUp()).rejects.toBeCognitoError(
      "UserLambdaValidationException",
      "PreSignUp failed with error Not from there.",
    );
    await expect(bob()).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
    expect(await cognito.listMessages()).toEqual([]);
    isOpen = true;
    expect(await signUp()).toMatchObject({ UserConfirmed: false });
  });

  test("goes for administrators, too", async () => {
    const { cognito, UserPoolId, bob } = await givenTrigger(deny);
    await expect(
      cognito.send("AdminCreateUser", { UserPoolId, Username: "bob", UserAttributes: [EMAIL] }),
    ).rejects.toBeCognitoError("UserLambdaValidationException", "PreSignUp failed with error Not from there.");
    await expect(bob()).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
    expect(await cognito.listMessages()).toEqual([]);
  });
});
