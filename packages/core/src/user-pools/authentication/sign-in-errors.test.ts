import type {
  ChallengeNameType,
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
} from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { ALL_FLOWS } from "../../testing/given-people.ts";
import { OFFER } from "../../testing/given-mfa-pool.ts";
import { type Functions, functionArn, givenTriggers } from "../../testing/given-triggers.ts";
import { putUserState } from "../../testing/put-user-state.ts";
import { PASSWORD_AND_RIDDLE } from "../../testing/riddle.ts";
import {
  beginSignIn,
  SIGN_IN_FLOWS,
  type SignInAttempt,
  type SignInFlow,
  type SignInKind,
  type SignInOutcome,
  signInOutcome,
  type SignInPlace,
} from "../../testing/sign-in-flows.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

/** Alice's pool, and a refresh token of hers from before the situation arose. */
type Given = SignInPlace & { readonly RefreshToken: string };

/** What the flow in question makes of a situation. */
type Expected = SignInOutcome | ((flow: SignInFlow, given: Given) => SignInOutcome);

/** Brings a situation about. @returns what the sign-in is tried with, where it is not alice's name and password */
type Arrange = (given: Given, flow: SignInFlow) => Promise<Partial<SignInAttempt & SignInPlace> | undefined>;

/** The triggers of a sign-in that are not to be called before the situation arises. */
type Late = "PreAuthentication" | "PostAuthentication" | "PreTokenGeneration";

/** A row of the table for each kind of sign-in, which is a row for each flow of both operations. */
interface Situation {
  readonly pool?: Partial<CreateUserPoolRequest>;
  readonly client?: Partial<CreateUserPoolClientRequest>;
  /** Triggers that `call` turns on. */
  readonly functions?: Pick<Functions, Late>;
  readonly arrange?: Arrange;
  readonly outcomes: Readonly<Record<SignInKind, Expected>>;
}

const invalidParameter = (message: string): SignInOutcome => ["begin", "InvalidParameterException", message];
const missing = (name: string): SignInOutcome => invalidParameter(`Missing required parameter ${name}`);
const notAuthorized = (message: string): SignInOutcome => ["begin", "NotAuthorizedException", message];
const notFound = (message: string): SignInOutcome => ["begin", "ResourceNotFoundException", message];

const WRONG_PROOF: SignInOutcome = ["PASSWORD_VERIFIER", "NotAuthorizedException", "Incorrect username or password."];
const WRONG_ANSWER: SignInOutcome = ["CUSTOM_CHALLENGE", "NotAuthorizedException", "Incorrect username or password."];
const WRONG_CODE: SignInOutcome = ["EMAIL_OTP", "CodeMismatchException", "Invalid code or auth state for the user."];
const INVALID_REFRESH_TOKEN = notAuthorized("Invalid Refresh Token.");

/** The same in every flow. */
function always(expected: Expected): Situation["outcomes"] {
  return {
    password: expected,
    srp: expected,
    custom: expected,
    customSrp: expected,
    choice: expected,
    choicePassword: expected,
    choiceSrp: expected,
    choiceCode: expected,
    refresh: expected,
  };
}

/** What is refused before the name of the user matters, which a refresh does not send. */
function unlessRefreshed(expected: Expected): Situation["outcomes"] {
  return { ...always(expected), refresh: "tokens" };
}

/** What is found out with the password, at once or by its proof; who signs in without one gets through. */
function byPassword(type: string, message: string): Situation["outcomes"] {
  return {
    ...always("tokens"),
    password: ["begin", type, message],
    srp: ["PASSWORD_VERIFIER", type, message],
    customSrp: ["PASSWORD_VERIFIER", type, message],
    choice: ["SELECT_CHALLENGE", type, message],
    choicePassword: ["begin", type, message],
    choiceSrp: ["PASSWORD_VERIFIER", type, message],
  };
}

const wrongPassword = byPassword("NotAuthorizedException", "Incorrect username or password.");
/** Whoever has a new password to choose begins with the old one: a code is not for them. */
const unlessByCode = (outcomes: Situation["outcomes"]): Situation["outcomes"] => ({
  ...outcomes,
  choiceCode: "SELECT_CHALLENGE",
});
/** Whoever is not confirmed is so by a code, and by nothing else. */
const NOT_CONFIRMED: Situation["outcomes"] = {
  ...unlessRefreshed(["begin", "UserNotConfirmedException", "User is not confirmed."]),
  choice: ["SELECT_CHALLENGE", "UserNotConfirmedException", "User is not confirmed."],
  choiceCode: "tokens",
};
const HIDING = { PreventUserExistenceErrors: "ENABLED" } as const;
const disable = async ({ cognito, UserPoolId }: Given) => {
  await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
  return undefined;
};
const put = (state: Parameters<typeof putUserState>[2]) => async (given: Given) => {
  await putUserState(given.cognito, { ...given, Username: "alice" }, state);
  return undefined;
};
const withWrongPassword =
  (arrange: (given: Given) => Promise<undefined>): Arrange =>
  async (given) => {
    await arrange(given);
    return { Password: "wrong" };
  };
const parameters =
  (changes: SignInAttempt["parameters"]): Arrange =>
  async () => ({ parameters: changes ?? null });
const noMfaAtOnce: Expected = ({ operation }) => [
  "begin",
  operation === "InitiateAuth" ? "InvalidParameterException" : "MFAMethodNotFoundException",
  "No MFA mechanism registerd in the account.",
];
const failToSignIn = async ({ cognito, ClientId }: Given, USERNAME = "alice") => {
  const AuthParameters = { USERNAME, PASSWORD: "wrong" };
  for (let times = 0; times < 5; times++) {
    await expect(
      cognito.send("InitiateAuth", { ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters }),
    ).rejects.toBeCognitoError("NotAuthorizedException", "Incorrect username or password.");
  }
  return undefined;
};
/** From here on the function of a trigger is called. */
const call =
  (trigger: Late): Arrange =>
  async ({ cognito, UserPoolId }) => {
    const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
    const LambdaConfig = { ...UserPool?.LambdaConfig, [trigger]: functionArn(trigger) };
    await cognito.send("UpdateUserPool", { UserPoolId, LambdaConfig });
    return undefined;
  };
const refuse = async (): Promise<never> => {
  throw new Error("not today");
};
/** What a trigger says where tokens would be next. */
function atTheEnd(type: string, message: string): Situation["outcomes"] {
  return {
    ...byPassword(type, message),
    custom: ["CUSTOM_CHALLENGE", type, message],
    customSrp: ["CUSTOM_CHALLENGE", type, message],
    choiceCode: ["EMAIL_OTP", type, message],
  };
}
const setTemporaryPassword = async ({ cognito, UserPoolId }: Given) => {
  await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password: TEST_PASSWORD });
  return undefined;
};

const PROVES_PASSWORD: ReadonlySet<SignInKind> = new Set(["srp", "customSrp", "choiceSrp"]);

/** The setting that enables each kind, and what AWS says without it. */
const ENABLED_BY: Readonly<Record<SignInKind, (typeof ALL_FLOWS)[number]>> = {
  password: "ALLOW_USER_PASSWORD_AUTH",
  srp: "ALLOW_USER_SRP_AUTH",
  custom: "ALLOW_CUSTOM_AUTH",
  customSrp: "ALLOW_CUSTOM_AUTH",
  choice: "ALLOW_USER_AUTH",
  choicePassword: "ALLOW_USER_AUTH",
  choiceSrp: "ALLOW_USER_AUTH",
  choiceCode: "ALLOW_USER_AUTH",
  refresh: "ALLOW_REFRESH_TOKEN_AUTH",
};

const SITUATIONS: Readonly<Record<string, Situation>> = {
  "nothing in the way": { outcomes: always("tokens") },
  "nothing in the way of a client with a secret": { client: { GenerateSecret: true }, outcomes: always("tokens") },

  "a wrong password": { arrange: async () => ({ Password: "wrong" }), outcomes: wrongPassword },
  "a wrong password, from a client that hides who exists": {
    client: HIDING,
    arrange: async () => ({ Password: "wrong" }),
    outcomes: wrongPassword,
  },
  "a wrong password, within a lock": {
    arrange: withWrongPassword(failToSignIn),
    outcomes: byPassword("NotAuthorizedException", "Password attempts exceeded"),
  },
  "a right password, within a lock": { arrange: (given) => failToSignIn(given), outcomes: always("tokens") },
  "an unknown user, within a lock, and a client that hides who exists": {
    client: HIDING,
    arrange: async (given) => {
      await failToSignIn(given, "nobody");
      return { Username: "nobody" };
    },
    outcomes: {
      ...byPassword("NotAuthorizedException", "Password attempts exceeded"),
      custom: WRONG_ANSWER,
      choiceCode: ["EMAIL_OTP", "NotAuthorizedException", "Password attempts exceeded"],
    },
  },
  "an unknown user": {
    arrange: async () => ({ Username: "nobody" }),
    outcomes: unlessRefreshed(["begin", "UserNotFoundException", "User does not exist."]),
  },
  "an unknown user, and a client that hides who exists": {
    client: HIDING,
    arrange: async () => ({ Username: "nobody" }),
    outcomes: { ...wrongPassword, custom: WRONG_ANSWER, choiceCode: WRONG_CODE },
  },
  "a name and a password of more characters than the operations of users take": {
    client: HIDING,
    arrange: async () => ({ Username: "a".repeat(129), Password: "b".repeat(257) }),
    outcomes: { ...wrongPassword, custom: WRONG_ANSWER, choiceCode: WRONG_CODE },
  },
  "a user deleted since": {
    arrange: async ({ cognito, UserPoolId }) => {
      await cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
      return undefined;
    },
    outcomes: always(["begin", "UserNotFoundException", "User does not exist."]),
  },

  "a disabled user": {
    arrange: disable,
    outcomes: {
      ...always(notAuthorized("User is disabled.")),
      refresh: notAuthorized("Refresh Token has been revoked"),
    },
  },
  "a disabled user and a wrong password": {
    arrange: withWrongPassword(disable),
    outcomes: {
      ...always(notAuthorized("User is disabled.")),
      refresh: notAuthorized("Refresh Token has been revoked"),
    },
  },
  "a disabled user, and a client that hides who exists": {
    client: HIDING,
    arrange: disable,
    outcomes: {
      ...always(notAuthorized("User is disabled.")),
      refresh: notAuthorized("Refresh Token has been revoked"),
    },
  },
  "an unconfirmed user": {
    arrange: put({ status: "UNCONFIRMED" }),
    outcomes: NOT_CONFIRMED,
  },
  "an unconfirmed user and a wrong password": {
    arrange: withWrongPassword(put({ status: "UNCONFIRMED" })),
    outcomes: NOT_CONFIRMED,
  },
  "an unconfirmed user, and a client that hides who exists": {
    client: HIDING,
    arrange: put({ status: "UNCONFIRMED" }),
    outcomes: NOT_CONFIRMED,
  },

  "a user who is to reset the password": {
    arrange: put({ status: "RESET_REQUIRED" }),
    outcomes: unlessByCode(byPassword("PasswordResetRequiredException", "Password reset required for the user")),
  },
  "a user who is to reset the password, and a wrong one": {
    arrange: withWrongPassword(put({ status: "RESET_REQUIRED" })),
    outcomes: unlessByCode(wrongPassword),
  },
  "an imported user, who has no password": {
    arrange: put({ status: "RESET_REQUIRED", password: undefined }),
    outcomes: unlessByCode(byPassword("PasswordResetRequiredException", "Password reset required for the user")),
  },
  "an imported user, who has no password, and a client that hides who exists": {
    client: HIDING,
    arrange: put({ status: "RESET_REQUIRED", password: undefined }),
    outcomes: unlessByCode(wrongPassword),
  },
  "a confirmed user without a password": {
    arrange: put({ password: undefined }),
    // There is nothing for them to choose from but a code.
    outcomes: { ...wrongPassword, choice: "EMAIL_OTP", choicePassword: "EMAIL_OTP", choiceSrp: "EMAIL_OTP" },
  },

  "a temporary password": {
    arrange: setTemporaryPassword,
    outcomes: {
      ...always("NEW_PASSWORD_REQUIRED"),
      custom: "tokens",
      // Whoever has to choose a new password begins with the old one.
      choiceCode: "SELECT_CHALLENGE",
      refresh: "tokens",
    },
  },
  "a temporary password out of date": {
    pool: {
      Policies: {
        PasswordPolicy: { TemporaryPasswordValidityDays: 1 },
        SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] },
      },
    },
    arrange: async (given) => {
      await setTemporaryPassword(given);
      given.cognito.clock.advance({ days: 1 });
      return undefined;
    },
    outcomes: unlessByCode(
      byPassword("NotAuthorizedException", "Temporary password has expired and must be reset by an administrator."),
    ),
  },
  "a temporary password out of date, and a wrong one": {
    pool: {
      Policies: {
        PasswordPolicy: { TemporaryPasswordValidityDays: 1 },
        SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] },
      },
    },
    arrange: async (given) => {
      await setTemporaryPassword(given);
      given.cognito.clock.advance({ days: 1 });
      return { Password: "wrong" };
    },
    outcomes: unlessByCode(wrongPassword),
  },

  "no AuthParameters": { arrange: parameters(null), outcomes: always(missing("auth parameters")) },
  "no USERNAME": { arrange: parameters({ USERNAME: undefined }), outcomes: unlessRefreshed(missing("USERNAME")) },
  "an empty USERNAME": { arrange: parameters({ USERNAME: "" }), outcomes: unlessRefreshed(missing("USERNAME")) },
  "no PASSWORD": {
    arrange: parameters({ PASSWORD: undefined }),
    outcomes: { ...always("tokens"), password: missing("PASSWORD") },
  },
  "an empty PASSWORD": {
    arrange: parameters({ PASSWORD: "" }),
    outcomes: { ...always("tokens"), password: missing("PASSWORD") },
  },
  "no SRP_A": {
    arrange: parameters({ SRP_A: undefined }),
    outcomes: { ...always("tokens"), srp: missing("SRP_A"), customSrp: missing("SRP_A") },
  },
  "an empty SRP_A": {
    arrange: parameters({ SRP_A: "" }),
    outcomes: { ...always("tokens"), srp: missing("SRP_A"), customSrp: missing("SRP_A") },
  },
  "an SRP_A that is a multiple of N": {
    arrange: parameters({ SRP_A: "0" }),
    outcomes: {
      ...always("tokens"),
      srp: invalidParameter("SRP_A is not valid."),
      choiceSrp: invalidParameter("SRP_A is not valid."),
      customSrp: invalidParameter("SRP_A is not valid."),
    },
  },
  "no REFRESH_TOKEN": {
    arrange: parameters({ REFRESH_TOKEN: undefined }),
    outcomes: { ...always("tokens"), refresh: missing("REFRESH_TOKEN") },
  },
  "an empty REFRESH_TOKEN": {
    arrange: parameters({ REFRESH_TOKEN: "" }),
    outcomes: { ...always("tokens"), refresh: missing("REFRESH_TOKEN") },
  },

  "a flow that the client does not enable": {
    arrange: async ({ cognito, UserPoolId, ClientId }, { kind, operation }) => {
      const own = operation === "AdminInitiateAuth" && kind === "password" ? ALL_FLOWS[1] : ENABLED_BY[kind];
      const ExplicitAuthFlows = ALL_FLOWS.filter((flow) => flow !== own);
      await cognito.send("UpdateUserPoolClient", { UserPoolId, ClientId, ExplicitAuthFlows });
      return undefined;
    },
    outcomes: {
      ...always(invalidParameter("USER_AUTH is not enabled for the client.")),
      password: ({ operation }) =>
        invalidParameter(
          operation === "InitiateAuth"
            ? "USER_PASSWORD_AUTH flow not enabled for this client"
            : "Auth flow not enabled for this client",
        ),
      srp: invalidParameter("USER_SRP_AUTH is not enabled for the client."),
      custom: invalidParameter("CUSTOM_AUTH is not enabled for the client."),
      customSrp: invalidParameter("CUSTOM_AUTH is not enabled for the client."),
      refresh: invalidParameter("REFRESH_TOKEN_AUTH is not enabled for the client."),
    },
  },
  "an unknown client": {
    arrange: async () => ({ ClientId: "nobodysclient" }),
    outcomes: always(notFound("User pool client nobodysclient does not exist.")),
  },
  "an unknown pool": {
    arrange: async () => ({ UserPoolId: "us-east-1_nothing" }),
    outcomes: always(({ operation, kind }) => {
      if (operation === "AdminInitiateAuth") return notFound("User pool us-east-1_nothing does not exist.");
      // InitiateAuth is not told the pool; the client of this test works its proof out for it.
      return PROVES_PASSWORD.has(kind) ? WRONG_PROOF : "tokens";
    }),
  },
  "a pool that the client is not of": {
    arrange: async ({ cognito }) => cognito.givenUserPool(),
    outcomes: always(({ operation, kind }, { ClientId }) => {
      if (operation === "AdminInitiateAuth") return notFound(`User pool client ${ClientId} does not exist.`);
      return PROVES_PASSWORD.has(kind) ? WRONG_PROOF : "tokens";
    }),
  },

  "no SECRET_HASH from a client with a secret": {
    client: { GenerateSecret: true },
    arrange: parameters({ SECRET_HASH: undefined }),
    outcomes: always((_, { ClientId }) =>
      notAuthorized(`Client ${ClientId} is configured with secret but SECRET_HASH was not received`),
    ),
  },
  "a wrong SECRET_HASH": {
    client: { GenerateSecret: true },
    arrange: parameters({ SECRET_HASH: "d3Jvbmc=" }),
    outcomes: {
      ...always((_, { ClientId }) => notAuthorized(`Unable to verify secret hash for client ${ClientId}`)),
      refresh: (_, { ClientId }) => notAuthorized(`SecretHash does not match for the client: ${ClientId}`),
    },
  },
  "a wrong SECRET_HASH for an unknown user": {
    client: { GenerateSecret: true },
    arrange: async () => ({ Username: "nobody", parameters: { SECRET_HASH: "d3Jvbmc=" } }),
    outcomes: {
      ...always((_, { ClientId }) => notAuthorized(`Unable to verify secret hash for client ${ClientId}`)),
      refresh: (_, { ClientId }) => notAuthorized(`SecretHash does not match for the client: ${ClientId}`),
    },
  },
  "a SECRET_HASH from a client without a secret": {
    arrange: parameters({ SECRET_HASH: "d3Jvbmc=" }),
    outcomes: always((_, { ClientId }) => notAuthorized(`Unable to verify secret hash for client ${ClientId}`)),
  },
  "no SECRET_HASH in the answer": {
    client: { GenerateSecret: true },
    arrange: async () => ({ responses: { SECRET_HASH: undefined } }),
    outcomes: inTheAnswer((id) => `Client ${id} is configured with secret but SECRET_HASH was not received`),
  },
  "a wrong SECRET_HASH in the answer": {
    client: { GenerateSecret: true },
    arrange: async () => ({ responses: { SECRET_HASH: "d3Jvbmc=" } }),
    outcomes: inTheAnswer((id) => `Unable to verify secret hash for client ${id}`),
  },
  "a SECRET_HASH in the answer, from a client without a secret": {
    arrange: async () => ({ responses: { SECRET_HASH: "d3Jvbmc=" } }),
    outcomes: inTheAnswer((id) => `Unable to verify secret hash for client ${id}`),
  },

  "a pool without triggers for custom authentication": {
    arrange: async ({ cognito, UserPoolId }) => {
      await cognito.send("UpdateUserPool", { UserPoolId, LambdaConfig: {} });
      return undefined;
    },
    outcomes: {
      ...always("tokens"),
      custom: invalidParameter("Custom auth lambda trigger is not configured for the user pool."),
      customSrp: invalidParameter("Custom auth lambda trigger is not configured for the user pool."),
    },
  },
  "a pre authentication trigger that refuses": {
    functions: { PreAuthentication: refuse },
    arrange: call("PreAuthentication"),
    outcomes: {
      ...always(["begin", "UserLambdaValidationException", "PreAuthentication failed with error not today."]),
      custom: "tokens",
      refresh: "tokens",
    },
  },
  "a pre authentication trigger that answers nothing": {
    functions: { PreAuthentication: async () => undefined },
    arrange: call("PreAuthentication"),
    outcomes: {
      ...always(["begin", "InvalidLambdaResponseException", "Invalid lambda function output : Invalid JSON"]),
      custom: "tokens",
      refresh: "tokens",
    },
  },

  "a post authentication trigger that refuses": {
    functions: { PostAuthentication: refuse },
    arrange: call("PostAuthentication"),
    outcomes: atTheEnd("UserLambdaValidationException", "PostAuthentication failed with error not today."),
  },
  "a pre token generation trigger that refuses": {
    functions: { PreTokenGeneration: refuse },
    arrange: call("PreTokenGeneration"),
    outcomes: {
      ...atTheEnd("UserLambdaValidationException", "PreTokenGeneration failed with error not today."),
      refresh: ["begin", "UserLambdaValidationException", "PreTokenGeneration failed with error not today."],
    },
  },

  "a device that nobody knows": {
    pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true } },
    arrange: parameters({ DEVICE_KEY: "us-east-1_00000000-0000-0000-0000-000000000000" }),
    outcomes: {
      password: notFound("Device does not exist."),
      srp: ["PASSWORD_VERIFIER", "ResourceNotFoundException", "Device does not exist."],
      custom: ["CUSTOM_CHALLENGE", "ResourceNotFoundException", "Device does not exist."],
      customSrp: ["PASSWORD_VERIFIER", "ResourceNotFoundException", "Device does not exist."],
      choice: ["SELECT_CHALLENGE", "ResourceNotFoundException", "Device does not exist."],
      choicePassword: notFound("Device does not exist."),
      choiceSrp: ["PASSWORD_VERIFIER", "ResourceNotFoundException", "Device does not exist."],
      choiceCode: ["EMAIL_OTP", "ResourceNotFoundException", "Device does not exist."],
      refresh: INVALID_REFRESH_TOKEN,
    },
  },
  "a refresh token of a device that is not named": {
    pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true } },
    outcomes: { ...always("tokens"), refresh: INVALID_REFRESH_TOKEN },
  },
  "a second factor that its user has lost": {
    arrange: async ({ cognito, UserPoolId }) => {
      await cognito.send("SetUserPoolMfaConfig", { UserPoolId, MfaConfiguration: "OPTIONAL", ...OFFER.sms });
      await putUserState(cognito, { UserPoolId, Username: "alice" }, { mfa: { enabled: ["SMS_MFA"] } });
      return undefined;
    },
    outcomes: {
      ...always("tokens"),
      password: noMfaAtOnce,
      choice: ["SELECT_CHALLENGE", "MFAMethodNotFoundException", "No MFA mechanism registerd in the account."],
      choicePassword: noMfaAtOnce,
      choiceSrp: ["PASSWORD_VERIFIER", "MFAMethodNotFoundException", "No MFA mechanism registerd in the account."],
      srp: ["PASSWORD_VERIFIER", "MFAMethodNotFoundException", "No MFA mechanism registerd in the account."],
      customSrp: ["PASSWORD_VERIFIER", "MFAMethodNotFoundException", "No MFA mechanism registerd in the account."],
    },
  },

  "a refresh token that is none": {
    arrange: async () => ({ RefreshToken: "garbage" }),
    outcomes: { ...always("tokens"), refresh: INVALID_REFRESH_TOKEN },
  },
  "a refresh token of another client": {
    arrange: async (given) => {
      const { ClientId } = await given.cognito.givenUserPoolClient({ UserPoolId: given.UserPoolId });
      return { RefreshToken: await refreshTokenOf({ ...given, ClientId }) };
    },
    outcomes: { ...always("tokens"), refresh: INVALID_REFRESH_TOKEN },
  },
  "a client that has come to rotate refresh tokens": {
    arrange: async ({ cognito, UserPoolId, ClientId }) => {
      await cognito.send("UpdateUserPoolClient", {
        UserPoolId,
        ClientId,
        ExplicitAuthFlows: ALL_FLOWS.filter((flow) => flow !== "ALLOW_REFRESH_TOKEN_AUTH"),
        RefreshTokenRotation: { Feature: "ENABLED" },
      });
      return undefined;
    },
    outcomes: { ...always("tokens"), refresh: invalidParameter("REFRESH_TOKEN_AUTH is not enabled for the client.") },
  },
  "a refresh token out of date": {
    arrange: async ({ cognito }) => {
      cognito.clock.advance({ days: 30 });
      return undefined;
    },
    outcomes: { ...always("tokens"), refresh: notAuthorized("Refresh Token has expired") },
  },
  "a refresh token that was revoked": {
    arrange: async ({ cognito, ClientId, RefreshToken: Token }) => {
      await cognito.send("RevokeToken", { ClientId, Token });
      return undefined;
    },
    outcomes: { ...always("tokens"), refresh: notAuthorized("Refresh Token has been revoked") },
  },
  "a refresh token from before a global sign-out": {
    arrange: async ({ cognito, UserPoolId }) => {
      await cognito.send("AdminUserGlobalSignOut", { UserPoolId, Username: "alice" });
      return undefined;
    },
    outcomes: { ...always("tokens"), refresh: notAuthorized("Refresh Token has been revoked") },
  },
};

/** What is wrong with the secret hash of an answer; flows that pose no challenge have none. */
function inTheAnswer(message: (clientId: string) => string): Situation["outcomes"] {
  const at =
    (challenge: ChallengeNameType): Expected =>
    (_, { ClientId }) => [challenge, "NotAuthorizedException", message(ClientId)];
  return {
    password: "tokens",
    srp: at("PASSWORD_VERIFIER"),
    custom: at("CUSTOM_CHALLENGE"),
    customSrp: at("PASSWORD_VERIFIER"),
    choice: at("SELECT_CHALLENGE"),
    choicePassword: "tokens",
    choiceSrp: at("PASSWORD_VERIFIER"),
    choiceCode: at("EMAIL_OTP"),
    refresh: "tokens",
  };
}

async function refreshTokenOf(place: SignInPlace): Promise<string> {
  const flow = { operation: "InitiateAuth", AuthFlow: "USER_PASSWORD_AUTH", kind: "password" } as const;
  const { response } = await beginSignIn(place, flow, { Username: "alice" });
  return response.AuthenticationResult?.RefreshToken ?? "";
}

async function givenAlice({ pool = {}, client = {}, functions = {} }: Situation): Promise<SignInPlace> {
  return givenTriggers(
    { ...PASSWORD_AND_RIDDLE, ...functions },
    {
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } }, ...pool },
      config: { PreAuthentication: undefined, PostAuthentication: undefined, PreTokenGeneration: undefined },
      client: { ExplicitAuthFlows: [...ALL_FLOWS], ...client },
    },
  );
}

describe.each(Object.entries(SITUATIONS))("Signing in with %s", (_, situation) => {
  test.each(SIGN_IN_FLOWS)("ends as on AWS: $operation, $AuthFlow, $kind", async (flow) => {
    const place = await givenAlice(situation);
    const given = { ...place, RefreshToken: await refreshTokenOf(place) };
    const tried = await situation.arrange?.(given, flow);
    const attempt = { Username: "alice", RefreshToken: given.RefreshToken, ...tried };
    const { [flow.kind]: expected } = situation.outcomes;
    expect(await signInOutcome({ ...given, ...tried }, flow, attempt)).toEqual(
      typeof expected === "function" ? expected(flow, given) : expected,
    );
  });
});
