import type { PreAuthenticationTriggerEvent, PreAuthenticationTriggerHandler } from "aws-lambda";
import { describe, expect, test } from "vitest";
import type { InvocationOutcome, TriggerEvent, TriggerFunction } from "../../index.ts";
import { functionArn, givenTriggers, passOn } from "../../testing/given-triggers.ts";
import { startCognito, TEST_PASSWORD } from "../../testing/start-cognito.ts";

/** A pool whose PreAuthentication trigger is this function, and a sign-in that calls it. */
async function givenFunction(PreAuthentication: TriggerFunction) {
  const given = await givenTriggers({ PreAuthentication });
  return { ...given, signIn: () => given.cognito.givenTokens({ ClientId: given.ClientId, Username: "alice" }) };
}

/** As `givenFunction`, where a function ends like this whatever it does. */
async function givenOutcome(outcome: InvocationOutcome) {
  const given = await givenTriggers({ PreAuthentication: passOn }, { options: { triggers: async () => outcome } });
  return { ...given, signIn: () => given.cognito.givenTokens({ ClientId: given.ClientId, Username: "alice" }) };
}

const INVALID = "InvalidLambdaResponseException";
const UNRECOGNIZABLE = "Unrecognizable lambda output";
const NO_JSON = "Invalid lambda function output : Invalid JSON";

/** What handlers in the wild return by mistake. */
const returning =
  (change: (event: TriggerEvent) => unknown): TriggerFunction =>
  (event: TriggerEvent) =>
    change(event);

describe("What a function does", () => {
  test.each<[string, TriggerFunction]>([
    ["rejects", async () => Promise.reject(new Error("SPIKE_LOCKED"))],
    [
      "throws",
      () => {
        throw new Error("SPIKE_LOCKED");
      },
    ],
    ["rejects with a text", async () => Promise.reject("SPIKE_LOCKED")],
    ["calls back with an error", (_event, _context, callback) => callback(new Error("SPIKE_LOCKED"))],
    ["says so through its context", (_event, context) => context.fail(new Error("SPIKE_LOCKED"))],
    ["calls back with a text", (_event, _context, callback) => callback("SPIKE_LOCKED")],
  ])("that %s is the caller's to know, with a full stop", async (_, run) => {
    const { signIn } = await givenFunction(run);
    await expect(signIn()).rejects.toBeCognitoError(
      "UserLambdaValidationException",
      "PreAuthentication failed with error SPIKE_LOCKED.",
    );
  });

  test.each<[string, TriggerFunction]>([
    ["nothing", () => undefined],
    ["nothing, later", async () => {}],
    ["null", () => null],
    ["nothing, calling back", (_event, _context, callback) => callback()],
  ])("that returns %s is no JSON", async (_, run) => {
    const { signIn } = await givenFunction(run);
    await expect(signIn()).rejects.toBeCognitoError(INVALID, NO_JSON);
  });

  test.each<[string, TriggerFunction]>([
    ["a text", returning(() => "ok")],
    ["a number", returning(() => 1)],
    ["a list", returning((event) => [event])],
    ["another object", returning(() => ({ statusCode: 200, body: "{}" }))],
    ["the response alone", returning((event) => event.response)],
    [
      "members in Pascal case",
      returning((event) =>
        Object.fromEntries(
          Object.entries(event).map(([name, value]) => [name[0]?.toUpperCase() + name.slice(1), value]),
        ),
      ),
    ],
    ["no caller", returning((event) => ({ ...event, callerContext: undefined }))],
    ["no request", returning((event) => ({ ...event, request: undefined }))],
    ["no response", returning((event) => ({ ...event, response: undefined }))],
    ["null for the response", returning((event) => ({ ...event, response: null }))],
    ["a text for the response", returning((event) => ({ ...event, response: "ok" }))],
    ["a number for the version", returning((event) => ({ ...event, version: 1 }))],
    [
      "null for the client",
      returning((event) => ({ ...event, callerContext: { ...event.callerContext, clientId: null } })),
    ],
    [
      "null for metadata that were not there",
      returning((event) => ({ ...event, request: { ...event.request, clientMetadata: null } })),
    ],
    [
      "null for an attribute",
      returning((event) => ({ ...event, request: { ...event.request, userAttributes: { email: null } } })),
    ],
  ])("that returns %s is not recognized", async (_, run) => {
    const { signIn } = await givenFunction(run);
    await expect(signIn()).rejects.toBeCognitoError(INVALID, UNRECOGNIZABLE);
  });

  test("that returns what JSON cannot carry has failed", async () => {
    const { signIn } = await givenFunction(returning((event) => ({ ...event, response: { size: 1n } })));
    await expect(signIn()).rejects.toBeCognitoError(
      "UserLambdaValidationException",
      "PreAuthentication failed with error Unable to stringify response body.",
    );
  });

  test.each<[string, TriggerFunction]>([
    ["the event at once", (event) => event],
    ["a promise of the event", passOn],
    ["the event through its callback", (event, _context, callback) => callback(null, event)],
    ["the event through its callback, later", (event, _context, callback) => void setImmediate(callback, null, event)],
    ["the event through its context", (event, context) => context.done(null, event)],
    ["the event through its context, in one word", (event, context) => context.succeed(event)],
    ["the event with members of its own", returning((event) => ({ ...event, traceId: "1" }))],
  ])("that returns %s lets the sign-in go on", async (_, run) => {
    const { signIn } = await givenFunction(run);
    expect(await signIn()).toHaveProperty("AccessToken");
  });

  test("cannot reach into what is ours", async () => {
    const { cognito, UserPoolId, signIn } = await givenFunction((event) => {
      event.userPoolId = "elsewhere";
      event.request["userAttributes"] = { email: "mallory@example.com" };
      return event;
    });
    await signIn();
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    expect(UserAttributes).toContainEqual({ Name: "email", Value: "alice@example.com" });
  });
});

describe("How a function cannot be run", () => {
  test.each<[InvocationOutcome, string, string]>([
    [
      { kind: "unreachable", reason: "AccessDeniedException" },
      "UnexpectedLambdaException",
      "PreAuthentication invocation failed due to error AccessDeniedException.",
    ],
    [
      { kind: "unreachable", reason: "ResourceConflictException" },
      "UnexpectedLambdaException",
      "PreAuthentication invocation failed due to error ResourceConflictException.",
    ],
    [
      { kind: "timedOut" },
      "UnexpectedLambdaException",
      "PreAuthentication invocation failed due to error Socket timeout while invoking Lambda function.",
    ],
    [
      { kind: "threw", errorMessage: "2026-01-01T00:00:03Z 1234 Task timed out after 3.00 seconds" },
      "UserLambdaValidationException",
      "PreAuthentication failed with error 2026-01-01T00:00:03Z 1234 Task timed out after 3.00 seconds.",
    ],
    [{ kind: "returned", payload: "not JSON" }, INVALID, NO_JSON],
    [{ kind: "returned", payload: undefined }, INVALID, NO_JSON],
    [{ kind: "returned", payload: "null" }, INVALID, NO_JSON],
    [{ kind: "returned", payload: '"ok"' }, INVALID, UNRECOGNIZABLE],
  ])("is said as AWS says it: %j", async (outcome, error, message) => {
    const { signIn } = await givenOutcome(outcome);
    await expect(signIn()).rejects.toBeCognitoError(error, message);
  });

  test("is said of a function that nobody has configured", async () => {
    const given = await givenTriggers({}, { config: { PreAuthentication: functionArn("missing") } });
    await expect(given.cognito.givenTokens({ ClientId: given.ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "UnexpectedLambdaException",
      "PreAuthentication invocation failed due to error ResourceNotFoundException.",
    );
  });

  test("is nothing to sign-ins where no functions were configured at all", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({
      LambdaConfig: { PreAuthentication: functionArn("a"), PostAuthentication: functionArn("b") },
    });
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    expect(await cognito.givenTokens({ ClientId, Username: "alice" })).toHaveProperty("AccessToken");
  });
});

describe("A function is found", () => {
  const deny: TriggerFunction = async () => Promise.reject(new Error("no"));

  test.each([
    ["by its ARN", functionArn("hook"), functionArn("hook")],
    ["by its name", functionArn("hook"), "hook"],
    ["by its name behind an alias", `${functionArn("hook")}:live`, "hook"],
    ["by an ARN with an alias", `${functionArn("hook")}:live`, `${functionArn("hook")}:live`],
  ])("%s", async (_, PreAuthentication, key) => {
    const given = await givenTriggers({}, { config: { PreAuthentication }, options: { triggers: { [key]: passOn } } });
    expect(await given.cognito.givenTokens({ ClientId: given.ClientId, Username: "alice" })).toHaveProperty("IdToken");
  });

  test("by its ARN before its name", async () => {
    const PreAuthentication = functionArn("hook");
    const triggers = { hook: deny, [PreAuthentication]: passOn };
    const given = await givenTriggers({}, { config: { PreAuthentication }, options: { triggers } });
    expect(await given.cognito.givenTokens({ ClientId: given.ClientId, Username: "alice" })).toHaveProperty("IdToken");
  });

  test("though it was added later", async () => {
    const triggers: Record<string, TriggerFunction> = {};
    const config = { PreAuthentication: functionArn("hook") };
    const given = await givenTriggers({}, { config, options: { triggers } });
    triggers["hook"] = passOn;
    expect(await given.cognito.givenTokens({ ClientId: given.ClientId, Username: "alice" })).toHaveProperty("IdToken");
  });

  test("not by the name of what every object has", async () => {
    const config = { PreAuthentication: functionArn("toString") };
    const given = await givenTriggers({}, { config });
    await expect(given.cognito.givenTokens({ ClientId: given.ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "UnexpectedLambdaException",
      "PreAuthentication invocation failed due to error ResourceNotFoundException.",
    );
  });
});

describe("A function is told", () => {
  test("of its invocation", async () => {
    const given = await givenTriggers(
      {},
      {
        config: { PreAuthentication: `${functionArn("hook")}:live` },
        options: {
          triggers: {
            hook: (event, context) => {
              expect({ ...context, remaining: context.getRemainingTimeInMillis() }).toMatchObject({
                functionName: "hook",
                functionVersion: "live",
                invokedFunctionArn: `${functionArn("hook")}:live`,
                awsRequestId: expect.stringMatching(/^[0-9a-f]{8}-/),
                memoryLimitInMB: "128",
                logGroupName: "/aws/lambda/hook",
                logStreamName: "cogmock",
                callbackWaitsForEmptyEventLoop: true,
                remaining: 5000,
              });
              given.cognito.clock.advance({ seconds: 2 });
              expect(context.getRemainingTimeInMillis()).toBe(3000);
              return event;
            },
          },
        },
      },
    );
    expect(await given.cognito.givenTokens({ ClientId: given.ClientId, Username: "alice" })).toHaveProperty("IdToken");
  });

  test.each([
    [undefined, "aws-sdk-unknown-unknown"],
    ["aws-sdk-js/2.1639.0 callback", "aws-sdk-js-2.1639.0"],
    ["aws-sdk-java/2.20.43 Linux/5.10 OpenJDK", "aws-sdk-java-2.20.43"],
    ["Mozilla/5.0 (X11; Linux x86_64)", "aws-sdk-unknown-unknown"],
    ["aws-cli/2.15.0 Python/3.11", "aws-sdk-unknown-unknown"],
  ])("the SDK of the caller: %s", async (userAgent, awsSdkVersion) => {
    const { cognito, ClientId, calls } = await givenTriggers({ PreAuthentication: passOn });
    const { status } = await cognito.handle({
      method: "POST",
      url: "/",
      headers: {
        "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth",
        "content-type": "application/x-amz-json-1.1",
        "user-agent": userAgent,
      },
      body: Buffer.from(
        JSON.stringify({
          ClientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD },
        }),
      ),
      baseUrl: "http://localhost:4566",
    });
    expect(status).toBe(200);
    expect(calls[0]?.event.callerContext).toEqual({ awsSdkVersion, clientId: ClientId });
  });
});

test("A handler typed by @types/aws-lambda fits", async () => {
  const handler: PreAuthenticationTriggerHandler = async (event) => {
    if (event.request.validationData?.["from"] === "nowhere") throw new Error("Where from?");
    return event;
  };
  const asynchronous: TriggerFunction = handler;
  const plain: TriggerFunction = (event: PreAuthenticationTriggerEvent) => event;
  for (const run of [asynchronous, plain]) {
    const { signIn } = await givenFunction(run);
    expect(await signIn()).toHaveProperty("AccessToken");
  }
});
