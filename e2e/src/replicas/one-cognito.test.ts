import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminUserGlobalSignOutCommand,
  DescribeUserPoolCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ListUserPoolsCommand,
  ListUsersCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { givenDatabase } from "@cogmock/postgres-server/vitest";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { clientOf, present } from "../running/aws-client.ts";
import { startRoundRobinProxy } from "../running/round-robin-proxy.ts";
import { startReplicas } from "../running/running-server.ts";
import { PASSWORD, signIn, startThreeReplicas, type ThreeReplicas } from "./three-replicas.ts";

let replicas: ThreeReplicas;

beforeAll(async () => {
  replicas = await startThreeReplicas();
});
afterAll(async () => {
  await replicas.stop();
});

async function send(method: "POST" | "PUT", url: string | undefined, path: string, body?: string): Promise<void> {
  const { status } = await fetch(`${url}/_cogmock/${path}`, { method, ...(body !== undefined && { body }) });
  expect(status).toBeLessThan(300);
}

describe("Three servers on one PostgreSQL are one Cognito", () => {
  test("a challenge that one sets is answered at another, and its session is used up on all", async () => {
    const { one, two, three, givenPool } = replicas;
    const { UserPoolId, ClientId } = await givenPool({ ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] });
    await one.send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username: "bob",
        TemporaryPassword: PASSWORD,
        MessageAction: "SUPPRESS",
      }),
    );
    const { Session } = await two.send(
      new AdminInitiateAuthCommand({
        UserPoolId,
        ClientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "bob", PASSWORD },
      }),
    );
    const answer = new AdminRespondToAuthChallengeCommand({
      UserPoolId,
      ClientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session: present(Session),
      ChallengeResponses: { USERNAME: "bob", NEW_PASSWORD: "Better-Horse-10!" },
    });
    expect(await three.send(answer)).toHaveProperty("AuthenticationResult.AccessToken");
    await expect(one.send(answer)).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "Invalid session for the user, session can only be used once.",
    });
  });

  test("a token that one revokes is refused by the others at the very next request", async () => {
    const { one, two, three, givenPool, givenUser } = replicas;
    const { UserPoolId, ClientId } = await givenPool();
    await givenUser(UserPoolId, "ann");
    for (let times = 0; times < 10; times++) {
      const { accessToken, refreshToken } = await signIn(one, ClientId, "ann");
      // All have seen the token, and may remember that it was good.
      for (const aws of [one, two, three]) await aws.send(new GetUserCommand({ AccessToken: accessToken }));
      if (times % 2 === 0) await two.send(new RevokeTokenCommand({ ClientId, Token: refreshToken }));
      else await two.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username: "ann" }));
      for (const aws of [three, one]) {
        await expect(aws.send(new GetUserCommand({ AccessToken: accessToken }))).rejects.toMatchObject({
          name: "NotAuthorizedException",
          message: "Access Token has been revoked",
        });
        const refresh = { AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: { REFRESH_TOKEN: refreshToken } } as const;
        await expect(aws.send(new InitiateAuthCommand({ ClientId, ...refresh }))).rejects.toMatchObject({
          name: "NotAuthorizedException",
          message: "Refresh Token has been revoked",
        });
      }
    }
  });

  test("keys of a new pool are the same on all, whoever is asked first", async () => {
    const { UserPoolId } = await replicas.givenPool();
    const keys = await Promise.all(
      [...replicas.urls, ...replicas.urls].map(async (url) =>
        (await fetch(`${url}/${UserPoolId}/.well-known/jwks.json`)).text(),
      ),
    );
    expect(new Set(keys).size).toBe(1);
    expect(JSON.parse(keys[0] ?? "")).toHaveProperty("keys.length", 2);
  });

  test("what one resets is gone for all", async () => {
    const { one, two, three, urls, givenPool, givenUser } = replicas;
    const { UserPoolId, ClientId } = await givenPool();
    await givenUser(UserPoolId, "ann");
    const { accessToken } = await signIn(three, ClientId, "ann");
    await send("POST", urls[0], "reset");
    for (const aws of [two, three, one]) {
      expect((await aws.send(new ListUserPoolsCommand({ MaxResults: 10 }))).UserPools).toEqual([]);
      await expect(aws.send(new DescribeUserPoolCommand({ UserPoolId }))).rejects.toMatchObject({
        name: "ResourceNotFoundException",
      });
      await expect(aws.send(new GetUserCommand({ AccessToken: accessToken }))).rejects.toMatchObject({
        $metadata: { httpStatusCode: 400 },
      });
    }
    const again = await givenPool();
    await givenUser(again.UserPoolId, "ann");
    for (const aws of [one, two, three]) await signIn(aws, again.ClientId, "ann");
  });

  test("a snapshot that one saves is restored by another, for all", async () => {
    const { one, two, three, urls, givenPool, givenUser } = replicas;
    const { UserPoolId, ClientId } = await givenPool();
    await givenUser(UserPoolId, "ann");
    await send("PUT", urls[0], "snapshots/ann-alone");
    await givenUser(UserPoolId, "bob");
    const { accessToken } = await signIn(three, ClientId, "bob");
    await one.send(new AdminDeleteUserCommand({ UserPoolId, Username: "ann" }));
    await send("POST", urls[1], "snapshots/ann-alone/restore");
    for (const aws of [three, one, two]) {
      const { Users } = await aws.send(new ListUsersCommand({ UserPoolId }));
      expect(Users).toMatchObject([{ Username: "ann" }]);
      await expect(aws.send(new GetUserCommand({ AccessToken: accessToken }))).rejects.toMatchObject({
        $metadata: { httpStatusCode: 400 },
      });
      await signIn(aws, ClientId, "ann");
    }
  });

  test("the clock that one is told to advance is all of theirs", async () => {
    const { one, two, three, urls, givenPool, givenUser } = replicas;
    const { UserPoolId, ClientId } = await givenPool();
    await givenUser(UserPoolId, "ann");
    const { accessToken } = await signIn(one, ClientId, "ann");
    await send("POST", urls[0], "clock", '{"advance":"1h"}');
    for (const aws of [two, three]) {
      const use = (): Promise<unknown> => aws.send(new GetUserCommand({ AccessToken: accessToken }));
      // The others follow within a second, on a machine that has nothing else to do.
      await vi.waitFor(() => expect(use()).rejects.toHaveProperty("message", "Access Token has expired"), 5_000);
    }
    const fresh = await signIn(two, ClientId, "ann");
    expect(await three.send(new GetUserCommand({ AccessToken: fresh.accessToken }))).toHaveProperty("Username", "ann");
    await send("POST", urls[2], "clock", '{"reset":true}');
  });

  test("a proxy deals one client's requests out to all in turn", async () => {
    const pair = await startReplicas(2, await givenDatabase());
    const proxy = await startRoundRobinProxy(pair.map(({ url }) => url));
    onTestFinished(async () => {
      await proxy.stop();
      await Promise.all(pair.map((replica) => replica.stop()));
    });
    const aws = clientOf(proxy.url);
    for (let times = 0; times < 6; times++) await aws.send(new ListUserPoolsCommand({ MaxResults: 10 }));
    await vi.waitFor(() => {
      for (const replica of pair) expect(replica.output().match(/ListUserPools/g)).toHaveLength(3);
    });
  });
});
