import { describe, expect, test } from "vitest";
import { givenTrackingPool } from "../../testing/given-sessions.ts";
import { createTestClock } from "../../testing/test-clock.ts";

const SAFARI =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15";
const START = createTestClock("2026-01-01T00:00:00Z").now() / 1000;

describe("AdminListUserSessions", () => {
  test("describes each sign-in, the one used last first", async () => {
    const { cognito, ClientId, signIn, sessions } = await givenTrackingPool();
    await signIn({ caller: { userAgent: SAFARI, ipAddress: "192.0.2.7" } });
    cognito.clock.advance({ seconds: 1 });
    await signIn();
    const unknown = { LastLocation: { Country: "unknown" }, IsCurrentSession: false, SessionType: "TOKEN", ClientId };
    const SessionId = expect.stringMatching(/^tkn[a-z0-9]{25}$/);
    expect(await sessions()).toEqual([
      { ...unknown, SessionId, CreateDate: START + 1, LastActiveDate: START + 1, DeviceType: "unknown" },
      {
        ...unknown,
        SessionId,
        CreateDate: START,
        LastActiveDate: START,
        DeviceType: "Safari 17 / macOS 10.15",
        LastIPAddress: "192.0.2.7",
      },
    ]);
    expect(new Set((await sessions()).map((session) => session.SessionId)).size).toBe(2);
  });

  test("lists sessions of all clients of the pool, and of nobody else", async () => {
    const { cognito, UserPoolId, ClientId, signIn, sessions } = await givenTrackingPool();
    const other = await cognito.givenUserPoolClient({ UserPoolId });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await signIn();
    cognito.clock.advance({ seconds: 1 });
    await signIn({ ClientId: other.ClientId });
    await signIn({ Username: "bob" });
    expect((await sessions()).map((session) => session.ClientId)).toEqual([other.ClientId, ClientId]);
    expect(await sessions("bob")).toHaveLength(1);
  });

  test.each(["REFRESH_TOKEN_AUTH", "GetTokensFromRefreshToken", "rotation"] as const)(
    "notes the use of a session by %s",
    async (by) => {
      const client =
        by === "rotation"
          ? ({
              ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
              RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
            } as const)
          : {};
      const { cognito, ClientId, signIn, sessions } = await givenTrackingPool({ client });
      const { RefreshToken } = await signIn();
      cognito.clock.advance({ minutes: 1 });
      await signIn();
      const [, before] = await sessions();
      cognito.clock.advance({ minutes: 1 });
      const caller = { userAgent: "aws-sdk-js/3.980.0 os/linux#6.1", ipAddress: "192.0.2.9" };
      await (by === "REFRESH_TOKEN_AUTH"
        ? cognito.send(
            "InitiateAuth",
            { AuthFlow: by, ClientId, AuthParameters: { REFRESH_TOKEN: RefreshToken } },
            { caller },
          )
        : cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken }, { caller }));
      const [after, rest] = await sessions();
      expect(rest?.SessionId).not.toBe(before?.SessionId);
      expect(after).toEqual({
        ...before,
        LastActiveDate: START + 120,
        DeviceType: "aws-sdk-js 3 / Linux",
        LastIPAddress: "192.0.2.9",
      });
    },
  );

  test("lists active sessions only: not what was revoked, signed out, expired or left without its client", async () => {
    const { cognito, UserPoolId, ClientId, signIn, sessions } = await givenTrackingPool({
      client: { RefreshTokenValidity: 1, AccessTokenValidity: 1 },
    });
    const count = async () => (await sessions()).length;
    const { RefreshToken } = await signIn();
    const { AccessToken } = await signIn();
    await cognito.send("RevokeToken", { ClientId, Token: RefreshToken });
    expect(await count()).toBe(1);
    await cognito.send("GlobalSignOut", { AccessToken });
    expect(await count()).toBe(0);
    await signIn();
    cognito.clock.advance({ hours: 23, minutes: 59 });
    expect(await count()).toBe(1);
    cognito.clock.advance({ minutes: 1 });
    expect(await count()).toBe(0);
    await signIn();
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await cognito.send("AdminEnableUser", { UserPoolId, Username: "alice" });
    expect(await count()).toBe(0);
    await signIn();
    await cognito.send("DeleteUserPoolClient", { UserPoolId, ClientId });
    expect(await count()).toBe(0);
  });

  test("lists nothing while the pool does not track sessions, nor of the time in which it did not", async () => {
    const { signIn, sessions, track } = await givenTrackingPool();
    await signIn();
    await track(20, "DISABLED");
    expect(await sessions()).toEqual([]);
    await signIn();
    await track(20);
    expect(await sessions()).toHaveLength(1);
  });

  test("lists nothing of a user who was deleted and made again", async () => {
    const { cognito, UserPoolId, signIn, sessions } = await givenTrackingPool();
    await signIn();
    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    expect(await sessions()).toEqual([]);
  });

  test("refuses an unknown pool and an unknown user", async () => {
    const { cognito, UserPoolId } = await givenTrackingPool();
    await expect(
      cognito.send("AdminListUserSessions", { UserPoolId: "us-east-1_nowhere00", Username: "alice" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nowhere00 does not exist.");
    await expect(cognito.send("AdminListUserSessions", { UserPoolId, Username: "nobody" })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
  });

  test("refuses a token of another page, for there is only one", async () => {
    const { cognito, UserPoolId } = await givenTrackingPool();
    await expect(
      cognito.send("AdminListUserSessions", { UserPoolId, Username: "alice", NextToken: "garbage" }),
    ).rejects.toThrow(/^Paging marker garbage is invalid for request /);
  });
});

describe("ListUserSessions", () => {
  test("marks the session that asks", async () => {
    const { cognito, signIn, sessions } = await givenTrackingPool();
    const { AccessToken } = await signIn();
    cognito.clock.advance({ seconds: 1 });
    await signIn();
    const { Sessions = [] } = await cognito.send("ListUserSessions", { AccessToken });
    expect(Sessions.map((session) => session.IsCurrentSession)).toEqual([false, true]);
    expect(Sessions.map((session) => ({ ...session, IsCurrentSession: false }))).toEqual(await sessions());
  });

  test("refuses a token that is no good", async () => {
    const { cognito, signIn } = await givenTrackingPool();
    const { AccessToken } = await signIn();
    await expect(cognito.send("ListUserSessions", { AccessToken: "garbage" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid Access Token",
    );
    await cognito.send("GlobalSignOut", { AccessToken });
    await expect(cognito.send("ListUserSessions", { AccessToken })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
  });
});
