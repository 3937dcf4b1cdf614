import type { CreateUserPoolClientRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import type { TriggerFunction } from "../../index.ts";
import { type Functions, givenTriggers, passOn, respond } from "../../testing/given-triggers.ts";

/** Too weak for the pool's policy: it comes from elsewhere. */
const OLD_PASSWORD = "secret";
const KNOWN = {
  userAttributes: { email: "bob@example.com", email_verified: "true" },
  finalUserStatus: "CONFIRMED",
  messageAction: "SUPPRESS",
};
const WRONG = ["NotAuthorizedException", "Incorrect username or password."] as const;
const PREFER_PASSWORD = { PREFERRED_CHALLENGE: "PASSWORD" };

/** A pool with this trigger that lets choose, of which bob is not. */
async function givenMigration(
  UserMigration: TriggerFunction = respond(KNOWN),
  {
    others = {},
    existence = "ENABLED",
  }: {
    readonly others?: Functions;
    readonly existence?: CreateUserPoolClientRequest["PreventUserExistenceErrors"];
  } = {},
) {
  const given = await givenTriggers(
    { UserMigration, ...others },
    {
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } },
      client: { ExplicitAuthFlows: ["ALLOW_USER_AUTH"], PreventUserExistenceErrors: existence },
      user: false,
    },
  );
  const { cognito, ClientId } = given;
  const begin = (parameters: Readonly<Record<string, string>> = {}) =>
    cognito.send("InitiateAuth", {
      ClientId,
      AuthFlow: "USER_AUTH",
      AuthParameters: { USERNAME: "bob", ...parameters },
      ClientMetadata: { from: "begin" },
    });
  const answer = (
    ChallengeName: "PASSWORD" | "SELECT_CHALLENGE",
    Session: string | undefined,
    responses: Readonly<Record<string, string>> = { PASSWORD: OLD_PASSWORD },
  ) =>
    cognito.send("RespondToAuthChallenge", {
      ClientId,
      ChallengeName,
      Session,
      ChallengeResponses: { USERNAME: "bob", ...responses },
      ClientMetadata: { from: "answer" },
    });
  return { ...given, begin, answer };
}

describe("UserMigration in USER_AUTH is asked", () => {
  test.each(["ENABLED", "LEGACY"] as const)(
    "where the password comes with the first call, before PreAuthentication (PreventUserExistenceErrors %s)",
    async (existence) => {
      const others = { PreAuthentication: passOn, PreSignUp: passOn };
      const { begin, calls, sources } = await givenMigration(respond(KNOWN), { others, existence });
      const { AuthenticationResult } = await begin({ ...PREFER_PASSWORD, PASSWORD: OLD_PASSWORD });
      expect(AuthenticationResult).toHaveProperty("AccessToken");
      expect(sources()).toEqual(["UserMigration_Authentication", "PreAuthentication_Authentication"]);
      expect(calls[0]?.event.request).toEqual({ password: OLD_PASSWORD, validationData: { from: "begin" } });
    },
  );

  test("where the password answers the challenge that asks for it", async () => {
    const { begin, answer, calls, sources } = await givenMigration();
    const { ChallengeName, Session } = await begin(PREFER_PASSWORD);
    expect(ChallengeName).toBe("PASSWORD");
    expect(sources()).toEqual([]);
    expect((await answer("PASSWORD", Session)).AuthenticationResult).toHaveProperty("AccessToken");
    expect(sources()).toEqual(["UserMigration_Authentication"]);
    expect(calls[0]?.event.request).toEqual({ password: OLD_PASSWORD, clientMetadata: { from: "answer" } });
  });

  test("where the password comes with the choice", async () => {
    const { begin, answer } = await givenMigration();
    const { Session } = await begin();
    const chosen = await answer("SELECT_CHALLENGE", Session, { ANSWER: "PASSWORD", PASSWORD: OLD_PASSWORD });
    expect(chosen.AuthenticationResult).toHaveProperty("AccessToken");
  });

  test("once for two answers at once, and signs in by one of them", async () => {
    const { cognito, UserPoolId, begin, answer } = await givenMigration();
    const { Session } = await begin(PREFER_PASSWORD);
    const answers = await Promise.allSettled([answer("PASSWORD", Session), answer("PASSWORD", Session)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await cognito.send("ListUsers", { UserPoolId })).Users).toHaveLength(1);
  });
});

describe("UserMigration in USER_AUTH", () => {
  test("is not asked for whom comes without a password", async () => {
    const { begin, calls } = await givenMigration();
    await begin({ PREFERRED_CHALLENGE: "EMAIL_OTP" });
    await begin({ PREFERRED_CHALLENGE: "EMAIL_OTP", PASSWORD: OLD_PASSWORD });
    await begin({ PASSWORD: OLD_PASSWORD });
    expect(calls).toEqual([]);
  });

  test("that knows nobody leaves the answer to a wrong password", async () => {
    const { begin, answer, calls } = await givenMigration(passOn);
    await expect(begin({ ...PREFER_PASSWORD, PASSWORD: OLD_PASSWORD })).rejects.toBeCognitoError(...WRONG);
    expect(calls).toHaveLength(1);
    const { Session } = await begin(PREFER_PASSWORD);
    await expect(answer("PASSWORD", Session)).rejects.toBeCognitoError(...WRONG);
    expect(calls).toHaveLength(2);
  });

  test("that fails an answer ends the sign-in", async () => {
    const { begin, answer } = await givenMigration(async () => Promise.reject(new Error("Bad password")));
    const { Session } = await begin(PREFER_PASSWORD);
    await expect(answer("PASSWORD", Session)).rejects.toBeCognitoError(
      "UserNotFoundException",
      "UserMigration failed with error Bad password.",
    );
  });

  test("asks for a new password of whom it does not confirm", async () => {
    const { begin, answer } = await givenMigration(respond({ ...KNOWN, finalUserStatus: "RESET_REQUIRED" }));
    const { Session } = await begin(PREFER_PASSWORD);
    await expect(answer("PASSWORD", Session)).rejects.toBeCognitoError(
      "PasswordResetRequiredException",
      "Password reset required for the user",
    );
  });
});
