import { describe, expect, test } from "vitest";
import { startReplicas, type TestReplicas } from "../testing/start-replicas.ts";

const REUSED = "RefreshTokenReuseException: Refresh Token has been reused";
const REVOKED = ["NotAuthorizedException", "Access Token has been revoked"] as const;

async function givenSignIn({ replicas: [first] }: TestReplicas, graceSeconds?: number) {
  const { UserPoolId, ClientId } = await first.givenUserPoolClient(
    graceSeconds === undefined
      ? {}
      : {
          ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
          RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: graceSeconds },
        },
  );
  await first.givenConfirmedUser({ UserPoolId, Username: "alice" });
  const tokens = await first.givenTokens({ ClientId, Username: "alice" });
  return { UserPoolId, ClientId, ...tokens };
}

describe("A token that one replica has given out", () => {
  test("is good on the others, and refused by them once a third has revoked it", async () => {
    const all = await startReplicas();
    const [first, second, third] = all.replicas;
    const { ClientId, AccessToken, RefreshToken } = await givenSignIn(all);
    for (const replica of all.replicas) await replica.send("GetUser", { AccessToken });
    await third.send("RevokeToken", { ClientId, Token: RefreshToken });
    for (const replica of [first, second])
      await expect(replica.send("GetUser", { AccessToken })).rejects.toBeCognitoError(...REVOKED);
    await expect(
      second.send("InitiateAuth", {
        AuthFlow: "REFRESH_TOKEN_AUTH",
        ClientId,
        AuthParameters: { REFRESH_TOKEN: RefreshToken },
      }),
    ).rejects.toBeCognitoError("NotAuthorizedException", "Refresh Token has been revoked");
  });

  test.each(["GlobalSignOut", "AdminUserGlobalSignOut", "AdminDisableUser"] as const)(
    "is refused by the others after %s on one",
    async (operation) => {
      const all = await startReplicas();
      const [first, second, third] = all.replicas;
      const { UserPoolId, AccessToken } = await givenSignIn(all);
      await second.send("GetUser", { AccessToken });
      if (operation === "GlobalSignOut") await third.send(operation, { AccessToken });
      else await third.send(operation, { UserPoolId, Username: "alice" });
      for (const replica of [first, second])
        await expect(replica.send("GetUser", { AccessToken })).rejects.toBeCognitoError(...REVOKED);
    },
  );

  test("ends with its pool, and so do the pool's public keys, on every replica", async () => {
    const all = await startReplicas();
    const [first, second, third] = all.replicas;
    const { UserPoolId, AccessToken } = await givenSignIn(all);
    await second.send("GetUser", { AccessToken });
    expect(await second.jwks(UserPoolId)).toBeDefined();
    await third.send("DeleteUserPool", { UserPoolId });
    expect(await second.jwks(UserPoolId)).toBeUndefined();
    expect(await first.openIdConfiguration(UserPoolId, "http://localhost")).toBeUndefined();
    for (const replica of all.replicas)
      await expect(replica.send("GetUser", { AccessToken })).rejects.toBeCognitoError(
        "NotAuthorizedException",
        "Could not verify signature for Access Token",
      );
  });

  test("ends when a replica empties the server", async () => {
    const all = await startReplicas();
    const [, second, third] = all.replicas;
    const { UserPoolId, AccessToken } = await givenSignIn(all);
    await second.send("GetUser", { AccessToken });
    await third.reset();
    await expect(second.send("GetUser", { AccessToken })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Could not verify signature for Access Token",
    );
    await expect(second.send("DescribeUserPool", { UserPoolId })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      `User pool ${UserPoolId} does not exist.`,
    );
  });
});

describe("A refresh token that is used 200 times at once on three replicas", () => {
  test("renews tokens each time, without rotation", async () => {
    const all = await startReplicas();
    const { ClientId, RefreshToken } = await givenSignIn(all);
    expect(await all.atOnce(200, "GetTokensFromRefreshToken", () => ({ ClientId, RefreshToken }))).toEqual({
      done: 200,
    });
  });

  test("is rotated once and then refused, without a grace period", async () => {
    const all = await startReplicas();
    const { ClientId, RefreshToken } = await givenSignIn(all, 0);
    expect(await all.atOnce(200, "GetTokensFromRefreshToken", () => ({ ClientId, RefreshToken }))).toEqual({
      done: 1,
      [REUSED]: 199,
    });
  });

  test("is rotated each time within its grace period, into tokens that are all good, and refused after it", async () => {
    const all = await startReplicas();
    const { ClientId, RefreshToken } = await givenSignIn(all, 30);
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, call) =>
        (all.replicas[call % 3] ?? all.replicas[0]).send("GetTokensFromRefreshToken", { ClientId, RefreshToken }),
      ),
    );
    const renewed = answers.map(({ AuthenticationResult }) => AuthenticationResult?.RefreshToken ?? "");
    expect(new Set(renewed).size).toBe(200);
    all.clock.advance({ seconds: 30 });
    expect(await all.atOnce(3, "GetTokensFromRefreshToken", () => ({ ClientId, RefreshToken }))).toEqual({
      [REUSED]: 3,
    });
    const again = await all.atOnce(200, "GetTokensFromRefreshToken", (call) => ({
      ClientId,
      RefreshToken: renewed[call] ?? "",
    }));
    expect(again).toEqual({ done: 200 });
  });

  test("is good no more once a sign-out everywhere has been answered, whatever was under way", async () => {
    const all = await startReplicas();
    const { UserPoolId, ClientId, RefreshToken } = await givenSignIn(all, 60);
    const renewals = Array.from({ length: 30 }, async (_, call) =>
      (all.replicas[call % 3] ?? all.replicas[0])
        .send("GetTokensFromRefreshToken", { ClientId, RefreshToken })
        .then(({ AuthenticationResult }) => AuthenticationResult)
        .catch(() => undefined),
    );
    await all.replicas[1].send("AdminUserGlobalSignOut", { UserPoolId, Username: "alice" });
    for (const tokens of await Promise.all(renewals)) {
      if (tokens === undefined) continue;
      const { AccessToken = "" } = tokens;
      await expect(all.replicas[2].send("GetUser", { AccessToken })).rejects.toBeCognitoError(...REVOKED);
    }
  });
});
