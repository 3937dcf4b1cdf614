import { setTimeout as elapse } from "node:timers/promises";
import type { Message } from "@cogmock/core";
import { describe, expect, test } from "vitest";
import { readJson, startTestServer, type TestServer } from "../testing/start-test-server.ts";

async function givenUserPool(server: TestServer): Promise<string> {
  const { UserPool } = await server.cognito.userPools.send("CreateUserPool", { PoolName: "people" });
  return UserPool?.Id ?? "";
}

async function invite(server: TestServer, UserPoolId: string, Username: string): Promise<void> {
  const UserAttributes = [
    { Name: "email", Value: `${Username}@example.com` },
    { Name: "phone_number", Value: "+15555550100" },
  ];
  await server.cognito.userPools.send("AdminCreateUser", {
    UserPoolId,
    Username,
    UserAttributes,
    DesiredDeliveryMediums: ["EMAIL", "SMS"],
  });
}

async function ask(server: TestServer, query: string): Promise<readonly Message[]> {
  const response = await fetch(`${server.url}/_cogmock/messages?${query}`);
  expect(response.status).toBe(200);
  return readJson<Message[]>(response);
}

/** Resolves when a request waits: nothing but its answer tells that it does not. */
async function expectWaiting(answer: Promise<unknown>): Promise<void> {
  expect(await Promise.race([answer, elapse(200, "waits")])).toBe("waits");
}

describe("GET /_cogmock/messages?wait=", () => {
  test("answers as soon as there is a message that the query describes", async () => {
    const server = await startTestServer();
    const userPoolId = await givenUserPool(server);
    const answer = ask(server, "wait=30&username=bob&medium=SMS");
    await invite(server, userPoolId, "alice");
    await expectWaiting(answer);
    await invite(server, userPoolId, "bob");
    expect(await answer).toMatchObject([{ username: "bob", medium: "SMS" }]);
  });

  test("answers at once where there is one already", async () => {
    const server = await startTestServer();
    await invite(server, await givenUserPool(server), "bob");
    expect(await ask(server, "wait=30&to=bob@example.com")).toMatchObject([{ username: "bob", medium: "EMAIL" }]);
  });

  test("with after answers only what was sent since", async () => {
    const server = await startTestServer();
    const userPoolId = await givenUserPool(server);
    expect(await ask(server, "after=")).toEqual([]);
    await invite(server, userPoolId, "bob");
    const [sms, email] = await ask(server, "after=");
    expect(await ask(server, `after=${sms?.id}`)).toEqual([email]);
    const answer = ask(server, `wait=30&username=bob&after=${email?.id}`);
    await expectWaiting(answer);
    await server.cognito.userPools.send("AdminCreateUser", {
      UserPoolId: userPoolId,
      Username: "bob",
      MessageAction: "RESEND",
      DesiredDeliveryMediums: ["EMAIL"],
    });
    const again = await answer;
    expect(again).toMatchObject([{ username: "bob", medium: "EMAIL" }]);
    expect(again[0]?.id).not.toBe(email?.id);
  });

  test("sees that a reset came between, although there are as many messages as before", async () => {
    const server = await startTestServer();
    await invite(server, await givenUserPool(server), "alice");
    const answer = ask(server, "wait=30&username=bob");
    await expectWaiting(answer);
    await server.cognito.reset();
    await invite(server, await givenUserPool(server), "bob");
    expect(await answer).toHaveLength(2);
  });

  test("answers none when the time is over", async () => {
    const server = await startTestServer();
    expect(await ask(server, "wait=0")).toEqual([]);
    expect(await ask(server, "wait=0.1&username=nobody")).toEqual([]);
  });

  test("does not keep a server from stopping", async () => {
    const server = await startTestServer();
    const answer = ask(server, "wait=300");
    await expectWaiting(answer);
    await server.stop();
    expect(await answer).toEqual([]);
  });

  test.each([
    ["wait=soon", 'wait expects seconds from 0 to 300, got "soon".'],
    ["wait=-1", 'wait expects seconds from 0 to 300, got "-1".'],
    ["wait=301", 'wait expects seconds from 0 to 300, got "301".'],
    ["wait=", 'wait expects seconds from 0 to 300, got "".'],
    ["medium=email", 'medium expects EMAIL or SMS, got "email".'],
    ["username=ann&username=bob", "username is given twice."],
    ["after=gone", 'after expects the id of a message in the inbox. There is no message with the id "gone".'],
    ["wait=9&after=gone", 'after expects the id of a message in the inbox. There is no message with the id "gone".'],
  ])("refuses %s", async (query, message) => {
    const server = await startTestServer();
    const response = await fetch(`${server.url}/_cogmock/messages?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ message });
  });
});
