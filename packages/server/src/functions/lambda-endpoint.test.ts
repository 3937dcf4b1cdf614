import { setTimeout as elapse } from "node:timers/promises";
import type { Invocation } from "@cogmock/core";
import { verifySignature } from "@cogmock/protocol";
import { describe, expect, onTestFinished, test } from "vitest";
import { functionIn, type LambdaReply, startLambdaServer } from "../testing/lambda-server.ts";
import { arnOf } from "../testing/trigger-handlers.ts";
import { createLambdaEndpoint } from "./lambda-endpoint.ts";

const INVOCATION: Invocation = { functionArn: arnOf("hook"), payload: '{"version":"1","userName":"Zoë"}' };

/** An endpoint, and a server that always answers like this. */
async function givenEndpoint(
  reply: LambdaReply = { body: "{}" },
  credentials?: Parameters<typeof createLambdaEndpoint>[0],
) {
  const server = await startLambdaServer(async () => reply);
  const endpoint = createLambdaEndpoint(credentials, () => Date.now());
  onTestFinished(() => endpoint.close());
  const invoke = (invocation: Partial<Invocation> = {}, url = server.url, signal?: AbortSignal) =>
    endpoint.invoke(new URL(url), { ...INVOCATION, ...invocation }, signal);
  return { server, endpoint, invoke };
}

describe("An invocation", () => {
  test("is a POST of AWS's Lambda API that waits for the result", async () => {
    const { server, invoke } = await givenEndpoint({ body: '{"ok":"Zoë"}' });
    expect(await invoke()).toEqual({ kind: "returned", payload: '{"ok":"Zoë"}' });
    expect(server.requests).toMatchObject([
      {
        method: "POST",
        url: "/2015-03-31/functions/hook/invocations",
        headers: { "content-type": "application/json", "x-amz-invocation-type": "RequestResponse" },
        body: INVOCATION.payload,
      },
    ]);
  });

  test.each([
    ["a bare address", "", "/2015-03-31/functions/hook/invocations"],
    ["an address with a path before the API's", "/lambda/", "/lambda/2015-03-31/functions/hook/invocations"],
    [
      "the address of the one function of a runtime interface emulator",
      "/2015-03-31/functions/function/invocations",
      "/2015-03-31/functions/function/invocations",
    ],
  ])("goes to %s", async (_, path, url) => {
    const { server, invoke } = await givenEndpoint();
    await invoke({}, server.url + path);
    expect(server.requests.map((request) => request.url)).toEqual([url]);
  });

  test("names the alias that the ARN ends in", async () => {
    const { server, invoke } = await givenEndpoint();
    await invoke({ functionArn: `${arnOf("hook")}:live` });
    expect(server.requests[0]?.url).toBe("/2015-03-31/functions/hook/invocations?Qualifier=live");
  });

  test("for whose result nobody waits says so", async () => {
    const { server, invoke } = await givenEndpoint({ status: 202 });
    expect(await invoke({ isAsynchronous: true })).toEqual({ kind: "returned", payload: undefined });
    expect(server.requests[0]?.headers["x-amz-invocation-type"]).toBe("Event");
  });

  test.each([
    ["the account of the function, where nobody says", undefined, "123456789012", "test"],
    ["whoever is said to", { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "s3cret" }, "AKIDEXAMPLE", "s3cret"],
  ])("is signed, for the region of the function, by %s", async (_, credentials, accessKeyId, secret) => {
    const { server, invoke } = await givenEndpoint({ body: "{}" }, credentials);
    await invoke({ functionArn: "arn:aws:lambda:eu-west-1:123456789012:function:hook:live" });
    const [request] = server.requests;
    const [path = "", query = ""] = request?.url.split("?") ?? [];
    const scope = await verifySignature(
      { method: "POST", path, query, headers: request?.headers ?? {}, body: Buffer.from(request?.body ?? "") },
      { service: "lambda", now: Date.now(), findSecret: (id) => (id === accessKeyId ? secret : undefined) },
    );
    expect(scope).toMatchObject({ accessKeyId, region: "eu-west-1", service: "lambda" });
  });

  test("uses a connection again", async () => {
    const { server, invoke } = await givenEndpoint();
    for (let call = 0; call < 3; call++) await invoke();
    expect(new Set(server.requests.map(({ connection }) => connection)).size).toBe(1);
  });

  test("takes another connection where the one that it had has just been given up", async () => {
    let calls = 0;
    const server = await startLambdaServer(async (_, { request }) => {
      calls += 1;
      if (calls === 2) request.socket.resetAndDestroy();
      return { body: "{}" };
    });
    const endpoint = createLambdaEndpoint(undefined, () => Date.now());
    onTestFinished(() => endpoint.close());
    await endpoint.invoke(new URL(server.url), INVOCATION);
    expect(await endpoint.invoke(new URL(server.url), INVOCATION)).toEqual({ kind: "returned", payload: "{}" });
    expect(calls).toBe(3);
  });
});

describe("An answer", () => {
  const report = { errorType: "Error", errorMessage: "SPIKE_LOCKED", trace: [] };

  test.each<[string, LambdaReply, unknown]>([
    ["with a result", { body: '"ok"' }, { kind: "returned", payload: '"ok"' }],
    ["without one", { body: "null" }, { kind: "returned", payload: "null" }],
    ["with nothing", { body: "" }, { kind: "returned", payload: undefined }],
    ["that is no JSON", { body: "<html>" }, { kind: "returned", payload: "<html>" }],
    [
      "of a function that failed",
      { headers: { "x-amz-function-error": "Unhandled" }, body: JSON.stringify(report) },
      { kind: "threw", errorMessage: "SPIKE_LOCKED" },
    ],
    [
      "of a function that failed, behind a runtime interface emulator, which does not say so in a header",
      { body: JSON.stringify(report) },
      { kind: "threw", errorMessage: "SPIKE_LOCKED" },
    ],
    [
      "of a function that failed without a report",
      { headers: { "x-amz-function-error": "Unhandled" }, body: "out of memory" },
      { kind: "threw", errorMessage: "out of memory" },
    ],
    [
      "of a function that does not exist",
      { status: 404, headers: { "x-amzn-errortype": "ResourceNotFoundException:http://internal.amazon.com/" } },
      { kind: "unreachable", reason: "ResourceNotFoundException" },
    ],
    ["of status 404", { status: 404 }, { kind: "unreachable", reason: "ResourceNotFoundException" }],
    ["of status 403", { status: 403 }, { kind: "unreachable", reason: "AccessDeniedException" }],
    ["of status 409", { status: 409 }, { kind: "unreachable", reason: "ResourceConflictException" }],
    ["of status 429", { status: 429 }, { kind: "unreachable", reason: "TooManyRequestsException" }],
    ["of status 500", { status: 500, body: "oops" }, { kind: "unreachable", reason: "ServiceException" }],
    [
      "of status 502 that names its error in the body",
      { status: 502, body: '{"__type":"com.amazonaws.lambda#InvalidRuntimeException"}' },
      { kind: "unreachable", reason: "InvalidRuntimeException" },
    ],
  ])("%s", async (_, reply, outcome) => {
    const { server, invoke } = await givenEndpoint(reply);
    expect(await invoke()).toEqual(outcome);
    expect(server.requests).toHaveLength(1);
  });
});

describe("Nobody's answer", () => {
  test("is the reason, where nobody listens", async () => {
    const { server, invoke } = await givenEndpoint();
    await server.close();
    const port = new URL(server.url).port;
    expect(await invoke()).toEqual({ kind: "unreachable", reason: `connect ECONNREFUSED 127.0.0.1:${port}` });
  });

  test("is the reason, where the connection breaks", async () => {
    const server = await startLambdaServer(async (_, { request }) => {
      request.socket.resetAndDestroy();
      return {};
    });
    const endpoint = createLambdaEndpoint(undefined, () => Date.now());
    expect(await endpoint.invoke(new URL(server.url), INVOCATION)).toMatchObject({ kind: "unreachable" });
    expect(server.requests).toHaveLength(1);
  });

  test("is too late, where nobody waits any longer; the request is given up", async () => {
    const wait = new AbortController();
    let isGivenUp: Promise<unknown> | undefined;
    const server = await startLambdaServer(async ({ url }, { response }) => {
      expect(functionIn({ url })).toBe("hook");
      isGivenUp = new Promise((resolve) => {
        response.on("close", resolve);
      });
      wait.abort();
      await isGivenUp;
      return {};
    });
    const endpoint = createLambdaEndpoint(undefined, () => Date.now());
    const outcome = endpoint.invoke(new URL(server.url), INVOCATION, wait.signal);
    expect(await Promise.race([outcome, elapse(30_000, "still waiting", { ref: false })])).toEqual({
      kind: "timedOut",
    });
    await isGivenUp;
  });
});
