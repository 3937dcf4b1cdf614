import { readJwt, secretHash } from "@cogmock/crypto";
import type {
  CreateAuthChallengeTriggerEvent,
  DefineAuthChallengeTriggerEvent,
  VerifyAuthChallengeResponseTriggerEvent,
} from "aws-lambda";
import { describe, expect, test } from "vitest";
import type { TriggerEvent, TriggerFunction } from "../../index.ts";
import { codeOfApp } from "../../testing/authenticator-app.ts";
import { type Functions, functionArn, givenTriggers, passOn, respond } from "../../testing/given-triggers.ts";
import { PASSWORD_AND_RIDDLE, RIDDLE, sessionOf } from "../../testing/riddle.ts";
import { beginSrp, type BegunSrp, type SrpUser } from "../../testing/srp-client.ts";
import { startCognito, TEST_PASSWORD } from "../../testing/start-cognito.ts";
import { authSessions } from "./auth-sessions.collection.ts";

const WRONG = ["NotAuthorizedException", "Incorrect username or password."] as const;
const HIDING = { PreventUserExistenceErrors: "ENABLED" } as const;
const DEFINE = "DefineAuthChallenge_Authentication";
const CREATE = "CreateAuthChallenge_Authentication";
const VERIFY = "VerifyAuthChallengeResponse_Authentication";

/** A pool that asks a riddle, and the calls of its sign-in. */
async function givenRiddle(functions: Functions = {}, options: Parameters<typeof givenTriggers>[1] = {}) {
  const given = await givenTriggers({ ...RIDDLE, ...functions }, options);
  const { cognito, UserPoolId, ClientId } = given;
  const begin = (USERNAME = "alice", parameters = {}, ClientMetadata?: Record<string, string>) =>
    cognito.send("InitiateAuth", {
      ClientId,
      AuthFlow: "CUSTOM_AUTH",
      AuthParameters: { USERNAME, ...parameters },
      ClientMetadata,
    });
  const answer = (
    Session: string | undefined,
    ANSWER: string,
    { USERNAME = "alice", ClientMetadata }: { USERNAME?: string; ClientMetadata?: Record<string, string> } = {},
  ) =>
    cognito.send("RespondToAuthChallenge", {
      ClientId,
      ChallengeName: "CUSTOM_CHALLENGE",
      Session,
      ChallengeResponses: { USERNAME, ANSWER },
      ClientMetadata,
    });
  const { UserAttributes } =
    options.user === false
      ? { UserAttributes: [] }
      : await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
  const userAttributes = {
    sub: UserAttributes?.[0]?.Value ?? "",
    email: "alice@example.com",
    email_verified: "true",
    "cognito:user_status": "CONFIRMED",
  };
  return { ...given, begin, answer, userAttributes };
}

describe("CUSTOM_AUTH", () => {
  test("poses the challenge that the triggers made, without what is for them alone", async () => {
    const { begin } = await givenRiddle();
    expect(await begin()).toStrictEqual({
      ChallengeName: "CUSTOM_CHALLENGE",
      Session: expect.stringMatching(/^AYABe[\w-]+$/),
      ChallengeParameters: { riddle: "What is 6 times 7?", USERNAME: "alice" },
    });
  });

  test("hands out tokens for the right answer", async () => {
    const { cognito, begin, answer, sources } = await givenRiddle({
      PreAuthentication: passOn,
      PostAuthentication: passOn,
      PreTokenGeneration: passOn,
    });
    const { Session } = await begin();
    const { AuthenticationResult, ...rest } = await answer(Session, "42");
    expect(rest).toEqual({ ChallengeParameters: {} });
    expect(await cognito.send("GetUser", { AccessToken: AuthenticationResult?.AccessToken ?? "" })).toMatchObject({
      Username: "alice",
    });
    expect(sources()).toEqual([
      DEFINE,
      CREATE,
      VERIFY,
      DEFINE,
      "PostAuthentication_Authentication",
      "TokenGeneration_Authentication",
    ]);
  });

  test("goes on after a wrong answer, in a new session", async () => {
    const { begin, answer } = await givenRiddle();
    const first = await begin();
    const second = await answer(first.Session, "41");
    expect(second).toMatchObject({
      ChallengeName: "CUSTOM_CHALLENGE",
      ChallengeParameters: { riddle: "What is 6 times 7?" },
    });
    expect(second.Session).not.toBe(first.Session);
    await expect(answer(first.Session, "42")).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
    expect(await answer(second.Session, "42")).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("counts a right answer for a proof, and a wrong one for none", async () => {
    const { cognito, begin, answer } = await givenRiddle({
      DefineAuthChallenge: respond({ challengeName: "CUSTOM_CHALLENGE" }),
    });
    const first = await begin();
    const second = await answer(first.Session, "41");
    await answer(second.Session, "42");
    const sessions: object[] = [];
    for await (const batch of cognito.store.readAll([authSessions])) {
      for (const { document } of batch) sessions.push(document);
    }
    expect(sessions).toHaveLength(3);
    for (const results of [0, 1]) {
      expect(sessions).toContainEqual(
        expect.objectContaining({
          progress: expect.objectContaining({ proofs: [], results: Array(results).fill(expect.anything()) }),
        }),
      );
    }
    expect(sessions).toContainEqual(
      expect.objectContaining({ progress: expect.objectContaining({ proofs: ["Custom"], met: "CUSTOM_CHALLENGE" }) }),
    );
  });

  test("ends when the triggers fail it, and its session with it", async () => {
    const { begin, answer } = await givenRiddle();
    const first = await begin();
    const second = await answer(first.Session, "1");
    const third = await answer(second.Session, "2");
    await expect(answer(third.Session, "3")).rejects.toBeCognitoError(...WRONG);
    await expect(answer(third.Session, "42")).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
  });

  test("may be failed before it has begun", async () => {
    const { begin, sources } = await givenRiddle({ DefineAuthChallenge: respond({ failAuthentication: true }) });
    await expect(begin()).rejects.toBeCognitoError(...WRONG);
    expect(sources()).toEqual([DEFINE]);
  });

  test("may end with tokens at once, for nothing but a name", async () => {
    const { begin } = await givenRiddle({ DefineAuthChallenge: respond({ issueTokens: true }) });
    expect(await begin()).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("fails where a function wants both tokens and failure", async () => {
    const { begin } = await givenRiddle({
      DefineAuthChallenge: respond({ issueTokens: true, failAuthentication: true, challengeName: "CUSTOM_CHALLENGE" }),
    });
    await expect(begin()).rejects.toBeCognitoError(...WRONG);
  });

  test("can be begun and answered by a server", async () => {
    const { cognito, UserPoolId, ClientId } = await givenRiddle();
    const { Session } = await cognito.send("AdminInitiateAuth", {
      UserPoolId,
      ClientId,
      AuthFlow: "CUSTOM_AUTH",
      AuthParameters: { USERNAME: "alice", CHALLENGE_NAME: "CUSTOM_CHALLENGE" },
    });
    const { AuthenticationResult } = await cognito.send("AdminRespondToAuthChallenge", {
      UserPoolId,
      ClientId,
      ChallengeName: "CUSTOM_CHALLENGE",
      Session,
      ChallengeResponses: { USERNAME: "alice", ANSWER: "42" },
    });
    expect(readJwt(AuthenticationResult?.IdToken ?? "")?.claims).toMatchObject({ "cognito:username": "alice" });
  });

  test("asks for the secret hash where the client has a secret", async () => {
    const { ClientId, ClientSecret = "", begin, calls } = await givenRiddle({}, { client: { GenerateSecret: true } });
    await expect(begin()).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `Client ${ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    expect(calls).toEqual([]);
    const SECRET_HASH = secretHash({ username: "alice", clientId: ClientId, clientSecret: ClientSecret });
    expect(await begin("alice", { SECRET_HASH })).toHaveProperty("ChallengeName", "CUSTOM_CHALLENGE");
  });

  test("lets users in who have yet to choose a password, for it asks for none", async () => {
    const { cognito, UserPoolId, begin, answer } = await givenRiddle();
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "bob", MessageAction: "SUPPRESS" });
    const { Session } = await begin("bob");
    expect(await answer(Session, "42", { USERNAME: "bob" })).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("lets nobody in who is disabled or unconfirmed", async () => {
    const { cognito, UserPoolId, ClientId, begin, answer, calls } = await givenRiddle();
    await cognito.send("SignUp", { ClientId, Username: "carol", Password: TEST_PASSWORD });
    await expect(begin("carol")).rejects.toBeCognitoError("UserNotConfirmedException", "User is not confirmed.");
    expect(calls).toEqual([]);
    const { Session } = await begin();
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await expect(answer(Session, "42")).rejects.toBeCognitoError("NotAuthorizedException", "User is disabled.");
    await expect(begin()).rejects.toBeCognitoError("NotAuthorizedException", "User is disabled.");
  });

  test("says that the pool has no triggers for it", async () => {
    const cognito = await startCognito({ triggers: {} });
    const { ClientId } = await cognito.givenUserPoolClient({ ExplicitAuthFlows: ["ALLOW_CUSTOM_AUTH"] });
    await expect(
      cognito.send("InitiateAuth", { ClientId, AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME: "alice" } }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Custom auth lambda trigger is not configured for the user pool.",
    );
  });

  test("says so of the trigger that makes challenges, when one is to be made", async () => {
    const { DefineAuthChallenge } = RIDDLE;
    const { cognito, ClientId } = await givenTriggers({ DefineAuthChallenge });
    await expect(
      cognito.send("InitiateAuth", { ClientId, AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME: "alice" } }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Custom auth lambda trigger is not configured for the user pool.",
    );
  });

  test("says what to configure where no functions were", async () => {
    const cognito = await startCognito();
    const LambdaConfig = { DefineAuthChallenge: functionArn("define") };
    const { UserPoolId } = await cognito.givenUserPool({ LambdaConfig });
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ExplicitAuthFlows: ["ALLOW_CUSTOM_AUTH"] });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await expect(
      cognito.send("InitiateAuth", { ClientId, AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME: "alice" } }),
    ).rejects.toBeCognitoError(
      "UnexpectedLambdaException",
      `DefineAuthChallenge invocation failed: no Lambda functions are configured here. Hand ${functionArn("define")} to createCognito in "triggers".`,
    );
  });

  test("says that a function is missing as AWS does", async () => {
    const config = { DefineAuthChallenge: functionArn("missing") };
    const { cognito, ClientId } = await givenTriggers({}, { config });
    await expect(
      cognito.send("InitiateAuth", { ClientId, AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME: "alice" } }),
    ).rejects.toBeCognitoError(
      "UnexpectedLambdaException",
      "DefineAuthChallenge invocation failed due to error ResourceNotFoundException.",
    );
  });
});

describe("The events of CUSTOM_AUTH", () => {
  test("are AWS's, member by member, with the ClientMetadata of answers only", async () => {
    const { UserPoolId, ClientId, calls, begin, answer, userAttributes } = await givenRiddle();
    const { Session } = await begin("alice", {}, { of: "beginning" });
    await answer(Session, "41", { ClientMetadata: { of: "answer" } });
    const common = {
      version: "1",
      region: "us-east-1",
      userPoolId: UserPoolId,
      userName: "alice",
      callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: ClientId },
    };
    const define = (session: DefineAuthChallengeTriggerEvent["request"]["session"], more = {}) => ({
      ...common,
      triggerSource: DEFINE,
      request: { userAttributes, session, ...more },
      response: { challengeName: null, issueTokens: null, failAuthentication: null },
    });
    const create = (session: CreateAuthChallengeTriggerEvent["request"]["session"], more = {}) => ({
      ...common,
      triggerSource: CREATE,
      request: { userAttributes, challengeName: "CUSTOM_CHALLENGE", session, ...more },
      response: { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null },
    });
    const request: VerifyAuthChallengeResponseTriggerEvent["request"] = {
      userAttributes,
      privateChallengeParameters: { answer: "42" },
      challengeAnswer: "41",
      clientMetadata: { of: "answer" },
    };
    const verify = { ...common, triggerSource: VERIFY, request, response: { answerCorrect: null } };
    const [entry, metadata] = [
      { challengeName: "CUSTOM_CHALLENGE", challengeResult: false, challengeMetadata: "ATTEMPT_1" } as const,
      { clientMetadata: { of: "answer" } },
    ];
    expect(calls.map(({ event }) => event)).toStrictEqual([
      define([]),
      create([]),
      verify,
      define([entry], metadata),
      create([entry], metadata),
    ]);
  });

  test("tell of every answer so far, oldest first", async () => {
    const { calls, begin, answer } = await givenRiddle();
    const first = await begin();
    const second = await answer(first.Session, "1");
    await answer(second.Session, "42");
    expect(calls.at(-1)?.event.request["session"]).toEqual([
      { challengeName: "CUSTOM_CHALLENGE", challengeResult: false, challengeMetadata: "ATTEMPT_1" },
      { challengeName: "CUSTOM_CHALLENGE", challengeResult: true, challengeMetadata: "ATTEMPT_2" },
    ]);
  });

  test("say null of metadata that a function gave none, and nothing of parameters", async () => {
    const { calls, begin, answer } = await givenRiddle({ CreateAuthChallenge: passOn });
    const challenge = await begin();
    expect(challenge.ChallengeParameters).toEqual({ USERNAME: "alice" });
    await answer(challenge.Session, "1");
    expect(calls.filter(({ event }) => event.triggerSource === VERIFY).map(({ event }) => event.request)).toMatchObject(
      [{ privateChallengeParameters: {} }],
    );
    expect(calls.filter(({ event }) => event.triggerSource === DEFINE).at(-1)?.event.request["session"]).toEqual([
      { challengeName: "CUSTOM_CHALLENGE", challengeResult: false, challengeMetadata: null },
    ]);
  });

  test("reach PostAuthentication and PreTokenGeneration with the ClientMetadata of the answer", async () => {
    const { calls, begin, answer } = await givenRiddle({ PostAuthentication: passOn, PreTokenGeneration: passOn });
    const { Session } = await begin("alice", {}, { of: "beginning" });
    await answer(Session, "42", { ClientMetadata: { of: "answer" } });
    for (const { event } of calls.slice(-2)) expect(event.request["clientMetadata"]).toEqual({ of: "answer" });
  });

  test("say userNotFound to functions of clients that hide it", async () => {
    const { calls, begin } = await givenRiddle({}, { client: HIDING });
    await begin();
    expect(calls.map(({ event }) => event.request["userNotFound"])).toEqual([false, false]);
  });

  test("leave what a function makes public out of USERNAME's place", async () => {
    const { begin } = await givenRiddle({
      CreateAuthChallenge: respond({ publicChallengeParameters: { USERNAME: "mallory", count: 3 } }),
    });
    expect((await begin()).ChallengeParameters).toEqual({ USERNAME: "alice", count: "3" });
  });
});

describe("A response of the triggers of CUSTOM_AUTH", () => {
  test.each<[string, Functions]>([
    ["that decides nothing", { DefineAuthChallenge: passOn }],
    [
      "that decides nothing explicitly",
      { DefineAuthChallenge: respond({ issueTokens: false, failAuthentication: false }) },
    ],
    ["that names another challenge", { DefineAuthChallenge: respond({ challengeName: "SMS_MFA" }) }],
    [
      "that asks for a password after nothing",
      { DefineAuthChallenge: respond({ challengeName: "PASSWORD_VERIFIER" }) },
    ],
    ["whose issueTokens is a text", { DefineAuthChallenge: respond({ issueTokens: "true" }) }],
    ["whose failAuthentication is a number", { DefineAuthChallenge: respond({ failAuthentication: 1 }) }],
    ["whose challengeName is a list", { DefineAuthChallenge: respond({ challengeName: ["CUSTOM_CHALLENGE"] }) }],
    ["whose parameters are a text", { CreateAuthChallenge: respond({ publicChallengeParameters: "riddle" }) }],
    ["with a list in its parameters", { CreateAuthChallenge: respond({ publicChallengeParameters: { riddle: [1] } }) }],
    [
      "with an object in its private parameters",
      { CreateAuthChallenge: respond({ privateChallengeParameters: { answer: { is: 42 } } }) },
    ],
    ["whose metadata is an object", { CreateAuthChallenge: respond({ challengeMetadata: {} }) }],
  ])("%s is not recognized", async (_, functions) => {
    const { begin } = await givenRiddle(functions);
    await expect(begin()).rejects.toBeCognitoError("InvalidLambdaResponseException", "Unrecognizable lambda output");
  });

  test("whose answerCorrect is a text is not recognized, and ends the sign-in", async () => {
    const { begin, answer } = await givenRiddle({ VerifyAuthChallengeResponse: respond({ answerCorrect: "true" }) });
    const { Session } = await begin();
    await expect(answer(Session, "42")).rejects.toBeCognitoError(
      "InvalidLambdaResponseException",
      "Unrecognizable lambda output",
    );
    await expect(answer(Session, "42")).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user.",
    );
  });

  test("that says nothing of an answer does not take it for right", async () => {
    const { begin, answer } = await givenRiddle({ VerifyAuthChallengeResponse: passOn });
    const { Session } = await begin();
    expect(await answer(Session, "42")).toHaveProperty("ChallengeName", "CUSTOM_CHALLENGE");
  });
});

describe("A trigger of CUSTOM_AUTH that fails", () => {
  const failing: TriggerFunction = async () => Promise.reject(new Error("User does not exist"));

  test.each(["DefineAuthChallenge", "CreateAuthChallenge"] as const)(
    "is named where a sign-in begins: %s",
    async (trigger) => {
      const { begin } = await givenRiddle({ [trigger]: failing });
      await expect(begin()).rejects.toBeCognitoError(
        "UserLambdaValidationException",
        `${trigger} failed with error User does not exist.`,
      );
    },
  );

  test.each([
    ["VerifyAuthChallengeResponse", "42"],
    ["DefineAuthChallenge", "41"],
    ["CreateAuthChallenge", "41"],
    ["PostAuthentication", "42"],
    ["PreTokenGeneration", "42"],
  ] as const)("burns the session of an answer: %s", async (trigger, given) => {
    let fails = false;
    const well = { ...RIDDLE, PostAuthentication: passOn, PreTokenGeneration: passOn }[trigger];
    const { begin, answer } = await givenRiddle({
      [trigger]: async (event: TriggerEvent, context: Parameters<TriggerFunction>[1], callback: () => void) => {
        if (fails) throw new Error("Oops");
        return well(event, context, callback);
      },
    });
    const { Session } = await begin();
    fails = true;
    await expect(answer(Session, given)).rejects.toBeCognitoError(
      "UserLambdaValidationException",
      `${trigger} failed with error Oops.`,
    );
    fails = false;
    await expect(answer(Session, "42")).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user.",
    );
  });
});

describe("An answer to CUSTOM_CHALLENGE", () => {
  test.each(["", undefined])("that is missing leaves the session good: %j", async (missing) => {
    const { cognito, ClientId, begin, answer, sources } = await givenRiddle();
    const { Session } = await begin();
    await expect(
      cognito.send("RespondToAuthChallenge", {
        ClientId,
        ChallengeName: "CUSTOM_CHALLENGE",
        Session,
        ChallengeResponses: { USERNAME: "alice", ...(missing === undefined ? {} : { ANSWER: missing }) },
      }),
    ).rejects.toBeCognitoError("InvalidParameterException", "Missing required parameter ANSWER");
    expect(sources()).not.toContain(VERIFY);
    expect(await answer(Session, "42")).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("needs a session", async () => {
    const { answer } = await givenRiddle();
    await expect(answer(undefined, "42")).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Missing required parameter Session",
    );
  });

  test("that is right is taken once", async () => {
    const { begin, answer, sources } = await givenRiddle();
    const { Session } = await begin();
    await answer(Session, "42");
    const before = sources().length;
    await expect(answer(Session, "42")).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
    expect(sources()).toHaveLength(before);
  });

  test("that comes twice at once brings tokens once", async () => {
    const { begin, answer } = await givenRiddle();
    const { Session } = await begin();
    const outcomes = await Promise.allSettled([answer(Session, "42"), answer(Session, "42")]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("comes too late after the session's validity", async () => {
    const { cognito, begin, answer, sources } = await givenRiddle();
    const { Session } = await begin();
    cognito.clock.advance({ minutes: 3 });
    await expect(answer(Session, "42")).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session is expired.",
    );
    expect(sources()).not.toContain(VERIFY);
  });

  test("is no other user's, and no other client's", async () => {
    const { cognito, UserPoolId, begin, answer, sources } = await givenRiddle();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const { Session } = await begin();
    await expect(answer(Session, "42", { USERNAME: "bob" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session provided for the user.",
    );
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ExplicitAuthFlows: ["ALLOW_CUSTOM_AUTH"] });
    await expect(
      cognito.send("RespondToAuthChallenge", {
        ClientId,
        ChallengeName: "CUSTOM_CHALLENGE",
        Session,
        ChallengeResponses: { USERNAME: "alice", ANSWER: "42" },
      }),
    ).rejects.toBeCognitoError("NotAuthorizedException", "Invalid session for the user.");
    expect(sources()).not.toContain(VERIFY);
    expect(await answer(Session, "42")).toHaveProperty("AuthenticationResult.AccessToken");
  });
});

describe("CUSTOM_AUTH of a name that nobody has", () => {
  test("is refused where the client says so", async () => {
    const { begin, calls } = await givenRiddle();
    await expect(begin("nobody")).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
    expect(calls).toEqual([]);
  });

  test("goes its way where the client hides it, to everything but tokens", async () => {
    const { begin, answer, calls, sources } = await givenRiddle(
      { PostAuthentication: passOn, PreTokenGeneration: passOn },
      { client: HIDING },
    );
    const challenge = await begin("Nobody");
    expect(challenge).toStrictEqual({
      ChallengeName: "CUSTOM_CHALLENGE",
      Session: expect.stringMatching(/^AYABe[\w-]+$/),
      ChallengeParameters: { riddle: "What is 6 times 7?", USERNAME: "Nobody" },
    });
    const second = await answer(challenge.Session, "41", { USERNAME: "Nobody" });
    expect(second).toHaveProperty("ChallengeName", "CUSTOM_CHALLENGE");
    await expect(answer(second.Session, "42", { USERNAME: "Nobody" })).rejects.toBeCognitoError(...WRONG);
    expect(sources()).toEqual([DEFINE, CREATE, VERIFY, DEFINE, CREATE, VERIFY, DEFINE]);
    for (const { event } of calls) {
      expect(event).toMatchObject({ userName: "Nobody", request: { userAttributes: {}, userNotFound: true } });
    }
    await expect(answer(second.Session, "42", { USERNAME: "Nobody" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
  });

  test("ends at once where a function would issue tokens or fail it", async () => {
    for (const response of [{ issueTokens: true }, { failAuthentication: true }]) {
      const { begin } = await givenRiddle({ DefineAuthChallenge: respond(response) }, { client: HIDING });
      await expect(begin("nobody")).rejects.toBeCognitoError(...WRONG);
    }
  });

  test("takes answers under its own name only", async () => {
    const { begin, answer } = await givenRiddle({}, { client: HIDING });
    const { Session } = await begin("nobody");
    await expect(answer(Session, "42", { USERNAME: "alice" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session provided for the user.",
    );
  });

  test("burns its session where a trigger fails", async () => {
    const failing: TriggerFunction = async () => Promise.reject(new Error("Oops"));
    const { begin, answer } = await givenRiddle({ VerifyAuthChallengeResponse: failing }, { client: HIDING });
    const { Session } = await begin("nobody");
    for (const [error, message] of [
      ["UserLambdaValidationException", "VerifyAuthChallengeResponse failed with error Oops."],
      ["NotAuthorizedException", "Invalid session for the user."],
    ] as const) {
      await expect(answer(Session, "42", { USERNAME: "nobody" })).rejects.toBeCognitoError(error, message);
    }
  });
});

/** A pool that asks for a password and then a riddle. */
async function givenPasswordAndRiddle(functions: Functions = {}, options: Parameters<typeof givenTriggers>[1] = {}) {
  const given = await givenRiddle({ ...PASSWORD_AND_RIDDLE, ...functions }, options);
  const { cognito, UserPoolId, ClientId } = given;
  const beginWithPassword = (user: Partial<SrpUser> = {}) =>
    beginSrp(cognito, {
      flow: "CUSTOM_AUTH",
      UserPoolId,
      ClientId,
      Username: "alice",
      ...user,
      parameters: { CHALLENGE_NAME: "SRP_A", ...user.parameters },
    });
  const prove = ({ challenge, responses }: BegunSrp, ClientMetadata?: Record<string, string>) =>
    cognito.send("RespondToAuthChallenge", {
      ClientId,
      ChallengeName: "PASSWORD_VERIFIER",
      Session: challenge.Session,
      ChallengeResponses: responses,
      ClientMetadata,
    });
  return { ...given, beginWithPassword, prove };
}

describe("CUSTOM_AUTH that begins with SRP", () => {
  const SRP_A = { challengeName: "SRP_A", challengeResult: true, challengeMetadata: null };
  const VERIFIER = { challengeName: "PASSWORD_VERIFIER", challengeResult: true, challengeMetadata: null };
  const definitions = (calls: readonly { readonly event: TriggerEvent }[]) =>
    calls.filter(({ event }) => event.triggerSource === DEFINE).map(({ event }) => sessionOf(event));

  test("asks for a proof of the password, with a session, and then for what the triggers want", async () => {
    const { calls, sources, beginWithPassword, prove, answer } = await givenPasswordAndRiddle({
      PreAuthentication: passOn,
      PostAuthentication: passOn,
      PreTokenGeneration: passOn,
    });
    const begun = await beginWithPassword();
    expect(begun.challenge).toMatchObject({
      ChallengeName: "PASSWORD_VERIFIER",
      Session: expect.stringMatching(/^AYABe[\w-]+$/),
      ChallengeParameters: { USERNAME: "alice", USER_ID_FOR_SRP: "alice" },
    });
    const riddle = await prove(begun);
    expect(riddle).toMatchObject({
      ChallengeName: "CUSTOM_CHALLENGE",
      ChallengeParameters: { riddle: "What is 6 times 7?", USERNAME: "alice" },
    });
    expect(await answer(riddle.Session, "42")).toHaveProperty("AuthenticationResult.AccessToken");
    expect(sources()).toEqual([
      "PreAuthentication_Authentication",
      DEFINE,
      DEFINE,
      CREATE,
      VERIFY,
      DEFINE,
      "PostAuthentication_Authentication",
      "TokenGeneration_Authentication",
    ]);
    expect(definitions(calls)).toEqual([
      [SRP_A],
      [SRP_A, VERIFIER],
      [SRP_A, VERIFIER, { challengeName: "CUSTOM_CHALLENGE", challengeResult: true, challengeMetadata: "ATTEMPT_3" }],
    ]);
  });

  test("takes the other spelling of the parameter, too", async () => {
    const { begin } = await givenPasswordAndRiddle();
    const { ChallengeName } = await begin("alice", { ChallengeName: "SRP_A", SRP_A: "2" });
    expect(ChallengeName).toBe("PASSWORD_VERIFIER");
  });

  test("does not go on with a wrong password, nor ask the triggers", async () => {
    const { beginWithPassword, prove, calls } = await givenPasswordAndRiddle();
    await expect(prove(await beginWithPassword({ Password: "Wrong-Horse-9!" }))).rejects.toBeCognitoError(...WRONG);
    expect(definitions(calls)).toEqual([[SRP_A]]);
  });

  test("asks users with a temporary password for a new one, and tells the triggers", async () => {
    const { cognito, UserPoolId, ClientId, calls, beginWithPassword, prove } = await givenPasswordAndRiddle();
    const bob = { UserPoolId, Username: "bob" };
    await cognito.send("AdminCreateUser", { ...bob, TemporaryPassword: "Temporary-1!", MessageAction: "SUPPRESS" });
    const challenge = await prove(await beginWithPassword({ Username: "bob", Password: "Temporary-1!" }));
    expect(challenge.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    const riddle = await cognito.send("RespondToAuthChallenge", {
      ClientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session: challenge.Session,
      ChallengeResponses: { USERNAME: "bob", NEW_PASSWORD: "Brand-New-Horse-2!" },
    });
    expect(riddle.ChallengeName).toBe("CUSTOM_CHALLENGE");
    expect(definitions(calls).at(-1)).toEqual([
      SRP_A,
      VERIFIER,
      { challengeName: "NEW_PASSWORD_REQUIRED", challengeResult: true, challengeMetadata: null },
    ]);
  });

  test("asks for the second factor after the password only, and tells the triggers", async () => {
    const { cognito, UserPoolId, ClientId, calls, begin, beginWithPassword, prove, answer } =
      await givenPasswordAndRiddle();
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    await cognito.send("SetUserPoolMfaConfig", {
      UserPoolId,
      SoftwareTokenMfaConfiguration: { Enabled: true },
      MfaConfiguration: "ON",
    });
    const { SecretCode = "" } = await cognito.send("AssociateSoftwareToken", { AccessToken });
    await cognito.send("VerifySoftwareToken", { AccessToken, UserCode: codeOfApp(SecretCode, cognito.clock) });
    cognito.clock.advance({ minutes: 1 });

    const code = await prove(await beginWithPassword());
    expect(code.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    const riddle = await cognito.send("RespondToAuthChallenge", {
      ClientId,
      ChallengeName: "SOFTWARE_TOKEN_MFA",
      Session: code.Session,
      ChallengeResponses: { USERNAME: "alice", SOFTWARE_TOKEN_MFA_CODE: codeOfApp(SecretCode, cognito.clock) },
    });
    expect(riddle.ChallengeName).toBe("CUSTOM_CHALLENGE");
    expect(definitions(calls).at(-1)).toEqual([
      SRP_A,
      VERIFIER,
      { challengeName: "SOFTWARE_TOKEN_MFA", challengeResult: true, challengeMetadata: null },
    ]);
    expect(await answer(riddle.Session, "42")).toHaveProperty("AuthenticationResult.AccessToken");

    const { Session } = await begin();
    expect(await answer(Session, "42")).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("needs SRP_A", async () => {
    const { begin, calls } = await givenPasswordAndRiddle();
    await expect(begin("alice", { CHALLENGE_NAME: "SRP_A" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Missing required parameter SRP_A",
    );
    expect(calls).toEqual([]);
  });

  test("is denied by PreAuthentication, which gets the ClientMetadata", async () => {
    const { cognito, ClientId, calls } = await givenPasswordAndRiddle({
      PreAuthentication: async () => Promise.reject(new Error("Not today")),
    });
    await expect(
      cognito.send("InitiateAuth", {
        ClientId,
        AuthFlow: "CUSTOM_AUTH",
        AuthParameters: { USERNAME: "alice", CHALLENGE_NAME: "SRP_A", SRP_A: "2" },
        ClientMetadata: { from: "app" },
      }),
    ).rejects.toBeCognitoError("UserLambdaValidationException", "PreAuthentication failed with error Not today.");
    expect(calls.map(({ event }) => event.request["validationData"])).toEqual([{ from: "app" }]);
  });

  test("may go without the password where the triggers say so", async () => {
    const { begin } = await givenPasswordAndRiddle({
      DefineAuthChallenge: respond({ challengeName: "CUSTOM_CHALLENGE" }),
    });
    const { ChallengeName } = await begin("alice", { CHALLENGE_NAME: "SRP_A", SRP_A: "2" });
    expect(ChallengeName).toBe("CUSTOM_CHALLENGE");
  });

  test("cannot ask for the password later", async () => {
    const { begin, answer } = await givenPasswordAndRiddle({
      DefineAuthChallenge: respond((event) => {
        const session = sessionOf(event);
        const isFirst = Array.isArray(session) && session.length === 1;
        return { challengeName: isFirst ? "CUSTOM_CHALLENGE" : "PASSWORD_VERIFIER" };
      }),
    });
    const { Session } = await begin("alice", { CHALLENGE_NAME: "SRP_A", SRP_A: "2" });
    await expect(answer(Session, "42")).rejects.toBeCognitoError(
      "InvalidLambdaResponseException",
      "Unrecognizable lambda output",
    );
  });

  test("poses a challenge to strangers that no proof meets, where the client hides that", async () => {
    const { beginWithPassword, prove, calls, sources } = await givenPasswordAndRiddle(
      { PreAuthentication: passOn },
      { client: HIDING },
    );
    const begun = await beginWithPassword({ Username: "nobody" });
    expect(begun.challenge).toMatchObject({ ChallengeName: "PASSWORD_VERIFIER", Session: expect.any(String) });
    await expect(prove(begun)).rejects.toBeCognitoError(...WRONG);
    expect(sources()).toEqual(["PreAuthentication_Authentication", DEFINE]);
    for (const { event } of calls) expect(event.request["userNotFound"]).toBe(true);
  });
});

describe("The USERNAME that a stranger is told", () => {
  const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

  test.each([
    ["UsernameAttributes", { UsernameAttributes: ["email"] }],
    ["AliasAttributes", { AliasAttributes: ["email"] }],
  ] as const)("is no name that was typed, in a pool with %s, and signs the answers", async (_, pool) => {
    const { begin, answer } = await givenRiddle({}, { pool, client: HIDING, user: false });
    const first = await begin("nobody@example.com");
    const USERNAME = first.ChallengeParameters?.["USERNAME"] ?? "";
    expect(USERNAME).toMatch(UUID);
    expect((await begin("nobody@example.com")).ChallengeParameters?.["USERNAME"]).toBe(USERNAME);
    expect((await begin("other@example.com")).ChallengeParameters?.["USERNAME"]).not.toBe(USERNAME);
    expect(await answer(first.Session, "41", { USERNAME })).toHaveProperty("ChallengeName", "CUSTOM_CHALLENGE");
  });
});
