import { describe, expect, test } from "vitest";
import { givenMfaPool, OFFER } from "../../testing/given-mfa-pool.ts";
import { signInWithSrp } from "../../testing/srp-client.ts";
import { startCognito, TEST_PASSWORD } from "../../testing/start-cognito.ts";
import { startReplicas } from "../../testing/start-replicas.ts";

const INCORRECT = ["NotAuthorizedException", "Incorrect username or password."] as const;
const EXCEEDED = ["NotAuthorizedException", "Password attempts exceeded"] as const;
const WRONG_PASSWORD = "Wrong-Horse-9!";

const FLOWS = ["USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "USER_SRP_AUTH"] as const;
type Flow = (typeof FLOWS)[number];

async function givenAlice() {
  const cognito = await startCognito();
  const { UserPoolId, ClientId } = await cognito.givenUserPoolClient({
    PreventUserExistenceErrors: "ENABLED",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"],
  });
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
  const signIn = async (flow: Flow, Password: string, Username = "alice") => {
    if (flow === "USER_SRP_AUTH") return signInWithSrp(cognito, { UserPoolId, ClientId, Username, Password });
    const request = { ClientId, AuthParameters: { USERNAME: Username, PASSWORD: Password } };
    return flow === "USER_PASSWORD_AUTH"
      ? cognito.send("InitiateAuth", { AuthFlow: flow, ...request })
      : cognito.send("AdminInitiateAuth", { UserPoolId, AuthFlow: flow, ...request });
  };
  const failTimes = async (times: number, flow: Flow = "USER_PASSWORD_AUTH", Username?: string) => {
    for (let time = 0; time < times; time++) {
      await expect(signIn(flow, WRONG_PASSWORD, Username)).rejects.toBeCognitoError(...INCORRECT);
    }
  };
  const isLocked = async (flow: Flow = "USER_PASSWORD_AUTH", Username?: string) => {
    await expect(signIn(flow, WRONG_PASSWORD, Username)).rejects.toBeCognitoError(...EXCEEDED);
  };
  return { cognito, UserPoolId, ClientId, signIn, failTimes, isLocked };
}

describe.each(FLOWS)("Wrong passwords by %s", (flow) => {
  // Somebody who watches must not be able to tell a user from a name that nobody has.
  test.each(["alice", "nobody"])("of %s lock for a second after five, and twice as long after each", async (name) => {
    const { cognito, failTimes, isLocked } = await givenAlice();
    await failTimes(5, flow, name);
    for (const seconds of [1, 2, 4]) {
      cognito.clock.advance({ milliseconds: seconds * 1000 - 1 });
      // Neither counted nor prolonging the lock.
      await isLocked(flow, name);
      await isLocked(flow, name);
      cognito.clock.advance({ milliseconds: 1 });
      await failTimes(1, flow, name);
    }
  });

  test("let the right one through even within the lock", async () => {
    const { signIn, failTimes, isLocked } = await givenAlice();
    await failTimes(5, flow);
    await isLocked(flow);
    expect(await signIn(flow, TEST_PASSWORD)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("are forgotten after the right one", async () => {
    const { signIn, failTimes, isLocked } = await givenAlice();
    await failTimes(4, flow);
    await signIn(flow, TEST_PASSWORD);
    await failTimes(5, flow);
    await isLocked(flow);
  });
});

describe("Wrong passwords", () => {
  test("are counted together, by whatever flow they come", async () => {
    const { failTimes, isLocked } = await givenAlice();
    await failTimes(2, "USER_PASSWORD_AUTH");
    await failTimes(2, "USER_SRP_AUTH");
    await failTimes(1, "ADMIN_USER_PASSWORD_AUTH");
    for (const flow of FLOWS) await isLocked(flow);
  });

  test("of one user are nothing to another", async () => {
    const { cognito, UserPoolId, failTimes, isLocked } = await givenAlice();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await failTimes(5);
    await isLocked();
    await failTimes(5, "USER_PASSWORD_AUTH", "bob");
  });

  test("never lock for more than a quarter of an hour, after which they are forgotten", async () => {
    const { cognito, failTimes, isLocked } = await givenAlice();
    await failTimes(5);
    for (let seconds = 1; seconds <= 512; seconds *= 2) {
      cognito.clock.advance({ seconds });
      await failTimes(1);
    }
    cognito.clock.advance({ minutes: 15, milliseconds: -1 });
    await isLocked();
    cognito.clock.advance({ milliseconds: 1 });
    await failTimes(5);
    await isLocked();
  });

  test("are forgotten after a quarter of an hour without any", async () => {
    const { cognito, failTimes } = await givenAlice();
    await failTimes(4);
    cognito.clock.advance({ minutes: 15 });
    await failTimes(5);
  });

  test("are still counted when the right one is followed by wrong codes", async () => {
    const { cognito, ClientId, signIn, answer } = await givenMfaPool({
      attributes: { phone_number: "+15551230100" },
      config: { MfaConfiguration: "ON", ...OFFER.sms },
    });
    const wrongPassword = () =>
      cognito.send("InitiateAuth", {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId,
        AuthParameters: { USERNAME: "alice", PASSWORD: WRONG_PASSWORD },
      });
    for (let time = 0; time < 4; time++) await expect(wrongPassword()).rejects.toBeCognitoError(...INCORRECT);
    const { Session } = await signIn();
    await expect(answer("SMS_MFA", Session, { SMS_MFA_CODE: "000000" })).rejects.toThrow("Invalid code");
    await expect(wrongPassword()).rejects.toBeCognitoError(...EXCEEDED);
    await answer("SMS_MFA", Session, { SMS_MFA_CODE: "123456" });
    await expect(wrongPassword()).rejects.toBeCognitoError(...INCORRECT);
  });

  test("are each counted, also at the same time and of different replicas", async () => {
    const several = await startReplicas();
    const [first] = several.replicas;
    const { UserPoolId, ClientId } = await first.givenUserPoolClient();
    await first.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const AuthParameters = { USERNAME: "alice", PASSWORD: WRONG_PASSWORD };
    const outcomes = await several.atOnce(9, "InitiateAuth", () => ({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters,
    }));
    expect(outcomes).toEqual({ [INCORRECT.join(": ")]: 5, [EXCEEDED.join(": ")]: 4 });
  });

  test("do not hide that nobody has the name from a client that may know", async () => {
    const cognito = await startCognito();
    const { ClientId } = await cognito.givenUserPoolClient();
    for (let time = 0; time < 7; time++) {
      await expect(cognito.givenTokens({ ClientId, Username: "nobody" })).rejects.toBeCognitoError(
        "UserNotFoundException",
        "User does not exist.",
      );
    }
  });

  test("of ChangePassword are counted by its own limit alone", async () => {
    const { cognito, ClientId, failTimes } = await givenAlice();
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    for (let time = 0; time < 5; time++) {
      const change = { AccessToken, PreviousPassword: WRONG_PASSWORD, ProposedPassword: "Another-Horse-9!" };
      await expect(cognito.send("ChangePassword", change)).rejects.toBeCognitoError(...INCORRECT);
    }
    await failTimes(5);
  });
});
