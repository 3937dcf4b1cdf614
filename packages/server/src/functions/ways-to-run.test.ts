import { pathToFileURL } from "node:url";
import type { TriggerFunctions, TriggerRecord } from "@cogmock/core";
import { runHandler } from "@cogmock/core";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { readConfiguration } from "../configuration/configuration.ts";
import { startServer } from "../start-server.ts";
import { functionError, functionIn, startLambdaServer } from "../testing/lambda-server.ts";
import { prepareRuntimeClient } from "../testing/runtime-client.ts";
import { startRuntimes } from "../testing/runtime-interface.ts";
import { awsHeaders, readJson, startTestServer } from "../testing/start-test-server.ts";
import { FUNCTION_NAMES, LAMBDA_CONFIG, writeHandlers } from "../testing/trigger-handlers.ts";

/** The handlers as functions of this program. */
async function importHandlers(file: string): Promise<TriggerFunctions> {
  return import(pathToFileURL(file).href);
}

/** A server of the whole product, with these settings. */
async function serve(...argv: readonly string[]): Promise<string> {
  const settings = ["--memory", "--port", "0", "--log-level", "silent", ...argv];
  const server = await startServer(readConfiguration({ argv: settings, environment: {}, directory: "/" }));
  onTestFinished(() => server.close());
  return server.url;
}

/** A server whose functions are behind this address. */
type Way = () => Promise<string>;

const runtimeClient = await prepareRuntimeClient();
const CLIENT_OF_AWS = `run by the runtime interface client of AWS${"missing" in runtimeClient ? ` (takes ${runtimeClient.missing})` : ""}`;

const WAYS: Readonly<Record<string, Way>> = {
  "handed to createCognito": async () => {
    const { file } = writeHandlers();
    return (await startTestServer({ triggers: await importHandlers(file) })).url;
  },
  "in a module file": async () => {
    const { file } = writeHandlers();
    return serve("--functions", FUNCTION_NAMES.map((name) => `${name}=${file}#${name}`).join(","));
  },
  "behind the Lambda API": async () => {
    const { file } = writeHandlers();
    const handlers = await importHandlers(file);
    const lambda = await startLambdaServer(async (request) => {
      const name = functionIn(request) ?? "";
      const handler = handlers[name];
      if (!handler) return { status: 404, headers: { "x-amzn-errortype": "ResourceNotFoundException" } };
      const outcome = await runHandler(
        handler,
        {
          functionName: name,
          functionVersion: "$LATEST",
          invokedFunctionArn: name,
          awsRequestId: crypto.randomUUID(),
          deadline: Date.now() + 5_000,
          payload: request.body,
        },
        () => Date.now(),
      );
      if (outcome.kind === "threw") return functionError(new Error(outcome.errorMessage));
      return { body: (outcome.kind === "returned" ? outcome.payload : undefined) ?? "null" };
    });
    return serve("--lambda-endpoint", lambda.url);
  },
  [CLIENT_OF_AWS]: async () => {
    if ("missing" in runtimeClient) throw new Error(`takes ${runtimeClient.missing}`);
    const { folder } = writeHandlers();
    const runtimes = { ...runtimeClient, folder, module: "handlers", functions: FUNCTION_NAMES };
    return serve("--lambda-endpoint", await startRuntimes(runtimes));
  },
};

interface Answer {
  readonly status: number;
  // What a test expects to be in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

/** A pool whose triggers are these functions, on a server to which they are known in this way. */
async function givenPool(way: Way) {
  const url = await way();
  const call = async (operation: string, input: object): Promise<Answer> => {
    const response = await fetch(url, { method: "POST", headers: awsHeaders(operation), body: JSON.stringify(input) });
    const text = await response.text();
    return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
  };
  const { body: created } = await call("CreateUserPool", { PoolName: "people", LambdaConfig: LAMBDA_CONFIG });
  const UserPoolId: string = created.UserPool.Id;
  const { body: client } = await call("CreateUserPoolClient", {
    UserPoolId,
    ClientName: "app",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  });
  const ClientId: string = client.UserPoolClient.ClientId;
  const signUp = (mode?: string) =>
    call("SignUp", {
      ClientId,
      Username: "bob",
      Password: "Correct-Horse-9!",
      UserAttributes: [{ Name: "email", Value: "bob@example.com" }],
      ...(mode !== undefined && { ClientMetadata: { mode } }),
    });
  const signIn = (USERNAME: string, PASSWORD: string) =>
    call("InitiateAuth", { ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME, PASSWORD } });
  const triggers = async (query = "") => readJson<TriggerRecord[]>(await fetch(`${url}/_cogmock/triggers${query}`));
  return { UserPoolId, call, signUp, signIn, triggers };
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
}

describe.each(Object.entries(WAYS))("Functions %s", (name, way) => {
  beforeEach(({ skip }) => {
    if (name === CLIENT_OF_AWS && "missing" in runtimeClient) skip(`This takes ${runtimeClient.missing}.`);
  });

  test("confirm and verify who signs up, and put claims and scopes into tokens", async () => {
    const { signUp, signIn, triggers } = await givenPool(way);
    expect(await signUp()).toMatchObject({ status: 200, body: { UserConfirmed: true } });
    const { body } = await signIn("bob", "Correct-Horse-9!");
    expect(claimsOf(body.AuthenticationResult.IdToken)).toMatchObject({
      tenant: "blue",
      roles: ["reader"],
      email: "bob@example.com",
      email_verified: true,
    });
    expect(claimsOf(body.AuthenticationResult.AccessToken)).toMatchObject({
      scope: "aws.cognito.signin.user.admin orders:read",
    });
    const records = await triggers("?username=bob");
    expect(records.map(({ triggerSource, error }) => [triggerSource, error])).toEqual([
      ["PreSignUp_SignUp", undefined],
      ["PostConfirmation_ConfirmSignUp", undefined],
      ["TokenGeneration_Authentication", undefined],
    ]);
    expect(records[0]?.response).toMatchObject({ response: { autoConfirmUser: true, autoVerifyEmail: true } });
  });

  test("bring users along from elsewhere", async () => {
    const { UserPoolId, call, signIn } = await givenPool(way);
    expect(await signIn("carol", "her old one")).toMatchObject({ status: 200 });
    const { body } = await call("AdminGetUser", { UserPoolId, Username: "carol" });
    expect(body).toMatchObject({ UserStatus: "CONFIRMED" });
    expect(body.UserAttributes).toContainEqual({ Name: "name", Value: "Caröl" });
    expect(await signIn("dave", "his old one")).toMatchObject({
      status: 400,
      body: { __type: "UserNotFoundException", message: "User does not exist." },
    });
  });

  test("refuse to", async () => {
    const { signIn } = await givenPool(way);
    expect(await signIn("carol", "a wrong one")).toMatchObject({
      status: 400,
      body: { __type: "UserNotFoundException", message: "UserMigration failed with error Bad password." },
    });
  });

  test.each([
    ["deny", "UserLambdaValidationException", "PreSignUp failed with error Not from there.", "Not from there"],
    ["nothing", "InvalidLambdaResponseException", "Invalid lambda function output : Invalid JSON", undefined],
    ["nonsense", "InvalidLambdaResponseException", "Unrecognizable lambda output", undefined],
    ["wrong type", "InvalidLambdaResponseException", "Unrecognizable lambda output", undefined],
  ])("that answer with %s fail the call as AWS says it, and nothing is done", async (mode, type, message, thrown) => {
    const { UserPoolId, call, signUp, triggers } = await givenPool(way);
    expect(await signUp(mode)).toEqual({ status: 400, body: { __type: type, message } });
    expect((await call("ListUsers", { UserPoolId })).body.Users).toEqual([]);
    expect(await triggers()).toMatchObject([{ triggerSource: "PreSignUp_SignUp", error: thrown ?? message }]);
  });
});

describe("A function that nobody knows", () => {
  test.each([
    ["where others are known", ["--functions", "other=/dev/null"], "ResourceNotFoundException"],
    ["where nobody listens", ["--lambda-endpoint", "http://127.0.0.1:1"], "connect ECONNREFUSED 127.0.0.1:1"],
  ])("fails the call: %s", async (_, argv, reason) => {
    const { UserPoolId, call, signUp } = await givenPool(() => serve(...argv));
    expect(await signUp()).toEqual({
      status: 400,
      body: {
        __type: "UnexpectedLambdaException",
        message: `PreSignUp invocation failed due to error ${reason}.`,
      },
    });
    expect((await call("ListUsers", { UserPoolId })).body.Users).toEqual([]);
  });

  test("is not called where no function is known at all", async () => {
    const { signUp, triggers } = await givenPool(() => serve());
    expect(await signUp()).toMatchObject({ status: 200, body: { UserConfirmed: false } });
    expect(await triggers()).toEqual([]);
  });

  test("is asked for at the endpoint, where others are in files", async () => {
    const { file } = writeHandlers();
    const lambda = await startLambdaServer(async ({ body }) => ({ body }));
    const { signUp, triggers } = await givenPool(() =>
      serve("--functions", `preSignUp=${file}#preSignUp`, "--lambda-endpoint", lambda.url),
    );
    expect(await signUp()).toMatchObject({ body: { UserConfirmed: true } });
    expect(lambda.requests.map(functionIn)).toEqual(["postConfirmation"]);
    expect(await triggers()).toHaveLength(2);
  });

  test("may have an address of its own", async () => {
    const lambda = await startLambdaServer(async ({ body }) => ({ body }));
    const { signUp } = await givenPool(() =>
      serve("--functions", `preSignUp=${lambda.url}/2015-03-31/functions/function/invocations`),
    );
    expect(await signUp()).toMatchObject({ body: { UserConfirmed: false } });
    expect(lambda.requests.map(functionIn)).toEqual(["function"]);
  });
});

describe("GET /_cogmock/triggers", () => {
  test("tells of the calls of a pool, a user or a source, and of no others", async () => {
    const lambda = await startLambdaServer(async ({ body }) => ({ body }));
    const { UserPoolId, signUp, triggers } = await givenPool(() => serve("--lambda-endpoint", lambda.url));
    await signUp();
    expect(await triggers(`?userPoolId=${UserPoolId}&username=bob&triggerSource=PreSignUp_SignUp`)).toHaveLength(1);
    expect(await triggers("?userPoolId=us-east-1_other")).toEqual([]);
    expect(await triggers("?username=alice")).toEqual([]);
    expect(await triggers("?triggerSource=PreAuthentication_Authentication")).toEqual([]);
  });

  test("refuses parameters that it does not know", async () => {
    const url = await serve();
    const response = await fetch(`${url}/_cogmock/triggers?pool=x`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      message: 'Unknown query parameter "pool"; known are userPoolId, username, triggerSource.',
    });
  });
});
