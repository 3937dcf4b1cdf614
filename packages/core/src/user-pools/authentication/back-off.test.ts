import { describe, expect, test } from "vitest";
import { givenMfaPool, OFFER } from "../../testing/given-mfa-pool.ts";

const WRONG = ["CodeMismatchException", "Invalid code or auth state for the user."] as const;
const LOCKED = ["NotAuthorizedException", "Password attempts exceeded"] as const;

async function givenChallenge() {
  const pool = await givenMfaPool({
    attributes: { phone_number: "+15551230100" },
    client: { AuthSessionValidity: 15 },
    config: { MfaConfiguration: "ON", ...OFFER.sms },
  });
  const { Session } = await pool.signIn();
  const answer = (SMS_MFA_CODE: string) => pool.answer("SMS_MFA", Session, { SMS_MFA_CODE });
  const failTimes = async (times: number) => {
    for (let time = 0; time < times; time++) await expect(answer("000000")).rejects.toBeCognitoError(...WRONG);
  };
  return { ...pool, answer, failTimes };
}

describe("Wrong codes", () => {
  test("are locked out for a second after five, then twice as long for each further one", async () => {
    const { cognito, answer, failTimes } = await givenChallenge();
    await failTimes(5);
    for (const seconds of [1, 2, 4, 8]) {
      cognito.clock.advance({ milliseconds: seconds * 1000 - 1 });
      await expect(answer("000000")).rejects.toBeCognitoError(...LOCKED);
      cognito.clock.advance({ milliseconds: 1 });
      await failTimes(1);
    }
  });

  test("do not keep the right one out", async () => {
    const { answer, failTimes } = await givenChallenge();
    await failTimes(5);
    await expect(answer("000000")).rejects.toBeCognitoError(...LOCKED);
    expect(await answer("123456")).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("are forgotten after the right one", async () => {
    const { answer, failTimes, signIn, answer: _, ...pool } = await givenChallenge();
    await failTimes(4);
    await answer("123456");
    const { Session } = await signIn();
    for (let time = 0; time < 5; time++) {
      await expect(
        pool.cognito.send("RespondToAuthChallenge", {
          ClientId: pool.ClientId,
          ChallengeName: "SMS_MFA",
          Session,
          ChallengeResponses: { USERNAME: "alice", SMS_MFA_CODE: "000000" },
        }),
      ).rejects.toBeCognitoError(...WRONG);
    }
  });

  test("are forgotten after a quarter of an hour without any", async () => {
    const { cognito, signIn, answer: _, failTimes, ClientId } = await givenChallenge();
    await failTimes(5);
    cognito.clock.advance({ minutes: 15 });
    const { Session } = await signIn();
    for (let time = 0; time < 5; time++) {
      await expect(
        cognito.send("RespondToAuthChallenge", {
          ClientId,
          ChallengeName: "SMS_MFA",
          Session,
          ChallengeResponses: { USERNAME: "alice", SMS_MFA_CODE: "000000" },
        }),
      ).rejects.toBeCognitoError(...WRONG);
    }
  });

  test("are each counted, also at the same time", async () => {
    const { answer } = await givenChallenge();
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => answer("000000")));
    const names = results.map((result) => (result.status === "rejected" ? String(result.reason.name) : "in"));
    expect(names.filter((name) => name === "CodeMismatchException")).toHaveLength(5);
    expect(names.filter((name) => name === "NotAuthorizedException")).toHaveLength(3);
  });
});
