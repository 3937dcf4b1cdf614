import { formatSrpTimestamp } from "@cogmock/crypto";
import { describe, expect, test } from "vitest";
import { createMovableClock, type MovableClock } from "../ports/movable-clock.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import { codeOfApp } from "../testing/authenticator-app.ts";
import { OFFER } from "../testing/given-mfa-pool.ts";
import { beginSrp } from "../testing/srp-client.ts";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../testing/start-cognito.ts";
import { createTestClock, type TestClock } from "../testing/test-clock.ts";
import { poolRemovals } from "../user-pools/pools/pool-removals.collection.ts";

const HOUR = 3_600_000;

interface Given {
  readonly cognito: TestCognito;
  readonly real: TestClock;
  readonly clock: MovableClock;
  readonly UserPoolId: string;
  readonly ClientId: string;
}

/** A Cognito whose clock can be moved, with a confirmed user alice. */
async function givenAlice(): Promise<Given> {
  const real = createTestClock("2026-01-01T00:00:00Z");
  const clock = createMovableClock(real);
  const cognito = await startCognito({ clock, store: createMemoryStore({ clock }) });
  const pool = await cognito.givenUserPoolClient({
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  });
  await cognito.givenConfirmedUser({ UserPoolId: pool.UserPoolId, Username: "alice" });
  return { cognito, real, clock, UserPoolId: pool.UserPoolId, ClientId: pool.ClientId };
}

/** The same with an authenticator app, of which no code but the present one was used. */
async function givenApp() {
  const given = await givenAlice();
  const { cognito, real, UserPoolId, ClientId } = given;
  const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
  await cognito.send("SetUserPoolMfaConfig", { UserPoolId, MfaConfiguration: "ON", ...OFFER.app });
  const { SecretCode: secret = "" } = await cognito.send("AssociateSoftwareToken", { AccessToken });
  await cognito.send("VerifySoftwareToken", { AccessToken, UserCode: codeOfApp(secret, real) });
  real.advance({ seconds: 30 });
  const signIn = async (SOFTWARE_TOKEN_MFA_CODE: string) => {
    const { Session } = await cognito.send("InitiateAuth", {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD },
    });
    return cognito.send("RespondToAuthChallenge", {
      ClientId,
      ChallengeName: "SOFTWARE_TOKEN_MFA",
      Session,
      ChallengeResponses: { USERNAME: "alice", SOFTWARE_TOKEN_MFA_CODE },
    });
  };
  return { ...given, secret, signIn };
}

const TOKENS = "AuthenticationResult.AccessToken";

describe("the code of an authenticator app", () => {
  test("is good by real time and by the moved clock, and by no other", async () => {
    const { cognito, real, clock, secret, signIn } = await givenApp();
    await cognito.time.advance(HOUR);
    expect(await signIn(codeOfApp(secret, real))).toHaveProperty(TOKENS);
    expect(await signIn(codeOfApp(secret, clock))).toHaveProperty(TOKENS);
    const between = { now: () => real.now() + HOUR / 2 };
    await expect(signIn(codeOfApp(secret, between))).rejects.toBeCognitoError(
      "CodeMismatchException",
      "Invalid code received for user",
    );
  });

  test("is good once, by whichever", async () => {
    const { cognito, real, clock, secret, signIn } = await givenApp();
    await cognito.time.advance(HOUR);
    for (const its of [real, clock]) {
      const code = codeOfApp(secret, its);
      await signIn(code);
      await expect(signIn(code)).rejects.toBeCognitoError(
        "ExpiredCodeException",
        "Your software token has already been used once.",
      );
    }
  });

  test("is good when the clock has been turned back since the last code was used", async () => {
    const { cognito, clock, secret, signIn } = await givenApp();
    await cognito.time.advance(30 * 24 * HOUR);
    await signIn(codeOfApp(secret, clock));
    await cognito.time.reset();
    expect(await signIn(codeOfApp(secret, clock))).toHaveProperty(TOKENS);
  });
});

describe("the TIMESTAMP of SRP", () => {
  async function signIn({ cognito, ...pool }: Given, time: number) {
    const timestamp = formatSrpTimestamp(time);
    const { challenge, responses } = await beginSrp(cognito, { ...pool, Username: "alice", timestamp });
    return cognito.send("RespondToAuthChallenge", {
      ClientId: pool.ClientId,
      ChallengeName: "PASSWORD_VERIFIER",
      Session: challenge.Session,
      ChallengeResponses: responses,
    });
  }

  test("may be that of real time and that of the moved clock, and no other", async () => {
    const given = await givenAlice();
    const { cognito, real, clock } = given;
    await cognito.time.advance(HOUR);
    expect(await signIn(given, real.now())).toHaveProperty(TOKENS);
    expect(await signIn(given, clock.now())).toHaveProperty(TOKENS);
    await expect(signIn(given, real.now() + HOUR / 2)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
  });
});

describe("the minute in which something may still come to a deleted pool", () => {
  test("is one of real time", async () => {
    const { cognito, UserPoolId } = await givenAlice();
    await cognito.send("DeleteUserPool", { UserPoolId });
    await cognito.time.advance(HOUR);
    await cognito.send("DeleteUserPool", await cognito.givenUserPool());
    await cognito.close();
    expect(await cognito.store.count(poolRemovals, "byAge", [])).toBe(2);
  });
});
