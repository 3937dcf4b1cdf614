import type { EventFilterType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { givenRisk, type RiskPool } from "../../testing/given-risk.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const REFUSED = ["InvalidPasswordException", "Provided password cannot be used for security reasons."] as const;
const NEW_PASSWORD = "Another-Horse-10!";

function blocking(...EventFilter: readonly EventFilterType[]) {
  return { CompromisedCredentialsRiskConfiguration: { EventFilter, Actions: { EventAction: "BLOCK" } } } as const;
}

/** A pool whose passwords are all known to others. */
async function givenCompromised(...filter: readonly EventFilterType[]): Promise<RiskPool> {
  const pool = await givenRisk({ settings: blocking(...filter) });
  await pool.cognito.risks.rate({ userPoolId: pool.UserPoolId, compromisedCredentials: true });
  return pool;
}

/** The newest event of a user. */
async function lastEvent({ cognito, UserPoolId }: RiskPool, Username = "alice") {
  const { AuthEvents = [] } = await cognito.send("AdminListUserAuthEvents", { UserPoolId, Username });
  const [event] = AuthEvents;
  return [event?.EventType, event?.EventResponse, event?.EventRisk];
}

const DETECTED = { RiskDecision: "NoRisk", CompromisedCredentialsDetected: true };
const BLOCKED = { RiskDecision: "Block", CompromisedCredentialsDetected: true };

describe("A password that others know is refused", () => {
  test("at SignUp, and nobody has signed up", async () => {
    const pool = await givenCompromised("SIGN_UP");
    const { cognito, UserPoolId, ClientId } = pool;
    const signUp = () => cognito.send("SignUp", { ClientId, Username: "bob", Password: TEST_PASSWORD });
    await expect(signUp()).rejects.toBeCognitoError(...REFUSED);
    expect((await cognito.send("ListUsers", { UserPoolId })).Users).toHaveLength(1);
    await pool.configure(blocking("SIGN_IN"));
    await signUp();
    expect(await lastEvent(pool, "bob")).toEqual([
      "SignUp",
      "Pass",
      { RiskDecision: "NoRisk", CompromisedCredentialsDetected: false },
    ]);
  });

  test("at ChangePassword", async () => {
    const pool = await givenCompromised("PASSWORD_CHANGE");
    const { cognito } = pool;
    const { AccessToken = "" } = (await pool.signIn()).AuthenticationResult ?? {};
    const change = () =>
      cognito.send("ChangePassword", { AccessToken, PreviousPassword: TEST_PASSWORD, ProposedPassword: NEW_PASSWORD });
    await expect(change()).rejects.toBeCognitoError(...REFUSED);
    expect(await lastEvent(pool)).toEqual(["PasswordChange", "Fail", BLOCKED]);
    await pool.configure({ CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: "NO_ACTION" } } });
    await change();
    expect(await lastEvent(pool)).toEqual(["PasswordChange", "Pass", DETECTED]);
  });

  test("at ConfirmForgotPassword, whose code stays good", async () => {
    const pool = await givenCompromised("PASSWORD_CHANGE");
    const { cognito, ClientId } = pool;
    await cognito.send("ForgotPassword", { ClientId, Username: "alice" });
    const answer = { ClientId, Username: "alice", ConfirmationCode: "123456", Password: NEW_PASSWORD };
    await expect(cognito.send("ConfirmForgotPassword", answer)).rejects.toBeCognitoError(...REFUSED);
    expect(await lastEvent(pool)).toEqual(["PasswordChange", "Fail", BLOCKED]);
    await cognito.risks.remove();
    await cognito.send("ConfirmForgotPassword", answer);
    expect((await pool.signIn({ PASSWORD: NEW_PASSWORD })).AuthenticationResult).toHaveProperty("AccessToken");
  });

  test("where a temporary password has to be replaced, and another may be given", async () => {
    const pool = await givenCompromised("PASSWORD_CHANGE");
    const { cognito, UserPoolId, ClientId } = pool;
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password: TEST_PASSWORD });
    const { ChallengeName, Session } = await pool.signIn();
    expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    const answer = () =>
      cognito.send("RespondToAuthChallenge", {
        ClientId,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session,
        ChallengeResponses: { USERNAME: "alice", NEW_PASSWORD },
      });
    await expect(answer()).rejects.toBeCognitoError(...REFUSED);
    await pool.configure(blocking("SIGN_UP"));
    expect((await answer()).AuthenticationResult).toHaveProperty("AccessToken");
  });
});

test("A password that breaks the pool's policy is told so first", async () => {
  const { cognito, ClientId } = await givenCompromised("SIGN_UP");
  await expect(cognito.send("SignUp", { ClientId, Username: "bob", Password: "weak-horse" })).rejects.toThrow(
    "Password did not conform with policy",
  );
});

test("What an administrator sets is not looked up", async () => {
  const { cognito, UserPoolId } = await givenCompromised("SIGN_UP", "SIGN_IN", "PASSWORD_CHANGE");
  const alice = { UserPoolId, Username: "alice" };
  await cognito.send("AdminSetUserPassword", { ...alice, Password: NEW_PASSWORD, Permanent: true });
  await cognito.send("AdminCreateUser", { UserPoolId, Username: "bob", TemporaryPassword: NEW_PASSWORD });
});
