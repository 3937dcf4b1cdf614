import { describe, expect, test } from "vitest";
import { givenTrackingPool, type SessionTokens, type TrackingPool } from "../../testing/given-sessions.ts";
import type { TestCognito } from "../../testing/start-cognito.ts";
import { startReplicas } from "../../testing/start-replicas.ts";

const UNKNOWN_SESSION = ["ResourceNotFoundException", "Session does not exist."] as const;

/** Two sign-ins of alice, the second one later, and the ids of their sessions. */
async function givenTwoSessions(pool: TrackingPool) {
  const first = await pool.signIn();
  pool.cognito.clock.advance({ seconds: 1 });
  const second = await pool.signIn();
  const [secondId = "", firstId = ""] = (await pool.sessions()).map(({ SessionId }) => SessionId);
  return { first, second, firstId, secondId };
}

/** Checks that neither token of a session is good for anything. */
async function expectDead(cognito: TestCognito, ClientId: string, { AccessToken, RefreshToken }: SessionTokens) {
  await expect(cognito.send("GetUser", { AccessToken })).rejects.toBeCognitoError(
    "NotAuthorizedException",
    "Access Token has been revoked",
  );
  const refusal = ["NotAuthorizedException", "Refresh Token has been revoked"] as const;
  await expect(
    cognito.send("InitiateAuth", {
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId,
      AuthParameters: { REFRESH_TOKEN: RefreshToken },
    }),
  ).rejects.toBeCognitoError(...refusal);
  await expect(cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken })).rejects.toBeCognitoError(
    ...refusal,
  );
}

describe("RevokeUserSession", () => {
  test.each([undefined, "NONE", "LINKED"] as const)("ends another session, and no more (%s)", async (associated) => {
    const pool = await givenTrackingPool();
    const { cognito, ClientId, sessions } = pool;
    const { first, second, firstId, secondId } = await givenTwoSessions(pool);
    expect(
      await cognito.send("RevokeUserSession", {
        AccessToken: second.AccessToken,
        SessionId: firstId,
        RevokeAssociatedSessions: associated,
      }),
    ).toEqual({});
    await expectDead(cognito, ClientId, first);
    await cognito.send("GetUser", { AccessToken: second.AccessToken });
    expect((await sessions()).map(({ SessionId }) => SessionId)).toEqual([secondId]);
  });

  test("refuses to end the session that asks", async () => {
    const pool = await givenTrackingPool();
    const { first, firstId } = await givenTwoSessions(pool);
    const { AccessToken } = first;
    await expect(pool.cognito.send("RevokeUserSession", { AccessToken, SessionId: firstId })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "The current session cannot be revoked.",
    );
    await pool.cognito.send("GetUser", { AccessToken });
  });

  test("refuses sessions that are unknown, ended or another user's, and changes nothing", async () => {
    const pool = await givenTrackingPool();
    const { cognito, UserPoolId, signIn, sessions } = pool;
    const { second, firstId } = await givenTwoSessions(pool);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const bob = await signIn({ Username: "bob" });
    const [ofBob] = await sessions("bob");
    const { AccessToken } = second;
    await cognito.send("RevokeUserSession", { AccessToken, SessionId: firstId });
    for (const SessionId of [firstId, ofBob?.SessionId ?? "", `tkn${"0".repeat(25)}`, `sso${"0".repeat(25)}`]) {
      await expect(cognito.send("RevokeUserSession", { AccessToken, SessionId })).rejects.toBeCognitoError(
        ...UNKNOWN_SESSION,
      );
    }
    await cognito.send("GetUser", { AccessToken: bob.AccessToken });
  });

  test("refuses a token that is no good", async () => {
    const pool = await givenTrackingPool();
    const { firstId } = await givenTwoSessions(pool);
    await expect(
      pool.cognito.send("RevokeUserSession", { AccessToken: "garbage", SessionId: firstId }),
    ).rejects.toBeCognitoError("NotAuthorizedException", "Invalid Access Token");
  });

  test("refuses what is no id of a session", async () => {
    const pool = await givenTrackingPool();
    const { AccessToken } = await pool.signIn();
    const SessionId = `abc${"0".repeat(25)}`;
    await expect(pool.cognito.send("RevokeUserSession", { AccessToken, SessionId })).rejects.toBeCognitoError(
      "InvalidParameterException",
      `1 validation error detected: Value '${SessionId}' at 'sessionId' failed to satisfy constraint: Member must satisfy regular expression pattern: (tkn|sso)[0-9a-z]+`,
    );
  });
});

describe("AdminRevokeUserSession", () => {
  test("ends any session of a user", async () => {
    const pool = await givenTrackingPool();
    const { cognito, UserPoolId, ClientId } = pool;
    const { first, second, secondId } = await givenTwoSessions(pool);
    expect(
      await cognito.send("AdminRevokeUserSession", { UserPoolId, Username: "alice", SessionId: secondId }),
    ).toEqual({});
    await expectDead(cognito, ClientId, second);
    await cognito.send("GetUser", { AccessToken: first.AccessToken });
  });

  test("ends it on every replica at once, whatever a token was turned into meanwhile", async () => {
    const { replicas, clock } = await startReplicas();
    const [here, there] = replicas;
    const pool = await givenTrackingPool({ on: here });
    const { UserPoolId, ClientId, signIn, sessions } = pool;
    const tokens = await signIn();
    clock.advance({ minutes: 1 });
    const { AuthenticationResult } = await there.send("InitiateAuth", {
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId,
      AuthParameters: { REFRESH_TOKEN: tokens.RefreshToken },
    });
    const [session] = await sessions();
    const revocation = { UserPoolId, Username: "alice", SessionId: session?.SessionId ?? "" };
    await here.send("AdminRevokeUserSession", revocation);
    await expectDead(there, ClientId, tokens);
    await expectDead(there, ClientId, { ...tokens, AccessToken: AuthenticationResult?.AccessToken ?? "" });
    await expect(there.send("AdminRevokeUserSession", revocation)).rejects.toBeCognitoError(...UNKNOWN_SESSION);
  });

  test("leaves nothing that works of a renewal that runs meanwhile", async () => {
    const pool = await givenTrackingPool({
      client: {
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
        RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 60 },
      },
    });
    const { cognito, UserPoolId, ClientId, signIn, sessions } = pool;
    const { RefreshToken, AccessToken } = await signIn();
    const [session] = await sessions();
    const [renewal] = await Promise.allSettled([
      cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken }),
      cognito.send("AdminRevokeUserSession", {
        UserPoolId,
        Username: "alice",
        SessionId: session?.SessionId ?? "",
      }),
    ]);
    const renewed = renewal.status === "fulfilled" ? renewal.value.AuthenticationResult?.AccessToken : undefined;
    for (const token of [AccessToken, renewed ?? AccessToken]) {
      await expect(cognito.send("GetUser", { AccessToken: token })).rejects.toThrow("Access Token has been revoked");
    }
  });

  test("asks for the pool, the user and a session of theirs", async () => {
    const pool = await givenTrackingPool();
    const { cognito, UserPoolId } = pool;
    const { first, firstId: SessionId } = await givenTwoSessions(pool);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const revoke = (Username: string, pool_ = UserPoolId) =>
      cognito.send("AdminRevokeUserSession", { UserPoolId: pool_, Username, SessionId });
    await expect(revoke("alice", "us-east-1_nowhere00")).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool us-east-1_nowhere00 does not exist.",
    );
    await expect(revoke("nobody")).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
    await expect(revoke("bob")).rejects.toBeCognitoError(...UNKNOWN_SESSION);
    await cognito.send("GetUser", { AccessToken: first.AccessToken });
  });

  test("finds no session while the pool does not track any", async () => {
    const pool = await givenTrackingPool();
    const { cognito, UserPoolId } = pool;
    const { first, firstId: SessionId } = await givenTwoSessions(pool);
    await pool.track(20, "DISABLED");
    await expect(
      cognito.send("AdminRevokeUserSession", { UserPoolId, Username: "alice", SessionId }),
    ).rejects.toBeCognitoError(...UNKNOWN_SESSION);
    await cognito.send("GetUser", { AccessToken: first.AccessToken });
  });
});
