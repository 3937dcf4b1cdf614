import type { AuthFlowType, CreateUserPoolRequest, InitiateAuthResponse } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import type { TriggerEvent, TriggerFunction } from "../../index.ts";
import { givenDevicePool } from "../../testing/given-device.ts";
import { functionArn, type GivenTriggers, givenTriggers, passOn, respond } from "../../testing/given-triggers.ts";
import { beginSrp, signInWithSrp } from "../../testing/srp-client.ts";
import { startCognito, TEST_PASSWORD } from "../../testing/start-cognito.ts";

const SMS = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" };
const NEW_PASSWORD = "Brand-New-Horse-2!";
const CONTACTS = [
  { Name: "email", Value: "bob@example.com" },
  { Name: "email_verified", Value: "true" },
  { Name: "phone_number", Value: "+15555550123" },
  { Name: "phone_number_verified", Value: "true" },
];
const POOL = {
  AutoVerifiedAttributes: ["email"],
  SmsConfiguration: SMS,
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
} satisfies Partial<CreateUserPoolRequest>;

/** One custom challenge, after the password where there is one, whose answer is always right. */
const defineAuthChallenge: TriggerFunction = respond(({ request: { session } }) => {
  const results = Array.isArray(session) ? session.map(({ challengeName }) => challengeName) : [];
  const last = results.at(-1);
  if (last === "SRP_A") return { challengeName: "PASSWORD_VERIFIER" };
  return last === "CUSTOM_CHALLENGE" ? { issueTokens: true } : { challengeName: "CUSTOM_CHALLENGE" };
});

interface Given extends GivenTriggers {
  /** The sources of the calls that this made. */
  readonly sourcesOf: (doing: () => Promise<unknown>) => Promise<string[]>;
  readonly signIn: (flow: AuthFlowType, parameters?: object) => Promise<InitiateAuthResponse>;
  readonly answer: (posed: InitiateAuthResponse, responses: Record<string, string>) => Promise<InitiateAuthResponse>;
}

/** A pool with every trigger there is, and the user bob, whose password is `TEST_PASSWORD`. */
async function givenEveryTrigger(pool: Partial<CreateUserPoolRequest> = {}): Promise<Given> {
  const given = await givenTriggers(
    {
      PreSignUp: passOn,
      PostConfirmation: passOn,
      PreAuthentication: passOn,
      PostAuthentication: passOn,
      CustomMessage: passOn,
      DefineAuthChallenge: defineAuthChallenge,
      CreateAuthChallenge: passOn,
      VerifyAuthChallengeResponse: respond({ answerCorrect: true }),
      PreTokenGeneration: passOn,
      UserMigration: passOn,
    },
    {
      pool: { ...POOL, ...pool },
      client: {
        ExplicitAuthFlows: [
          "ALLOW_USER_PASSWORD_AUTH",
          "ALLOW_USER_SRP_AUTH",
          "ALLOW_USER_AUTH",
          "ALLOW_CUSTOM_AUTH",
          "ALLOW_REFRESH_TOKEN_AUTH",
        ],
      },
      user: false,
    },
  );
  const { cognito, UserPoolId, ClientId, calls, sources } = given;
  await cognito.givenConfirmedUser({ UserPoolId, Username: "bob", UserAttributes: CONTACTS });
  return {
    ...given,
    sourcesOf: async (doing) => {
      calls.length = 0;
      await doing();
      return sources();
    },
    signIn: (AuthFlow, parameters = {}) =>
      cognito.send("InitiateAuth", { ClientId, AuthFlow, AuthParameters: { USERNAME: "bob", ...parameters } }),
    answer: ({ ChallengeName, Session }, responses) => {
      if (ChallengeName === undefined) throw new Error("There is no challenge.");
      const ChallengeResponses = { USERNAME: "bob", ...responses };
      return cognito.send("RespondToAuthChallenge", { ClientId, ChallengeName, Session, ChallengeResponses });
    },
  };
}

const SIGN_IN = ["PostAuthentication_Authentication", "TokenGeneration_Authentication"];
const PRE = "PreAuthentication_Authentication";
const [DEFINE, CREATE, VERIFY] = [
  "DefineAuthChallenge_Authentication",
  "CreateAuthChallenge_Authentication",
  "VerifyAuthChallengeResponse_Authentication",
];

describe("The order of triggers", () => {
  test("in a sign-up, its confirmation, and the codes between", async () => {
    const { cognito, ClientId, sourcesOf } = await givenEveryTrigger();
    const Username = "carol";
    const UserAttributes = [{ Name: "email", Value: "carol@example.com" }];
    const signUp = () => cognito.send("SignUp", { ClientId, Username, Password: TEST_PASSWORD, UserAttributes });
    expect(await sourcesOf(signUp)).toEqual(["PreSignUp_SignUp", "CustomMessage_SignUp"]);
    const resend = () => cognito.send("ResendConfirmationCode", { ClientId, Username });
    expect(await sourcesOf(resend)).toEqual(["CustomMessage_ResendCode"]);
    const confirm = () => cognito.send("ConfirmSignUp", { ClientId, Username, ConfirmationCode: "123456" });
    expect(await sourcesOf(confirm)).toEqual(["PostConfirmation_ConfirmSignUp"]);
  });

  test("in a forgotten password", async () => {
    const { cognito, ClientId, sourcesOf } = await givenEveryTrigger();
    const Username = "bob";
    const forget = () => cognito.send("ForgotPassword", { ClientId, Username });
    expect(await sourcesOf(forget)).toEqual(["CustomMessage_ForgotPassword"]);
    const Password = NEW_PASSWORD;
    const confirm = () =>
      cognito.send("ConfirmForgotPassword", { ClientId, Username, Password, ConfirmationCode: "123456" });
    expect(await sourcesOf(confirm)).toEqual(["PostConfirmation_ConfirmForgotPassword"]);
  });

  test("in an administrator's work", async () => {
    const { cognito, UserPoolId, sourcesOf } = await givenEveryTrigger();
    const Username = "carol";
    const UserAttributes = [
      { Name: "email", Value: "carol@example.com" },
      { Name: "email_verified", Value: "true" },
    ];
    const DesiredDeliveryMediums = ["EMAIL"] as const;
    const create = () =>
      cognito.send("AdminCreateUser", {
        UserPoolId,
        Username,
        UserAttributes,
        DesiredDeliveryMediums,
        TemporaryPassword: TEST_PASSWORD,
      });
    expect(await sourcesOf(create)).toEqual(["PreSignUp_AdminCreateUser", "CustomMessage_AdminCreateUser"]);
    const setPassword = () =>
      cognito.send("AdminSetUserPassword", { UserPoolId, Username, Password: TEST_PASSWORD, Permanent: true });
    expect(await sourcesOf(setPassword)).toEqual([]);
    const reset = () => cognito.send("AdminResetUserPassword", { UserPoolId, Username });
    expect(await sourcesOf(reset)).toEqual(["CustomMessage_ForgotPassword"]);
  });

  test("in a sign-in with a password, and at each refresh", async () => {
    const { cognito, ClientId, sourcesOf, signIn } = await givenEveryTrigger();
    expect(await sourcesOf(() => signIn("USER_PASSWORD_AUTH", { PASSWORD: TEST_PASSWORD }))).toEqual([PRE, ...SIGN_IN]);
    const { RefreshToken } = await cognito.givenTokens({ ClientId, Username: "bob" });
    const refresh = () =>
      cognito.send("InitiateAuth", {
        ClientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN: RefreshToken },
      });
    expect(await sourcesOf(refresh)).toEqual(["TokenGeneration_RefreshTokens"]);
    const renew = () => cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken });
    expect(await sourcesOf(renew)).toEqual(["TokenGeneration_RefreshTokens"]);
  });

  test("in a sign-in with a wrong password", async () => {
    const { sourcesOf, signIn } = await givenEveryTrigger();
    const fail = () => expect(signIn("USER_PASSWORD_AUTH", { PASSWORD: "wrong" })).rejects.toThrow();
    expect(await sourcesOf(fail)).toEqual([PRE]);
  });

  test("in a sign-in of somebody who may be known elsewhere, and is not", async () => {
    const { sourcesOf, signIn } = await givenEveryTrigger();
    const fail = () =>
      expect(signIn("USER_PASSWORD_AUTH", { USERNAME: "nobody", PASSWORD: TEST_PASSWORD })).rejects.toThrow();
    expect(await sourcesOf(fail)).toEqual(["UserMigration_Authentication"]);
  });

  test("in a sign-in with a code as a second factor", async () => {
    const { cognito, UserPoolId, sourcesOf, signIn, answer } = await givenEveryTrigger({ Policies: {} });
    await cognito.send("SetUserPoolMfaConfig", {
      UserPoolId,
      MfaConfiguration: "ON",
      SmsMfaConfiguration: { SmsConfiguration: SMS },
    });
    let challenge: InitiateAuthResponse = {};
    const begin = async () => {
      challenge = await signIn("USER_PASSWORD_AUTH", { PASSWORD: TEST_PASSWORD });
    };
    expect(await sourcesOf(begin)).toEqual([PRE, "CustomMessage_Authentication"]);
    expect(await sourcesOf(() => answer(challenge, { SMS_MFA_CODE: "123456" }))).toEqual(SIGN_IN);
  });

  test("in a sign-in with a temporary password", async () => {
    const { cognito, UserPoolId, sourcesOf, signIn, answer } = await givenEveryTrigger();
    await cognito.send("AdminSetUserPassword", {
      UserPoolId,
      Username: "bob",
      Password: TEST_PASSWORD,
      Permanent: false,
    });
    let challenge: InitiateAuthResponse = {};
    const begin = async () => {
      challenge = await signIn("USER_PASSWORD_AUTH", { PASSWORD: TEST_PASSWORD });
    };
    expect(await sourcesOf(begin)).toEqual([PRE]);
    expect(await sourcesOf(() => answer(challenge, { NEW_PASSWORD }))).toEqual([
      "PostAuthentication_Authentication",
      "TokenGeneration_NewPasswordChallenge",
    ]);
  });

  test("in a sign-in with SRP", async () => {
    const { cognito, UserPoolId, ClientId, sourcesOf } = await givenEveryTrigger();
    const user = { UserPoolId, ClientId, Username: "bob" };
    expect(await sourcesOf(() => beginSrp(cognito, user))).toEqual([PRE]);
    expect(await sourcesOf(() => signInWithSrp(cognito, user))).toEqual([PRE, ...SIGN_IN]);
  });

  test("in a sign-in on a device, new and remembered", async () => {
    const calls: TriggerEvent[] = [];
    const run: TriggerFunction = (event: TriggerEvent) => {
      calls.push(structuredClone(event));
      return event;
    };
    const names = ["PreAuthentication", "PostAuthentication", "PreTokenGeneration"] as const;
    const cognito = await startCognito({ triggers: Object.fromEntries(names.map((name) => [name, run])) });
    const LambdaConfig = Object.fromEntries(names.map((name) => [name, functionArn(name)]));
    const { signIn, givenDevice, authenticate } = await givenDevicePool({ cognito, pool: { LambdaConfig } });
    const { device } = await givenDevice();
    expect(calls.splice(0).map(({ triggerSource, request }) => [triggerSource, request["newDeviceUsed"]])).toEqual([
      [PRE, undefined],
      ["PostAuthentication_Authentication", true],
      ["TokenGeneration_Authentication", undefined],
    ]);
    const challenge = await signIn({ DEVICE_KEY: device.key });
    expect(challenge.ChallengeName).toBe("DEVICE_SRP_AUTH");
    expect(calls.splice(0).map(({ triggerSource }) => triggerSource)).toEqual([PRE]);
    expect(await authenticate(challenge, device)).toHaveProperty("AuthenticationResult.AccessToken");
    expect(calls.map(({ triggerSource, request }) => [triggerSource, request["newDeviceUsed"]])).toEqual([
      ["PostAuthentication_Authentication", false],
      ["TokenGeneration_AuthenticateDevice", undefined],
    ]);
  });

  test("in a sign-in with a code that the user has chosen", async () => {
    const { sourcesOf, signIn, answer } = await givenEveryTrigger();
    let challenge: InitiateAuthResponse = {};
    const begin = async () => {
      challenge = await signIn("USER_AUTH", { PREFERRED_CHALLENGE: "EMAIL_OTP" });
    };
    expect(await sourcesOf(begin)).toEqual([PRE, "CustomMessage_Authentication"]);
    expect(await sourcesOf(() => answer(challenge, { EMAIL_OTP_CODE: "12345678" }))).toEqual(SIGN_IN);
  });

  test("in a custom sign-in", async () => {
    const { sourcesOf, signIn, answer } = await givenEveryTrigger();
    let challenge: InitiateAuthResponse = {};
    const begin = async () => {
      challenge = await signIn("CUSTOM_AUTH");
    };
    expect(await sourcesOf(begin)).toEqual([DEFINE, CREATE]);
    expect(await sourcesOf(() => answer(challenge, { ANSWER: "42" }))).toEqual([VERIFY, DEFINE, ...SIGN_IN]);
  });

  test("in a custom sign-in that begins with SRP", async () => {
    const { cognito, UserPoolId, ClientId, sourcesOf, answer } = await givenEveryTrigger();
    const parameters = { CHALLENGE_NAME: "SRP_A" };
    const user = { flow: "CUSTOM_AUTH", UserPoolId, ClientId, Username: "bob", parameters } as const;
    let begun: Awaited<ReturnType<typeof beginSrp>> | undefined;
    const begin = async () => {
      begun = await beginSrp(cognito, user);
    };
    expect(await sourcesOf(begin)).toEqual([PRE, DEFINE]);
    let challenge: InitiateAuthResponse = {};
    const prove = async () => {
      challenge = await answer(begun?.challenge ?? {}, begun?.responses ?? {});
    };
    expect(await sourcesOf(prove)).toEqual([DEFINE, CREATE]);
    expect(await sourcesOf(() => answer(challenge, { ANSWER: "42" }))).toEqual([VERIFY, DEFINE, ...SIGN_IN]);
  });
});
