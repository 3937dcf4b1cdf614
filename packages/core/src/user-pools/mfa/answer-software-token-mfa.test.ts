import { describe, expect, test } from "vitest";
import { anotherCode, codeOfApp } from "../../testing/authenticator-app.ts";
import { givenMfaPool, OFFER } from "../../testing/given-mfa-pool.ts";
import { failures } from "../authentication/back-off.ts";

const WRONG_CODE = ["CodeMismatchException", "Invalid code received for user"] as const;
const USED_CODE = ["ExpiredCodeException", "Your software token has already been used once."] as const;
const INVALID_SESSION = ["NotAuthorizedException", "Invalid session for the user."] as const;

/** Alice has an app, and is asked for a code of it. The code of the present step is not used up. */
async function givenChallenge(settings: Parameters<typeof givenMfaPool>[0] = {}) {
  const pool = await givenMfaPool({ config: { MfaConfiguration: "ON", ...OFFER.app }, ...settings });
  const secret = await pool.registerApp();
  pool.cognito.clock.advance({ seconds: 30 });
  const challenge = await pool.signIn();
  const answer = (SOFTWARE_TOKEN_MFA_CODE: string, Session = challenge.Session) =>
    pool.answer("SOFTWARE_TOKEN_MFA", Session, { SOFTWARE_TOKEN_MFA_CODE });
  const code = (steps?: number) => codeOfApp(secret, pool.cognito.clock, steps);
  return { ...pool, secret, challenge, answer, code };
}

describe("SOFTWARE_TOKEN_MFA", () => {
  test("names the app by the name that it was given", async () => {
    const { cognito, AccessToken, challenge, code, signIn } = await givenChallenge();
    expect(challenge.ChallengeParameters).toEqual({ USER_ID_FOR_SRP: "alice" });
    await cognito.send("VerifySoftwareToken", { AccessToken, UserCode: code(), FriendlyDeviceName: "My phone" });
    expect(await signIn()).toEqual({
      ChallengeName: "SOFTWARE_TOKEN_MFA",
      Session: expect.stringMatching(/^AYABe/),
      ChallengeParameters: { FRIENDLY_DEVICE_NAME: "My phone", USER_ID_FOR_SRP: "alice" },
    });
  });

  test.each([0, 1])("hands out tokens for the code that is %i steps away", async (steps) => {
    const { cognito, answer, code } = await givenChallenge();
    const { AuthenticationResult, ...rest } = await answer(code(steps));
    expect(rest).toEqual({ ChallengeParameters: {} });
    const AccessToken = AuthenticationResult?.AccessToken ?? "";
    expect(await cognito.send("GetUser", { AccessToken })).toHaveProperty("Username", "alice");
  });

  test("takes the code of the step before, where none of that step was used", async () => {
    const { cognito, answer, code } = await givenChallenge();
    cognito.clock.advance({ seconds: 60 });
    expect(await answer(code(-1))).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("refuses codes of other steps and other apps, and leaves the session good", async () => {
    const { cognito, answer, code } = await givenChallenge();
    cognito.clock.advance({ seconds: 90 });
    for (const wrong of [code(-2), code(2), anotherCode(code()), "12345"]) {
      await expect(answer(wrong)).rejects.toBeCognitoError(...WRONG_CODE);
    }
    expect(await answer(code())).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("refuses the code by which the app was verified", async () => {
    const { answer, code } = await givenChallenge();
    await expect(answer(code(-1))).rejects.toBeCognitoError(...USED_CODE);
  });

  test("refuses a code in a second sign-in, and takes the next one", async () => {
    const { cognito, answer, code, signIn } = await givenChallenge();
    const { Session } = await signIn();
    await answer(code());
    await expect(answer(code(), Session)).rejects.toBeCognitoError(...USED_CODE);
    cognito.clock.advance({ seconds: 30 });
    expect(await answer(code(), Session)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("takes a code once also in several sign-ins at the same time", async () => {
    const { answer, code, signIn } = await givenChallenge();
    const sessions = await Promise.all(Array.from({ length: 5 }, () => signIn()));
    const results = await Promise.allSettled(sessions.map(({ Session }) => answer(code(), Session)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toHaveProperty("name", "ExpiredCodeException");
    }
  });

  test.each([{}, { SOFTWARE_TOKEN_MFA_CODE: "" }])(
    "asks for the code in an answer without one: %o",
    async (responses) => {
      const { challenge, answer: _, ...pool } = await givenChallenge();
      await expect(
        pool.cognito.send("RespondToAuthChallenge", {
          ClientId: pool.ClientId,
          ChallengeName: "SOFTWARE_TOKEN_MFA",
          Session: challenge.Session,
          ChallengeResponses: { USERNAME: "alice", ...responses },
        }),
      ).rejects.toBeCognitoError("InvalidParameterException", "Missing required parameter SOFTWARE_TOKEN_MFA_CODE");
    },
  );

  test("refuses the session a second time", async () => {
    const { cognito, answer, code } = await givenChallenge();
    await answer(code());
    cognito.clock.advance({ seconds: 30 });
    await expect(answer(code())).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
  });

  test("refuses a code once the session has expired", async () => {
    const { cognito, answer, code } = await givenChallenge();
    cognito.clock.advance({ minutes: 3 });
    await expect(answer(code())).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session is expired.",
    );
  });

  test("refuses a code to another user and to another client, and uses nothing up", async () => {
    const { cognito, UserPoolId, ClientId, challenge, answer, code } = await givenChallenge();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const other = await cognito.givenUserPoolClient({ UserPoolId });
    const request = (USERNAME: string, client: string) =>
      cognito.send("RespondToAuthChallenge", {
        ClientId: client,
        ChallengeName: "SOFTWARE_TOKEN_MFA",
        Session: challenge.Session,
        ChallengeResponses: { USERNAME, SOFTWARE_TOKEN_MFA_CODE: code() },
      });
    await expect(request("bob", ClientId)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session provided for the user.",
    );
    await expect(request("alice", other.ClientId)).rejects.toBeCognitoError(...INVALID_SESSION);
    expect(await answer(code())).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("refuses a code of an app that was taken away in the meantime", async () => {
    const { cognito, UserPoolId, answer, code } = await givenChallenge();
    await cognito.send("AdminDeleteSoftwareToken", { UserPoolId, Username: "alice" });
    await expect(answer(code())).rejects.toBeCognitoError(
      "SoftwareTokenMFANotFoundException",
      "Software Token MFA is not enabled for the user",
    );
  });

  test("counts wrong codes as those that are sent, and forgets them with the right one or the user", async () => {
    const { cognito, UserPoolId, signIn, answer, code } = await givenChallenge();
    const failTimes = async (times: number) => {
      for (let time = 0; time < times; time++) {
        await expect(answer(anotherCode(code()))).rejects.toBeCognitoError(...WRONG_CODE);
      }
    };
    const key = [
      UserPoolId,
      (await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" })).UserAttributes?.[0]?.Value ?? "",
    ];
    await failTimes(5);
    await expect(answer(anotherCode(code()))).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Password attempts exceeded",
    );
    await answer(code());
    expect(await cognito.store.get(failures, key)).toBeUndefined();
    const { Session } = await signIn();
    await expect(answer("000000", Session)).rejects.toBeCognitoError(...WRONG_CODE);
    expect(await cognito.store.get(failures, key)).toHaveProperty("count", 1);
    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
    expect(await cognito.store.get(failures, key)).toBeUndefined();
  });
});
