import { describe, expect, test } from "vitest";
import { givenTrackingPool, type SessionTokens } from "../../testing/given-sessions.ts";
import type { TestCognito } from "../../testing/start-cognito.ts";
import { startReplicas } from "../../testing/start-replicas.ts";
import { tokenSessions } from "../tokens/token-sessions.collection.ts";
import { users } from "../users/users.collection.ts";

/** Which of these sign-ins are still good. */
async function living(cognito: TestCognito, signIns: readonly SessionTokens[]): Promise<boolean[]> {
  const answers = await Promise.allSettled(signIns.map(({ AccessToken }) => cognito.send("GetUser", { AccessToken })));
  return answers.map(({ status }) => status === "fulfilled");
}

describe("The limit of sessions", () => {
  test("ends the session that was not used for longest, with the next sign-in", async () => {
    const { cognito, ClientId, signIn, sessions } = await givenTrackingPool({ maxPerUser: 2 });
    const [first, second] = [await signIn(), await signIn()];
    cognito.clock.advance({ minutes: 1 });
    await cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken: first.RefreshToken });
    const third = await signIn();
    expect(await living(cognito, [first, second, third])).toEqual([true, false, true]);
    expect(await sessions()).toHaveLength(2);
    await expect(
      cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken: second.RefreshToken }),
    ).rejects.toBeCognitoError("NotAuthorizedException", "Refresh Token has been revoked");
  });

  test("ends the oldest of sessions that began in the same millisecond", async () => {
    const { cognito, signIn } = await givenTrackingPool({ maxPerUser: 3 });
    const signIns: SessionTokens[] = [];
    for (let time = 0; time < 6; time++) signIns.push(await signIn());
    expect(await living(cognito, signIns)).toEqual([false, false, false, true, true, true]);
  });

  test("counts over all clients, but neither other users nor sessions that have ended", async () => {
    const { cognito, UserPoolId, signIn } = await givenTrackingPool({ maxPerUser: 2 });
    const other = await cognito.givenUserPoolClient({ UserPoolId });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const bob = await signIn({ Username: "bob" });
    const first = await signIn();
    cognito.clock.advance({ seconds: 1 });
    const second = await signIn({ ClientId: other.ClientId });
    await cognito.send("RevokeToken", { ClientId: other.ClientId, Token: second.RefreshToken });
    cognito.clock.advance({ seconds: 1 });
    const third = await signIn({ ClientId: other.ClientId });
    expect(await living(cognito, [bob, first, third])).toEqual([true, true, true]);
    await signIn();
    expect(await living(cognito, [bob, first, third])).toEqual([true, false, true]);
  });

  test("when it is lowered, ends nothing until the user signs in again", async () => {
    const { cognito, signIn, track, sessions } = await givenTrackingPool({ maxPerUser: 3 });
    const before: SessionTokens[] = [];
    for (let time = 0; time < 3; time++) {
      before.push(await signIn());
      cognito.clock.advance({ seconds: 1 });
    }
    await track(1);
    expect(await living(cognito, before)).toEqual([true, true, true]);
    expect(await sessions()).toHaveLength(3);
    const last = await signIn();
    expect(await living(cognito, [...before, last])).toEqual([false, false, false, true]);
  });

  test("is none while the pool does not track sessions", async () => {
    const { cognito, signIn, track } = await givenTrackingPool();
    await track(1, "DISABLED");
    expect(await living(cognito, [await signIn(), await signIn()])).toEqual([true, true]);
  });

  test("holds for sign-ins at the same time, of different replicas", async () => {
    const several = await startReplicas();
    const [here, ...others] = several.replicas;
    const { ClientId, sessions } = await givenTrackingPool({ on: here, maxPerUser: 3 });
    const tokens = await Promise.all(
      Array.from({ length: 9 }, (_, number) =>
        ([here, ...others][number % 3] ?? here).givenTokens({ ClientId, Username: "alice" }),
      ),
    );
    expect(await sessions()).toHaveLength(3);
    expect((await living(here, tokens)).filter(Boolean)).toHaveLength(3);
  });

  test("does not make sign-ins read more and more where sessions are short and many", async () => {
    const { cognito, UserPoolId, signIn, sessions } = await givenTrackingPool({
      client: { RefreshTokenValidity: 60, TokenValidityUnits: { RefreshToken: "minutes" }, AccessTokenValidity: 1 },
    });
    for (let time = 0; time < 5; time++) {
      await signIn();
      cognito.clock.advance({ hours: 1 });
    }
    expect(await sessions()).toEqual([]);
    const alice = await cognito.store.getUnique(users, "bySignInName", [UserPoolId, "alice"]);
    expect(await cognito.store.count(tokenSessions, "trackedOfUser", [UserPoolId, alice?.sub ?? ""])).toBe(1);
  });
});
