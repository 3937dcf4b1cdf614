import { describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/start-test-server.ts";

type Answer = readonly [number, unknown];

/** A server with a pool, whose users are alice and bob. */
async function givenServer(): Promise<{ readonly server: TestServer; readonly userPoolId: string }> {
  const server = await startTestServer();
  const { userPools } = server.cognito;
  const { UserPool: { Id: userPoolId = "" } = {} } = await userPools.send("CreateUserPool", { PoolName: "people" });
  for (const Username of ["alice", "bob"])
    await userPools.send("AdminCreateUser", { UserPoolId: userPoolId, Username });
  return { server, userPoolId };
}

async function ask(
  { url }: TestServer,
  method: string,
  { query = "", body, headers = {} }: { query?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(`${url}/_cogmock/risks${query}`, {
    method,
    headers,
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return [response.status, text === "" ? undefined : JSON.parse(text)];
}

describe("/_cogmock/risks", () => {
  test("sets, lists and removes what sign-ins are rated at", async () => {
    const { server, userPoolId } = await givenServer();
    const whole = { userPoolId, riskLevel: "Low" };
    const alice = { userPoolId, username: "alice", riskLevel: "High", compromisedCredentials: true };
    const bob = { userPoolId, username: "bob" };
    expect(await ask(server, "GET")).toEqual([200, []]);
    expect(await ask(server, "PUT", { body: whole })).toEqual([201, whole]);
    expect(await ask(server, "PUT", { body: alice })).toEqual([201, alice]);
    expect(await ask(server, "PUT", { body: alice })).toEqual([200, alice]);
    expect(await ask(server, "PUT", { body: { ...bob, compromisedCredentials: false } })).toEqual([201, bob]);
    expect(await ask(server, "GET", { query: "?username=alice" })).toEqual([200, [alice]]);
    expect(await ask(server, "DELETE", { query: `?userPoolId=${userPoolId}&username=alice` })).toEqual([
      204,
      undefined,
    ]);
    expect((await ask(server, "GET", { query: `?userPoolId=${userPoolId}` }))[1]).toHaveLength(2);
    expect(await ask(server, "DELETE")).toEqual([204, undefined]);
    expect(await ask(server, "GET")).toEqual([200, []]);
  });

  test("decides on a sign-in of a pool that enforces threat protection", async () => {
    const { server, userPoolId } = await givenServer();
    const { userPools } = server.cognito;
    await userPools.send("UpdateUserPool", {
      UserPoolId: userPoolId,
      UserPoolTier: "PLUS",
      UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" },
    });
    const HighAction = { EventAction: "BLOCK", Notify: false } as const;
    const AccountTakeoverRiskConfiguration = { Actions: { HighAction } };
    await userPools.send("SetRiskConfiguration", { UserPoolId: userPoolId, AccountTakeoverRiskConfiguration });
    const { UserPoolClient: { ClientId } = {} } = await userPools.send("CreateUserPoolClient", {
      UserPoolId: userPoolId,
      ClientName: "app",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    });
    const Password = "Correct-Horse-9!";
    await userPools.send("AdminSetUserPassword", {
      UserPoolId: userPoolId,
      Username: "alice",
      Password,
      Permanent: true,
    });
    const signIn = async () => {
      const AuthParameters = { USERNAME: "alice", PASSWORD: Password };
      return server.call("InitiateAuth", { ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
    };
    await ask(server, "PUT", { body: { userPoolId, username: "alice", riskLevel: "High" } });
    const refused = await signIn();
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      __type: "NotAuthorizedException",
      message: "Unable to login because of security reasons.",
    });
    await ask(server, "DELETE");
    expect((await signIn()).status).toBe(200);
  });

  const EXPECTED =
    'A rating is JSON such as {"userPoolId":"us-east-1_Ab12Cd34E","username":"ann","riskLevel":"High","compromisedCredentials":true}';

  test.each<readonly [unknown, number, string]>([
    ["", 400, `${EXPECTED}.`],
    ["High", 400, `${EXPECTED}.`],
    ["[]", 400, `${EXPECTED}.`],
    ["null", 400, `${EXPECTED}.`],
    [{}, 400, `${EXPECTED}; without username it is the pool's.`],
    [{ userPoolId: "u", level: "High" }, 400, `${EXPECTED}; it has no "level".`],
    [{ userPoolId: "u", username: 1 }, 400, "username expects a name, got 1."],
    [{ userPoolId: "u", riskLevel: "high" }, 400, 'riskLevel expects Low, Medium or High, got "high".'],
    [{ userPoolId: "u", riskLevel: null }, 400, "riskLevel expects Low, Medium or High, got null."],
    [
      { userPoolId: "u", compromisedCredentials: "yes" },
      400,
      'compromisedCredentials expects true or false, got "yes".',
    ],
    [{ userPoolId: "us-east-1_nowhere" }, 404, 'There is no user pool "us-east-1_nowhere".'],
  ])("refuses %j", async (body, status, message) => {
    const { server } = await givenServer();
    expect(await ask(server, "PUT", { body })).toEqual([status, { message }]);
    expect(await server.cognito.risks.list()).toEqual([]);
  });

  test("knows no user who is not there, no other query, and no other method", async () => {
    const { server, userPoolId } = await givenServer();
    const body = { userPoolId, username: "nobody" };
    expect(await ask(server, "PUT", { body })).toEqual([404, { message: 'There is no user "nobody".' }]);
    const unknown = 'Unknown query parameter "user"; known are userPoolId, username.';
    for (const method of ["GET", "DELETE"]) {
      expect(await ask(server, method, { query: "?user=alice" })).toEqual([400, { message: unknown }]);
    }
    const expected = "/_cogmock/risks expects GET or PUT or DELETE.";
    expect(await ask(server, "POST")).toEqual([405, { message: expected }]);
  });

  test.each(["PUT", "DELETE"])("refuses %s to a page of another origin", async (method) => {
    const { server, userPoolId } = await givenServer();
    await server.cognito.risks.rate({ userPoolId });
    const rating = { body: { userPoolId, riskLevel: "High" } };
    const headers = { origin: "https://evil.example" };
    const [status] = await ask(server, method, { headers, ...(method === "PUT" && rating) });
    expect(status).toBe(403);
    expect(await server.cognito.risks.list()).toEqual([{ userPoolId }]);
  });
});
