import type { AccountTakeoverEventActionType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { codeOfApp } from "../../testing/authenticator-app.ts";
import { OFFER } from "../../testing/given-mfa-pool.ts";
import { givenRisk, type RiskPool, type RiskSettingsInput } from "../../testing/given-risk.ts";
import { RIDDLE, RIDDLE_ANSWER } from "../../testing/riddle.ts";
import { signInWithSrp } from "../../testing/srp-client.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";
import { functionArn } from "../../testing/given-triggers.ts";

const BLOCKED = ["NotAuthorizedException", "Unable to login because of security reasons."] as const;
const COMPROMISED = [
  "PasswordResetRequiredException",
  "Password reset required for user due to security reasons",
] as const;
const HIGH = { riskLevel: "High" } as const;
const OPTIONAL = { MfaConfiguration: "OPTIONAL" } as const;

/** The same for every level. */
function onEveryLevel(EventAction: AccountTakeoverEventActionType): RiskSettingsInput {
  const action = { EventAction, Notify: false };
  const Actions = { LowAction: action, MediumAction: action, HighAction: action };
  return { AccountTakeoverRiskConfiguration: { Actions } };
}

const BLOCK_COMPROMISED: RiskSettingsInput = {
  CompromisedCredentialsRiskConfiguration: { EventFilter: ["SIGN_IN"], Actions: { EventAction: "BLOCK" } },
};

const answerCode = ({ cognito, ClientId }: RiskPool, Session: string | undefined) =>
  cognito.send("RespondToAuthChallenge", {
    ClientId,
    ChallengeName: "EMAIL_OTP",
    Session,
    ChallengeResponses: { USERNAME: "alice", EMAIL_OTP_CODE: "123456" },
  });

describe("A sign-in that is rated a risk", () => {
  test.each(["Low", "Medium", "High"] as const)("of level %s gets the action of the level", async (riskLevel) => {
    const pool = await givenRisk();
    const allowed = { EventAction: "NO_ACTION", Notify: false } as const;
    const Actions = {
      LowAction: allowed,
      MediumAction: allowed,
      HighAction: allowed,
      [`${riskLevel}Action`]: { EventAction: "BLOCK", Notify: false },
    };
    await pool.configure({ AccountTakeoverRiskConfiguration: { Actions } });
    for (const rated of ["Low", "Medium", "High"] as const) {
      await pool.rate({ riskLevel: rated });
      if (rated === riskLevel) await expect(pool.signIn()).rejects.toBeCognitoError(...BLOCKED);
      else expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
      const RiskDecision = rated === riskLevel ? "Block" : "AccountTakeover";
      const risk = { RiskDecision, RiskLevel: rated, CompromisedCredentialsDetected: false };
      expect(await pool.lastRisk()).toEqual(risk);
    }
  });

  test("is one until the rating is removed", async () => {
    const pool = await givenRisk({ settings: onEveryLevel("BLOCK") });
    await pool.rate(HIGH);
    await expect(pool.signIn()).rejects.toBeCognitoError(...BLOCKED);
    await expect(pool.signIn()).rejects.toBeCognitoError(...BLOCKED);
    await pool.cognito.risks.remove();
    expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
    expect(await pool.lastRisk()).toEqual({ RiskDecision: "NoRisk", CompromisedCredentialsDetected: false });
  });

  test("is recorded as failed where it is blocked, with what was proved", async () => {
    const pool = await givenRisk({ settings: onEveryLevel("BLOCK") });
    await pool.rate(HIGH);
    await expect(pool.signIn()).rejects.toThrow();
    expect(await pool.events()).toMatchObject([
      {
        EventType: "SignIn",
        EventResponse: "Fail",
        ChallengeResponses: [{ ChallengeName: "Password", ChallengeResponse: "Success" }],
        EventContextData: { IpAddress: "192.0.2.7", DeviceName: "curl 8" },
      },
    ]);
  });

  test("is not told of it with a wrong password", async () => {
    const pool = await givenRisk({ settings: { ...onEveryLevel("BLOCK"), ...BLOCK_COMPROMISED } });
    await pool.rate({ ...HIGH, compromisedCredentials: true });
    const wrong = ["NotAuthorizedException", "Incorrect username or password."] as const;
    await expect(pool.signIn({ PASSWORD: "wrong" })).rejects.toBeCognitoError(...wrong);
    expect(await pool.status()).toBe("CONFIRMED");
  });

  test("is blocked in SRP too, and its session takes no other answer", async () => {
    const pool = await givenRisk({
      settings: onEveryLevel("BLOCK"),
      client: { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] },
    });
    await pool.rate(HIGH);
    const alice = { ...pool, Username: "alice" };
    await expect(signInWithSrp(pool.cognito, alice)).rejects.toBeCognitoError(...BLOCKED);
    expect(await pool.events()).toMatchObject([{ EventResponse: "Fail", EventRisk: { RiskDecision: "Block" } }]);
  });

  test("is blocked in USER_AUTH with a password, and not without one", async () => {
    const pool = await givenRisk({
      settings: onEveryLevel("BLOCK"),
      client: { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] },
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } },
    });
    await pool.rate(HIGH);
    const { cognito, ClientId } = pool;
    const begin = (parameters: Readonly<Record<string, string>>) =>
      cognito.send("InitiateAuth", {
        AuthFlow: "USER_AUTH",
        ClientId,
        AuthParameters: { USERNAME: "alice", ...parameters },
      });
    const password = { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: TEST_PASSWORD };
    await expect(begin(password)).rejects.toBeCognitoError(...BLOCKED);
    const { Session } = await begin({ PREFERRED_CHALLENGE: "PASSWORD" });
    const answer = () =>
      cognito.send("RespondToAuthChallenge", {
        ClientId,
        ChallengeName: "PASSWORD",
        Session,
        ChallengeResponses: { USERNAME: "alice", PASSWORD: TEST_PASSWORD },
      });
    await expect(answer()).rejects.toBeCognitoError(...BLOCKED);
    await expect(answer()).rejects.toBeCognitoError("NotAuthorizedException", "Invalid session for the user.");
    expect((await begin({ PREFERRED_CHALLENGE: "EMAIL_OTP" })).ChallengeName).toBe("EMAIL_OTP");
  });

  test("may be every sign-in of a pool, but for who has a rating of their own", async () => {
    const pool = await givenRisk({ settings: onEveryLevel("BLOCK") });
    await pool.cognito.risks.rate({ userPoolId: pool.UserPoolId, riskLevel: "High" });
    await expect(pool.signIn()).rejects.toBeCognitoError(...BLOCKED);
    await pool.rate({});
    expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
  });

  test("is what the client's own configuration says", async () => {
    const pool = await givenRisk({ settings: onEveryLevel("NO_ACTION") });
    await pool.configure({ ...onEveryLevel("BLOCK"), ClientId: pool.ClientId });
    await pool.rate(HIGH);
    await expect(pool.signIn()).rejects.toBeCognitoError(...BLOCKED);
    await pool.configure({ ClientId: pool.ClientId });
    expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
  });

  test("passes where nothing was configured, or nothing for its level", async () => {
    const pool = await givenRisk();
    await pool.rate(HIGH);
    expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
    const LowAction = { EventAction: "BLOCK", Notify: false } as const;
    await pool.configure({ AccountTakeoverRiskConfiguration: { Actions: { LowAction } } });
    expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
    expect(await pool.lastRisk()).toMatchObject({ RiskDecision: "AccountTakeover", RiskLevel: "High" });
  });

  test("is only recorded in AUDIT", async () => {
    const pool = await givenRisk({ mode: "AUDIT", settings: { ...onEveryLevel("BLOCK"), ...BLOCK_COMPROMISED } });
    await pool.rate({ ...HIGH, compromisedCredentials: true });
    expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
    const risk = { RiskDecision: "AccountTakeover", RiskLevel: "High", CompromisedCredentialsDetected: true };
    expect(await pool.lastRisk()).toEqual(risk);
    expect(await pool.cognito.listMessages()).toEqual([]);
  });

  test("is nothing where threat protection is off", async () => {
    const pool = await givenRisk({ mode: "OFF", settings: { ...onEveryLevel("BLOCK"), ...BLOCK_COMPROMISED } });
    await pool.rate({ ...HIGH, compromisedCredentials: true });
    expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
  });

  test("is not looked at again when its tokens are refreshed", async () => {
    const pool = await givenRisk({ settings: onEveryLevel("BLOCK") });
    const { RefreshToken = "" } = (await pool.signIn()).AuthenticationResult ?? {};
    await pool.rate(HIGH);
    const { AuthenticationResult } = await pool.cognito.send("InitiateAuth", {
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId: pool.ClientId,
      AuthParameters: { REFRESH_TOKEN: RefreshToken },
    });
    expect(AuthenticationResult).toHaveProperty("AccessToken");
  });
});

describe("A sign-in that takes a second factor for its risk", () => {
  test.each(["MFA_IF_CONFIGURED", "MFA_REQUIRED"] as const)(
    "asks by %s for a code that user and pool do not ask for otherwise",
    async (action) => {
      const pool = await givenRisk({ settings: onEveryLevel(action), mfa: { ...OPTIONAL, ...OFFER.email } });
      expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
      await pool.rate(HIGH);
      const { ChallengeName, Session } = await pool.signIn();
      expect(ChallengeName).toBe("EMAIL_OTP");
      expect(await pool.events()).toMatchObject([
        { EventResponse: "InProgress", EventRisk: { RiskDecision: "AccountTakeover", RiskLevel: "High" } },
        {},
      ]);
      // It stays what it was when it began.
      await pool.cognito.risks.remove();
      expect((await answerCode(pool, Session)).AuthenticationResult).toHaveProperty("AccessToken");
      expect(await pool.events()).toMatchObject([
        {
          EventResponse: "Pass",
          EventRisk: { RiskDecision: "AccountTakeover", RiskLevel: "High" },
          ChallengeResponses: [{ ChallengeName: "Password" }, { ChallengeName: "Mfa" }],
        },
        {},
      ]);
    },
  );

  test("asks for the authenticator app of whom has one, turned on or not", async () => {
    const pool = await givenRisk({ settings: onEveryLevel("MFA_REQUIRED"), mfa: { ...OPTIONAL, ...OFFER.app } });
    const { AccessToken = "" } = (await pool.signIn()).AuthenticationResult ?? {};
    const { SecretCode = "" } = await pool.cognito.send("AssociateSoftwareToken", { AccessToken });
    const UserCode = codeOfApp(SecretCode, pool.cognito.clock);
    await pool.cognito.send("VerifySoftwareToken", { AccessToken, UserCode });
    await pool.rate(HIGH);
    expect((await pool.signIn()).ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
  });

  test("passes by MFA_IF_CONFIGURED, and is blocked by MFA_REQUIRED, where there is none to ask for", async () => {
    for (const mfa of [undefined, { ...OPTIONAL, ...OFFER.app }, { ...OPTIONAL, ...OFFER.sms }]) {
      const pool = await givenRisk({ ...(mfa && { mfa }) });
      await pool.rate(HIGH);
      await pool.configure(onEveryLevel("MFA_IF_CONFIGURED"));
      expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
      await pool.configure(onEveryLevel("MFA_REQUIRED"));
      await expect(pool.signIn()).rejects.toBeCognitoError(...BLOCKED);
      expect(await pool.lastRisk()).toMatchObject({ RiskDecision: "Block" });
    }
  });
});

describe("A custom sign-in", () => {
  const riddlePool = async (
    CustomAuthMode?: "AUDIT" | "ENFORCED",
    action: AccountTakeoverEventActionType = "BLOCK",
  ) => {
    const pool = await givenRisk({
      settings: onEveryLevel(action),
      options: { triggers: RIDDLE },
      client: { ExplicitAuthFlows: ["ALLOW_CUSTOM_AUTH"] },
      pool: {
        LambdaConfig: Object.fromEntries(Object.keys(RIDDLE).map((name) => [name, functionArn(name)])),
        UserPoolAddOns: {
          AdvancedSecurityMode: "ENFORCED",
          ...(CustomAuthMode && { AdvancedSecurityAdditionalFlows: { CustomAuthMode } }),
        },
      },
    });
    await pool.rate(HIGH);
    const begin = () =>
      pool.cognito.send("InitiateAuth", {
        AuthFlow: "CUSTOM_AUTH",
        ClientId: pool.ClientId,
        AuthParameters: { USERNAME: "alice" },
      });
    return { ...pool, begin };
  };

  test("is none of threat protection's business without a mode of its own", async () => {
    const { begin, events } = await riddlePool();
    expect((await begin()).ChallengeName).toBe("CUSTOM_CHALLENGE");
    expect(await events()).toEqual([]);
  });

  test("is blocked where its mode is ENFORCED, and only recorded in AUDIT", async () => {
    const enforced = await riddlePool("ENFORCED");
    await expect(enforced.begin()).rejects.toBeCognitoError(...BLOCKED);
    const audited = await riddlePool("AUDIT");
    const { Session } = await audited.begin();
    const { AuthenticationResult } = await audited.cognito.send("RespondToAuthChallenge", {
      ClientId: audited.ClientId,
      ChallengeName: "CUSTOM_CHALLENGE",
      Session,
      ChallengeResponses: { USERNAME: "alice", ANSWER: RIDDLE_ANSWER },
    });
    expect(AuthenticationResult).toHaveProperty("AccessToken");
    expect(await audited.events()).toMatchObject([
      { EventResponse: "Pass", EventRisk: { RiskDecision: "AccountTakeover", RiskLevel: "High" } },
    ]);
  });

  test("is not asked for a second factor", async () => {
    const { begin } = await riddlePool("ENFORCED", "MFA_REQUIRED");
    expect((await begin()).ChallengeName).toBe("CUSTOM_CHALLENGE");
  });
});

describe("A password that others know", () => {
  const rating = { compromisedCredentials: true } as const;

  test("is refused at sign-in, and has to be set anew", async () => {
    const pool = await givenRisk({ settings: BLOCK_COMPROMISED });
    await pool.rate(rating);
    await expect(pool.signIn()).rejects.toBeCognitoError(...COMPROMISED);
    expect(await pool.status()).toBe("RESET_REQUIRED");
    expect(await pool.events()).toMatchObject([
      {
        EventResponse: "Fail",
        EventRisk: { RiskDecision: "Block", CompromisedCredentialsDetected: true },
        ChallengeResponses: [{ ChallengeName: "Password", ChallengeResponse: "Success" }],
      },
    ]);
    const reset = ["PasswordResetRequiredException", "Password reset required for the user"] as const;
    await expect(pool.signIn()).rejects.toBeCognitoError(...reset);
    const { cognito, ClientId } = pool;
    await cognito.send("ForgotPassword", { ClientId, Username: "alice" });
    const Password = "Another-Horse-10!";
    const ConfirmationCode = "123456";
    await cognito.send("ConfirmForgotPassword", { ClientId, Username: "alice", ConfirmationCode, Password });
    await cognito.risks.remove({ userPoolId: pool.UserPoolId, username: "alice" });
    expect((await pool.signIn({ PASSWORD: Password })).AuthenticationResult).toHaveProperty("AccessToken");
  });

  test("is not seen in SRP, which does not send it", async () => {
    const pool = await givenRisk({
      settings: BLOCK_COMPROMISED,
      client: { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] },
    });
    await pool.rate(rating);
    const alice = { ...pool, Username: "alice" };
    expect((await signInWithSrp(pool.cognito, alice)).AuthenticationResult).toHaveProperty("AccessToken");
    expect(await pool.lastRisk()).toMatchObject({ CompromisedCredentialsDetected: false });
  });

  test.each<readonly [string, RiskSettingsInput, boolean]>([
    ["where nothing is configured", {}, true],
    [
      "where nothing is to be done",
      { CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: "NO_ACTION" } } },
      true,
    ],
    [
      "where sign-ins are not watched",
      {
        CompromisedCredentialsRiskConfiguration: {
          EventFilter: ["SIGN_UP", "PASSWORD_CHANGE"],
          Actions: { EventAction: "BLOCK" },
        },
      },
      false,
    ],
  ])("passes %s", async (_, settings, isDetected) => {
    const pool = await givenRisk({ settings });
    await pool.rate(rating);
    expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
    expect(await pool.lastRisk()).toEqual({ RiskDecision: "NoRisk", CompromisedCredentialsDetected: isDetected });
    expect(await pool.status()).toBe("CONFIRMED");
  });
});

describe("An address", () => {
  const exceptions = (lists: RiskSettingsInput["RiskExceptionConfiguration"]): RiskSettingsInput => ({
    ...onEveryLevel("BLOCK"),
    ...BLOCK_COMPROMISED,
    RiskExceptionConfiguration: lists,
  });
  const REFUSED = ["NotAuthorizedException", "Request not allowed due to security reasons."] as const;

  test("that is skipped is no risk", async () => {
    const pool = await givenRisk({ settings: exceptions({ SkippedIPRangeList: ["192.0.2.0/24", "2001:db8::/32"] }) });
    await pool.rate({ ...HIGH, compromisedCredentials: true });
    for (const address of ["192.0.2.1", "2001:db8::7", "::ffff:192.0.2.9"]) {
      expect((await pool.signIn({}, address)).AuthenticationResult).toHaveProperty("AccessToken");
      expect(await pool.lastRisk()).toEqual({ RiskDecision: "NoRisk", CompromisedCredentialsDetected: false });
    }
    await expect(pool.signIn({}, "198.51.100.1")).rejects.toBeCognitoError(...COMPROMISED);
  });

  test("that is blocked gets nothing before it has signed in", async () => {
    const pool = await givenRisk({ settings: exceptions({ BlockedIPRangeList: ["198.51.100.0/24"] }) });
    const caller = { caller: { ipAddress: "198.51.100.7" } };
    const { cognito, ClientId } = pool;
    await expect(pool.signIn({}, "198.51.100.7")).rejects.toBeCognitoError(...REFUSED);
    await expect(pool.signIn({ PASSWORD: "wrong" }, "198.51.100.7")).rejects.toBeCognitoError(...REFUSED);
    await expect(pool.signIn({ USERNAME: "nobody" }, "198.51.100.7")).rejects.toBeCognitoError(...REFUSED);
    const asked = { ClientId, Username: "alice" };
    for (const asking of [
      cognito.send("SignUp", { ClientId, Username: "bob", Password: TEST_PASSWORD }, caller),
      cognito.send("ResendConfirmationCode", asked, caller),
      cognito.send("ForgotPassword", asked, caller),
    ]) {
      await expect(asking).rejects.toBeCognitoError(...REFUSED);
    }
    const Block = { RiskDecision: "Block", CompromisedCredentialsDetected: false };
    expect((await pool.events()).map((event) => [event.EventType, event.EventResponse, event.EventRisk])).toEqual([
      ["ForgotPassword", "Fail", Block],
      ["ResendCode", "Fail", Block],
      ["SignIn", "Fail", Block],
      ["SignIn", "Fail", Block],
    ]);
    expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
  });

  test("that is blocked may refresh the tokens of a sign-in", async () => {
    const pool = await givenRisk();
    const { RefreshToken = "" } = (await pool.signIn()).AuthenticationResult ?? {};
    await pool.configure({ RiskExceptionConfiguration: { BlockedIPRangeList: ["192.0.2.0/24"] } });
    const { AuthenticationResult } = await pool.cognito.send(
      "InitiateAuth",
      { AuthFlow: "REFRESH_TOKEN_AUTH", ClientId: pool.ClientId, AuthParameters: { REFRESH_TOKEN: RefreshToken } },
      { caller: { ipAddress: "192.0.2.7" } },
    );
    expect(AuthenticationResult).toHaveProperty("AccessToken");
  });

  test("that is blocked is not, in AUDIT", async () => {
    const pool = await givenRisk({
      mode: "AUDIT",
      settings: { RiskExceptionConfiguration: { BlockedIPRangeList: ["192.0.2.0/24"] } },
    });
    expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
  });

  test("is where the user sits, as a server says that is trusted with it", async () => {
    const { cognito, UserPoolId, ClientId } = await givenRisk({
      settings: exceptions({ BlockedIPRangeList: ["198.51.100.7/32"] }),
    });
    const signIn = cognito.send("AdminInitiateAuth", {
      UserPoolId,
      ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD },
      ContextData: { IpAddress: "198.51.100.7", ServerName: "s", ServerPath: "/", HttpHeaders: [] },
    });
    await expect(signIn).rejects.toBeCognitoError(...REFUSED);
  });
});

describe("ForgotPassword", () => {
  test("is refused where sign-ins of the risk are", async () => {
    const pool = await givenRisk({ settings: onEveryLevel("BLOCK") });
    await pool.rate(HIGH);
    const { cognito, ClientId } = pool;
    const forget = () => cognito.send("ForgotPassword", { ClientId, Username: "alice" });
    await expect(forget()).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Request not allowed due to security reasons.",
    );
    expect(await cognito.listMessages()).toEqual([]);
    await pool.configure(onEveryLevel("MFA_REQUIRED"));
    await forget();
    expect((await pool.events()).map((event) => [event.EventType, event.EventResponse, event.EventRisk])).toEqual([
      [
        "ForgotPassword",
        "Pass",
        { RiskDecision: "AccountTakeover", RiskLevel: "High", CompromisedCredentialsDetected: false },
      ],
      ["ForgotPassword", "Fail", { RiskDecision: "Block", RiskLevel: "High", CompromisedCredentialsDetected: false }],
    ]);
  });
});
