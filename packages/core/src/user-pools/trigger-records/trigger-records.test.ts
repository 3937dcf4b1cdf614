import { describe, expect, test } from "vitest";
import type { TriggerFunction } from "../../index.ts";
import { givenFederation } from "../../testing/given-federation.ts";
import { givenTriggers, passOn, respond } from "../../testing/given-triggers.ts";
import { startCognito, TEST_PASSWORD } from "../../testing/start-cognito.ts";
import { MAX_TRIGGER_RECORDS } from "./keep-trigger-records.ts";

async function givenRecorded(...[functions, options]: Parameters<typeof givenTriggers>) {
  const given = await givenTriggers(functions, options);
  const { cognito, ClientId } = given;
  const signIn = (Password = TEST_PASSWORD) => cognito.givenTokens({ ClientId, Username: "alice", Password });
  const outcomes = async () =>
    (await cognito.listTriggerRecords()).map(({ triggerSource, error }) => [triggerSource, error]);
  return { ...given, signIn, outcomes };
}

describe("A call of a function is kept", () => {
  test("with what it was told and what it said", async () => {
    const { cognito, UserPoolId, calls, signIn } = await givenRecorded({ PreAuthentication: passOn });
    await signIn();
    const [record] = await cognito.listTriggerRecords();
    expect(record).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      userPoolId: UserPoolId,
      username: "alice",
      triggerSource: "PreAuthentication_Authentication",
      functionArn: "arn:aws:lambda:us-east-1:000000000000:function:PreAuthentication",
      request: calls[0]?.event,
      response: calls[0]?.event,
      durationMilliseconds: expect.any(Number),
      calledAt: "2026-01-01T00:00:00.000Z",
    });
    expect(record?.durationMilliseconds).toBeGreaterThanOrEqual(0);
  });

  test("in the order of the calls, of one request and of several", async () => {
    const { signIn, outcomes } = await givenRecorded({
      PreAuthentication: passOn,
      PostAuthentication: passOn,
      PreTokenGeneration: passOn,
    });
    await signIn();
    await signIn();
    const order = [
      ["PreAuthentication_Authentication", undefined],
      ["PostAuthentication_Authentication", undefined],
      ["TokenGeneration_Authentication", undefined],
    ];
    expect(await outcomes()).toEqual([...order, ...order]);
  });

  test("with what it threw, of a request that is refused", async () => {
    const { signIn, outcomes } = await givenRecorded({
      PreAuthentication: async () => Promise.reject(new Error("SPIKE_LOCKED")),
    });
    await expect(signIn()).rejects.toMatchObject({ name: "UserLambdaValidationException" });
    expect(await outcomes()).toEqual([["PreAuthentication_Authentication", "SPIKE_LOCKED"]]);
  });

  test("also where the request is refused for another reason", async () => {
    const { signIn, outcomes } = await givenRecorded({ PreAuthentication: passOn });
    await expect(signIn("wrong")).rejects.toMatchObject({ name: "NotAuthorizedException" });
    expect(await outcomes()).toEqual([["PreAuthentication_Authentication", undefined]]);
  });

  test.each<[string, unknown, string]>([
    ["no event", { statusCode: 200 }, "Unrecognizable lambda output"],
    ["nothing", undefined, "Invalid lambda function output : Invalid JSON"],
  ])("with what was amiss where it returned %s", async (_, returned, error) => {
    const { cognito, signIn } = await givenRecorded({ PreAuthentication: passOn, PostAuthentication: () => returned });
    await expect(signIn()).rejects.toMatchObject({ name: "InvalidLambdaResponseException" });
    const records = await cognito.listTriggerRecords();
    expect(records.map((record) => [record.error, record.response])).toEqual([
      [undefined, expect.objectContaining({ triggerSource: "PreAuthentication_Authentication" })],
      [error, returned],
    ]);
  });

  test.each([
    [{ kind: "unreachable", reason: "ResourceNotFoundException" } as const, "ResourceNotFoundException"],
    [{ kind: "timedOut" } as const, "No answer in time."],
  ])("with the reason where it could not be run: %j", async (outcome, error) => {
    const { signIn, outcomes } = await givenRecorded(
      { PreAuthentication: passOn },
      { options: { triggers: async () => outcome } },
    );
    await expect(signIn()).rejects.toMatchObject({ name: "UnexpectedLambdaException" });
    expect(await outcomes()).toEqual([["PreAuthentication_Authentication", error]]);
  });

  test("as text where it returned no JSON, and of that not more than 64 Ki characters", async () => {
    const payload = "x".repeat(70_000);
    const options = { triggers: async () => ({ kind: "returned", payload }) as const };
    const { cognito, signIn } = await givenRecorded({ PreAuthentication: passOn }, { options });
    await expect(signIn()).rejects.toMatchObject({ name: "InvalidLambdaResponseException" });
    const [record] = await cognito.listTriggerRecords();
    expect(record?.response).toBe(`${"x".repeat(65_536)}…`);
  });

  test("without the password that user migration is told", async () => {
    const { cognito, ClientId } = await givenRecorded(
      { UserMigration: respond({ userAttributes: {}, finalUserStatus: "CONFIRMED" }) },
      { user: false },
    );
    await cognito.givenTokens({ ClientId, Username: "bob" });
    const records = await cognito.listTriggerRecords();
    expect(records).toMatchObject([
      { request: { request: { password: "***" } }, response: { request: { password: "***" } } },
    ]);
    expect(JSON.stringify(records)).not.toContain(TEST_PASSWORD);
  });

  test.each<[string, TriggerFunction]>([
    ["the request alone", (event) => event.request],
    ["a list", (event) => [event]],
  ])("without it, too, where the function gives back %s", async (_, UserMigration) => {
    const { cognito, ClientId } = await givenRecorded({ UserMigration }, { user: false });
    const signIn = cognito.givenTokens({ ClientId, Username: "bob" });
    await expect(signIn).rejects.toMatchObject({ name: "InvalidLambdaResponseException" });
    const records = JSON.stringify(await cognito.listTriggerRecords());
    expect(records).toContain('"response":');
    expect(records).not.toContain(TEST_PASSWORD);
  });

  test("without it, too, where the function gives it back in too much to keep", async () => {
    const { cognito, ClientId } = await givenRecorded(
      { UserMigration: (event) => ({ ...event, padding: "x".repeat(70_000) }) },
      { user: false },
    );
    const signIn = cognito.givenTokens({ ClientId, Username: "bob" });
    await expect(signIn).rejects.toMatchObject({ name: "UserNotFoundException" });
    const [record] = await cognito.listTriggerRecords();
    expect(record?.response).toMatch(/^\{"version":"1",.*"password":"\*\*\*".*x…$/);
    expect(record?.response).toHaveLength(65_537);
    expect(JSON.stringify(record)).not.toContain(TEST_PASSWORD);
  });
});

describe("A call of inbound federation is kept", () => {
  test("without the provider's tokens", async () => {
    const { cognito, signIn } = await givenFederation({ functions: { InboundFederation: passOn } });
    await signIn({ sub: "1234", email: "ann@example.com" });
    const [record] = await cognito.listTriggerRecords();
    const attributes = {
      tokenResponse: { access_token: "***", id_token: "***", token_type: "Bearer", expires_in: "3600" },
      idToken: { sub: "1234", email: "ann@example.com" },
    };
    expect(record?.request.request).toMatchObject({ attributes });
    expect(record?.response).toMatchObject({ request: { attributes } });
  });
});

describe("The calls that are kept", () => {
  test("are those of other replicas, too", async () => {
    const { cognito, signIn } = await givenRecorded({ PreAuthentication: passOn });
    await signIn();
    const replica = await startCognito({ store: cognito.store });
    expect(await replica.listTriggerRecords()).toEqual(await cognito.listTriggerRecords());
  });

  test("are the latest", async () => {
    const { cognito, signIn } = await givenRecorded({ PreAuthentication: passOn });
    for (let call = 0; call < MAX_TRIGGER_RECORDS + 250; call++) {
      cognito.clock.advance({ milliseconds: 1 });
      await expect(signIn("wrong")).rejects.toThrow();
    }
    const records = await cognito.listTriggerRecords();
    expect(records.length).toBeGreaterThanOrEqual(MAX_TRIGGER_RECORDS);
    expect(records.length).toBeLessThan(MAX_TRIGGER_RECORDS + 100);
    expect(records.at(-1)?.calledAt).toBe(new Date(cognito.clock.now()).toISOString());
  });

  test("are forgotten by a reset", async () => {
    const { cognito, signIn } = await givenRecorded({ PreAuthentication: passOn });
    await signIn();
    await cognito.reset();
    expect(await cognito.listTriggerRecords()).toEqual([]);
  });

  test("go with an export and a snapshot, as messages do", async () => {
    const { cognito, signIn } = await givenRecorded({ PreAuthentication: passOn });
    await signIn();
    const records = await cognito.listTriggerRecords();
    await cognito.snapshots.save("one");
    const lines: string[] = [];
    for await (const line of cognito.export()) lines.push(line);
    await cognito.reset();
    await cognito.snapshots.restore("one");
    expect(await cognito.listTriggerRecords()).toEqual(records);
    const other = await startCognito();
    await other.import(lines);
    expect(await other.listTriggerRecords()).toEqual(records);
  });

  test("are none where no function is called", async () => {
    const cognito = await startCognito();
    const { ClientId, UserPoolId } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await cognito.givenTokens({ ClientId, Username: "alice" });
    expect(await cognito.listTriggerRecords()).toEqual([]);
  });
});
