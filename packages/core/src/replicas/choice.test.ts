import { createAuthenticator } from "@cogmock/crypto/testing";
import { expect, test } from "vitest";
import { challengeOf, ORIGIN, registerPasskey, RP_ID } from "../testing/given-passkeys.ts";
import { TEST_PASSWORD } from "../testing/start-cognito.ts";
import { startReplicas, type TestReplicas } from "../testing/start-replicas.ts";

const USED = "NotAuthorizedException: Invalid session for the user, session can only be used once.";

/** A pool on whose every replica alice can choose. */
async function givenAlice({ replicas: [first] }: TestReplicas) {
  const { UserPoolId } = await first.givenUserPool({
    AutoVerifiedAttributes: ["email"],
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"] } },
  });
  await first.send("SetUserPoolMfaConfig", { UserPoolId, WebAuthnConfiguration: { RelyingPartyId: RP_ID } });
  const { ClientId } = await first.givenUserPoolClient({
    UserPoolId,
    ExplicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH"],
  });
  const UserAttributes = [{ Name: "email", Value: "alice@example.com" }];
  await first.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes });
  return { UserPoolId, ClientId };
}

test("A choice that one replica offered is made on another, its code answered on a third, and each only once", async () => {
  const all = await startReplicas();
  const [first, second] = all.replicas;
  const { ClientId } = await givenAlice(all);
  const AuthParameters = { USERNAME: "alice" };
  const offered = await first.send("InitiateAuth", { AuthFlow: "USER_AUTH", ClientId, AuthParameters });
  const choice = {
    ChallengeName: "SELECT_CHALLENGE",
    ClientId,
    Session: offered.Session,
    ChallengeResponses: { USERNAME: "alice", ANSWER: "EMAIL_OTP" },
  } as const;
  const chosen = await second.send("RespondToAuthChallenge", choice);
  expect(chosen.ChallengeName).toBe("EMAIL_OTP");
  expect(
    await all.atOnce(30, "RespondToAuthChallenge", () => ({
      ChallengeName: "EMAIL_OTP",
      ClientId,
      Session: chosen.Session,
      ChallengeResponses: { USERNAME: "alice", EMAIL_OTP_CODE: "12345678" },
    })),
  ).toEqual({ done: 1, [USED]: 29 });
  expect(await all.atOnce(3, "RespondToAuthChallenge", () => choice)).toEqual({ [USED]: 3 });
});

test("Of choices made at the same time one counts, and one code is sent", async () => {
  const all = await startReplicas();
  const [first] = all.replicas;
  const { ClientId } = await givenAlice(all);
  const AuthParameters = { USERNAME: "alice" };
  const { Session } = await first.send("InitiateAuth", { AuthFlow: "USER_AUTH", ClientId, AuthParameters });
  const outcomes = await all.atOnce(30, "RespondToAuthChallenge", (call) => ({
    ChallengeName: "SELECT_CHALLENGE",
    ClientId,
    Session,
    ChallengeResponses: {
      USERNAME: "alice",
      ...(call === 0 ? { ANSWER: "PASSWORD", PASSWORD: TEST_PASSWORD } : { ANSWER: "EMAIL_OTP" }),
    },
  }));
  expect(outcomes).toEqual({ done: 1, [USED]: 29 });
  expect((await first.listMessages()).length).toBeLessThanOrEqual(1);
});

test("A passkey's counter that was seen on one replica counts on the others", async () => {
  const all = await startReplicas();
  const [first, second, third] = all.replicas;
  const { ClientId } = await givenAlice(all);
  const passkey = createAuthenticator();
  await registerPasskey(first, await first.givenTokens({ ClientId, Username: "alice" }), passkey);
  const begin = async () => {
    const AuthParameters = { USERNAME: "alice", PREFERRED_CHALLENGE: "WEB_AUTHN" };
    const posed = await second.send("InitiateAuth", { AuthFlow: "USER_AUTH", ClientId, AuthParameters });
    const options: unknown = JSON.parse(posed.ChallengeParameters?.["CREDENTIAL_REQUEST_OPTIONS"] ?? "{}");
    const ceremony = { challenge: challengeOf(options), origin: ORIGIN, rpId: RP_ID };
    return (counter: number) => ({
      ChallengeName: "WEB_AUTHN" as const,
      ClientId,
      Session: posed.Session,
      ChallengeResponses: {
        USERNAME: "alice",
        CREDENTIAL: JSON.stringify(passkey.signIn(ceremony, undefined, { counter })),
      },
    });
  };
  const answer = await begin();
  await third.send("RespondToAuthChallenge", answer(5));
  const answers = await Promise.all(Array.from({ length: 10 }, begin));
  const refused = "NotAuthorizedException: Incorrect username or password.";
  // All in sessions of their own: of the same count only one gets through.
  expect(await all.atOnce(10, "RespondToAuthChallenge", (call) => (answers[call] ?? answer)(6))).toEqual({
    done: 1,
    [refused]: 9,
  });
});

test("A sign-up that was confirmed on one replica signs in on the others, once", async () => {
  const all = await startReplicas();
  const [first, second] = all.replicas;
  const { ClientId } = await givenAlice(all);
  const Username = "carol";
  const UserAttributes = [{ Name: "email", Value: "carol@example.com" }];
  const signedUp = await first.send("SignUp", { ClientId, Username, Password: TEST_PASSWORD, UserAttributes });
  const { Session } = await second.send("ConfirmSignUp", {
    ClientId,
    Username,
    ConfirmationCode: "123456",
    Session: signedUp.Session,
  });
  expect(
    await all.atOnce(30, "InitiateAuth", () => ({
      AuthFlow: "USER_AUTH",
      ClientId,
      Session,
      AuthParameters: { USERNAME: Username },
    })),
  ).toEqual({ done: 1, [USED]: 29 });
});
