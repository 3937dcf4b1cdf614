import type { CreateUserPoolRequest, LambdaConfigType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import {
  type Functions,
  functionArn,
  type GivenTriggers,
  givenTriggers,
  passOn,
  respond,
} from "../../testing/given-triggers.ts";
import { RIDDLE, RIDDLE_ANSWER } from "../../testing/riddle.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const ClientMetadata = { from: "caller" };
const CONTACTS = [
  { Name: "email", Value: "bob@example.com" },
  { Name: "email_verified", Value: "true" },
];
const POOL = {
  AutoVerifiedAttributes: ["email"],
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
} satisfies Partial<CreateUserPoolRequest>;
const KEY_ARN = "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555";
const FLOWS = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_AUTH"] as const;

interface Given extends GivenTriggers {
  readonly AccessToken: string;
  readonly RefreshToken: string;
  /** Each trigger that this calls, and where its event has the caller's metadata. */
  readonly told: (doing: () => Promise<unknown>) => Promise<readonly (readonly [string, string])[]>;
}

async function given(functions: Functions = {}, config: LambdaConfigType = {}): Promise<Given> {
  const all = {
    PreSignUp: passOn,
    PostConfirmation: passOn,
    PreAuthentication: passOn,
    PostAuthentication: passOn,
    PreTokenGeneration: passOn,
    CustomMessage: passOn,
    UserMigration: passOn,
    ...RIDDLE,
    ...functions,
  };
  const triggers = await givenTriggers(all, {
    pool: POOL,
    client: { ExplicitAuthFlows: [...FLOWS, "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] },
    config,
  });
  const { cognito, ClientId, calls } = triggers;
  const { AccessToken, RefreshToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
  return {
    ...triggers,
    AccessToken,
    RefreshToken,
    async told(doing) {
      calls.length = 0;
      await doing();
      return calls.map(({ event: { triggerSource, request } }) => {
        const members = ["clientMetadata", "validationData"].filter(
          (member) => JSON.stringify(request[member]) === JSON.stringify(ClientMetadata),
        );
        return [triggerSource, members.join()] as const;
      });
    },
  };
}

const TOKENS = ["PostAuthentication_Authentication", "TokenGeneration_Authentication"] as const;

describe("The ClientMetadata of a call that begins a sign-in", () => {
  const BEGIN = {
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD },
  } as const;

  test("reaches PreAuthentication as validationData, and what comes after not at all", async () => {
    const { cognito, UserPoolId, ClientId, told } = await given();
    const expected = [["PreAuthentication_Authentication", "validationData"], ...TOKENS.map((source) => [source, ""])];
    expect(await told(() => cognito.send("InitiateAuth", { ClientId, ...BEGIN, ClientMetadata }))).toEqual(expected);
    const admin = { UserPoolId, ClientId, ...BEGIN, AuthFlow: "ADMIN_USER_PASSWORD_AUTH" } as const;
    expect(await told(() => cognito.send("AdminInitiateAuth", { ...admin, ClientMetadata }))).toEqual(expected);
  });

  test("reaches UserMigration as validationData", async () => {
    const { cognito, ClientId, told } = await given();
    const stranger = { ...BEGIN, AuthParameters: { USERNAME: "nobody", PASSWORD: TEST_PASSWORD } };
    const begin = () =>
      expect(cognito.send("InitiateAuth", { ClientId, ...stranger, ClientMetadata })).rejects.toThrow();
    expect(await told(begin)).toEqual([["UserMigration_Authentication", "validationData"]]);
  });

  test("reaches neither CustomMessage nor the triggers of custom challenges, nor a refresh", async () => {
    const { cognito, ClientId, RefreshToken, told } = await given();
    const choose = {
      AuthFlow: "USER_AUTH",
      AuthParameters: { USERNAME: "alice", PREFERRED_CHALLENGE: "EMAIL_OTP" },
    } as const;
    expect(await told(() => cognito.send("InitiateAuth", { ClientId, ...choose, ClientMetadata }))).toEqual([
      ["PreAuthentication_Authentication", "validationData"],
      ["CustomMessage_Authentication", ""],
    ]);
    const custom = { AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME: "alice" } } as const;
    expect(await told(() => cognito.send("InitiateAuth", { ClientId, ...custom, ClientMetadata }))).toEqual([
      ["DefineAuthChallenge_Authentication", ""],
      ["CreateAuthChallenge_Authentication", ""],
    ]);
    const refresh = { AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: { REFRESH_TOKEN: RefreshToken } } as const;
    expect(await told(() => cognito.send("InitiateAuth", { ClientId, ...refresh, ClientMetadata }))).toEqual([
      ["TokenGeneration_RefreshTokens", ""],
    ]);
  });
});

describe("The ClientMetadata of an answer", () => {
  test.each(["RespondToAuthChallenge", "AdminRespondToAuthChallenge"] as const)(
    "by %s reaches CustomMessage, PostAuthentication and PreTokenGeneration",
    async (operation) => {
      const { cognito, UserPoolId, ClientId, told } = await given();
      const { Session } = await cognito.send("InitiateAuth", {
        ClientId,
        AuthFlow: "USER_AUTH",
        AuthParameters: { USERNAME: "alice" },
      });
      const answer = (
        ChallengeName: "SELECT_CHALLENGE" | "EMAIL_OTP",
        session: string | undefined,
        responses: object,
      ) =>
        cognito.send(operation, {
          UserPoolId,
          ClientId,
          ChallengeName,
          Session: session,
          ChallengeResponses: { USERNAME: "alice", ...responses },
          ClientMetadata,
        });
      let next: string | undefined;
      const choose = async () => {
        next = (await answer("SELECT_CHALLENGE", Session, { ANSWER: "EMAIL_OTP" })).Session;
      };
      expect(await told(choose)).toEqual([["CustomMessage_Authentication", "clientMetadata"]]);
      expect(await told(() => answer("EMAIL_OTP", next, { EMAIL_OTP_CODE: "12345678" }))).toEqual(
        TOKENS.map((source) => [source, "clientMetadata"]),
      );
    },
  );

  test("reaches every trigger of custom challenges", async () => {
    const { cognito, ClientId, told } = await given();
    const custom = { AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME: "alice" } } as const;
    const { Session } = await cognito.send("InitiateAuth", { ClientId, ...custom });
    let next: string | undefined;
    const answer = async (session: string | undefined, ANSWER: string) => {
      const answered = await cognito.send("RespondToAuthChallenge", {
        ClientId,
        ChallengeName: "CUSTOM_CHALLENGE",
        Session: session,
        ChallengeResponses: { USERNAME: "alice", ANSWER },
        ClientMetadata,
      });
      next = answered.Session;
    };
    const told1 = await told(() => answer(Session, "wrong"));
    expect(told1).toEqual([
      ["VerifyAuthChallengeResponse_Authentication", "clientMetadata"],
      ["DefineAuthChallenge_Authentication", "clientMetadata"],
      ["CreateAuthChallenge_Authentication", "clientMetadata"],
    ]);
    expect(await told(() => answer(next, RIDDLE_ANSWER))).toEqual([
      ["VerifyAuthChallengeResponse_Authentication", "clientMetadata"],
      ["DefineAuthChallenge_Authentication", "clientMetadata"],
      ...TOKENS.map((source) => [source, "clientMetadata"]),
    ]);
  });
});

describe("The ClientMetadata of", () => {
  const bob = { Username: "bob", Password: TEST_PASSWORD, UserAttributes: CONTACTS.slice(0, 1), ClientMetadata };

  test("SignUp reaches PreSignUp, CustomMessage and PostConfirmation", async () => {
    const { cognito, ClientId, told } = await given();
    expect(await told(() => cognito.send("SignUp", { ClientId, ...bob }))).toEqual([
      ["PreSignUp_SignUp", "clientMetadata"],
      ["CustomMessage_SignUp", "clientMetadata"],
    ]);
    const confirming = await given({ PreSignUp: respond({ autoConfirmUser: true }) });
    const signUp = () => confirming.cognito.send("SignUp", { ClientId: confirming.ClientId, ...bob });
    expect(await confirming.told(signUp)).toEqual([
      ["PreSignUp_SignUp", "clientMetadata"],
      ["PostConfirmation_ConfirmSignUp", "clientMetadata"],
    ]);
  });

  test("AdminCreateUser reaches PreSignUp and CustomMessage", async () => {
    const { cognito, UserPoolId, told } = await given();
    const DesiredDeliveryMediums = ["EMAIL"] as const;
    const TemporaryPassword = TEST_PASSWORD;
    const UserAttributes = CONTACTS;
    const user = {
      UserPoolId,
      Username: "bob",
      UserAttributes,
      TemporaryPassword,
      DesiredDeliveryMediums,
      ClientMetadata,
    };
    expect(await told(() => cognito.send("AdminCreateUser", user))).toEqual([
      ["PreSignUp_AdminCreateUser", "clientMetadata"],
      ["CustomMessage_AdminCreateUser", "clientMetadata"],
    ]);
  });

  test("ConfirmSignUp, AdminConfirmSignUp and ConfirmForgotPassword reaches PostConfirmation", async () => {
    const { cognito, UserPoolId, ClientId, told } = await given();
    const signUp = (Username: string) =>
      cognito.send("SignUp", {
        ClientId,
        Username,
        Password: TEST_PASSWORD,
        UserAttributes: [{ Name: "email", Value: `${Username}@example.com` }],
      });
    await signUp("bob");
    await signUp("carol");
    await cognito.send("ForgotPassword", { ClientId, Username: "alice" });
    const ConfirmationCode = "123456";
    const confirmed = [["PostConfirmation_ConfirmSignUp", "clientMetadata"]];
    expect(
      await told(() => cognito.send("ConfirmSignUp", { ClientId, Username: "bob", ConfirmationCode, ClientMetadata })),
    ).toEqual(confirmed);
    expect(
      await told(() => cognito.send("AdminConfirmSignUp", { UserPoolId, Username: "carol", ClientMetadata })),
    ).toEqual(confirmed);
    const Password = "Another-Horse-10!";
    const reset = { ClientId, Username: "alice", ConfirmationCode, Password, ClientMetadata };
    expect(await told(() => cognito.send("ConfirmForgotPassword", reset))).toEqual([
      ["PostConfirmation_ConfirmForgotPassword", "clientMetadata"],
    ]);
  });

  test("ForgotPassword reaches UserMigration and CustomMessage", async () => {
    const userAttributes = { email: "bob@example.com", email_verified: "true" };
    const { cognito, ClientId, told } = await given({
      UserMigration: respond({ userAttributes, messageAction: "SUPPRESS" }),
    });
    expect(await told(() => cognito.send("ForgotPassword", { ClientId, Username: "bob", ClientMetadata }))).toEqual([
      ["UserMigration_ForgotPassword", "clientMetadata"],
      ["CustomMessage_ForgotPassword", "clientMetadata"],
    ]);
  });

  test("GetTokensFromRefreshToken reaches PreTokenGeneration", async () => {
    const { cognito, ClientId, RefreshToken, told } = await given();
    expect(
      await told(() => cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken, ClientMetadata })),
    ).toEqual([["TokenGeneration_RefreshTokens", "clientMetadata"]]);
  });

  const SENDER = { LambdaVersion: "V1_0", LambdaArn: functionArn("CustomEmailSender") } as const;

  test.each<readonly [string, Functions, LambdaConfigType]>([
    ["CustomMessage", {}, {}],
    ["CustomEmailSender", { CustomEmailSender: passOn }, { CustomEmailSender: SENDER, KMSKeyID: KEY_ARN }],
  ])("whatever else sends a code reaches %s", async (trigger, functions, config) => {
    const { cognito, UserPoolId, ClientId, AccessToken, told } = await given(functions, config);
    await cognito.send("UpdateUserPool", {
      UserPoolId,
      ...POOL,
      LambdaConfig: (await cognito.send("DescribeUserPool", { UserPoolId })).UserPool?.LambdaConfig,
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
    });
    await cognito.send("SignUp", { ClientId, ...bob });
    const alice = { UserPoolId, Username: "alice", ClientMetadata };
    const changed = (Value: string) => ({ UserAttributes: [{ Name: "email", Value }], ClientMetadata });
    const sends: readonly (readonly [string, () => Promise<unknown>])[] = [
      ["ResendCode", () => cognito.send("ResendConfirmationCode", { ClientId, Username: "bob", ClientMetadata })],
      [
        "VerifyUserAttribute",
        () => cognito.send("GetUserAttributeVerificationCode", { AccessToken, AttributeName: "email", ClientMetadata }),
      ],
      [
        "UpdateUserAttribute",
        () => cognito.send("UpdateUserAttributes", { AccessToken, ...changed("alice@example.org") }),
      ],
      [
        "UpdateUserAttribute",
        () => cognito.send("AdminUpdateUserAttributes", { ...alice, ...changed("alice@example.net") }),
      ],
      ["ForgotPassword", () => cognito.send("AdminResetUserPassword", alice)],
    ];
    for (const [source, send] of sends) {
      expect(await told(send)).toEqual([[`${trigger}_${source}`, "clientMetadata"]]);
    }
  });
});
