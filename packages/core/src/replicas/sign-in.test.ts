import { expect, test } from "vitest";
import { codeOfApp } from "../testing/authenticator-app.ts";
import { TEST_PASSWORD } from "../testing/start-cognito.ts";
import { startReplicas, type TestReplicas } from "../testing/start-replicas.ts";

const TEMPORARY = "Temporary-Pass-1!";

async function givenInvited({ replicas: [first] }: TestReplicas) {
  const { UserPoolId, ClientId } = await first.givenUserPoolClient();
  await first.send("AdminCreateUser", { UserPoolId, Username: "alice", TemporaryPassword: TEMPORARY });
  return { UserPoolId, ClientId };
}

test("A challenge that one replica posed is answered on another, and only once on any", async () => {
  const all = await startReplicas();
  const { ClientId } = await givenInvited(all);
  const { ChallengeName, Session } = await all.replicas[1].send("InitiateAuth", {
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId,
    AuthParameters: { USERNAME: "alice", PASSWORD: TEMPORARY },
  });
  expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  const { done, ...refused } = await all.atOnce(200, "RespondToAuthChallenge", (call) => ({
    ChallengeName: "NEW_PASSWORD_REQUIRED",
    ClientId,
    Session,
    ChallengeResponses: { USERNAME: "alice", NEW_PASSWORD: `New-Password-${call}!` },
  }));
  expect(done).toBe(1);
  const oneUse = "NotAuthorizedException: Invalid session for the user, session can only be used once.";
  // Who read the session before the commit and the user after it finds that the password has changed.
  const changed = "NotAuthorizedException: Invalid session for the user.";
  expect((refused[oneUse] ?? 0) + (refused[changed] ?? 0)).toBe(199);
});

test("A password that was changed on one replica is the only one on the others, right away", async () => {
  const all = await startReplicas();
  const [first, second, third] = all.replicas;
  const { UserPoolId, ClientId } = await first.givenUserPoolClient();
  await first.givenConfirmedUser({ UserPoolId, Username: "alice" });
  // Each has checked it, and may remember that it was right.
  for (const replica of all.replicas) await replica.givenTokens({ ClientId, Username: "alice" });
  await second.send("AdminSetUserPassword", {
    UserPoolId,
    Username: "alice",
    Password: "Other-Password-1!",
    Permanent: true,
  });
  for (const replica of [first, third]) {
    await expect(replica.givenTokens({ ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
    await replica.givenTokens({ ClientId, Username: "alice", Password: "Other-Password-1!" });
  }
});

test("A pool's settings that were changed on one replica count on the others, right away", async () => {
  const all = await startReplicas();
  const [first, second, third] = all.replicas;
  const { UserPoolId, ClientId } = await first.givenUserPoolClient();
  const user = { ClientId, Password: "Short-1!" };
  await second.send("SignUp", { ...user, Username: "alice" });
  await third.send("UpdateUserPool", { UserPoolId, Policies: { PasswordPolicy: { MinimumLength: 30 } } });
  await expect(second.send("SignUp", { ...user, Username: "bob" })).rejects.toBeCognitoError(
    "InvalidPasswordException",
    "Password did not conform with policy: Password not long enough",
  );
});

test("Tokens of sign-ins that race with the deletion of their user are worth nothing", async () => {
  const all = await startReplicas();
  const { UserPoolId, ClientId } = await all.replicas[0].givenUserPoolClient();
  await all.replicas[0].givenConfirmedUser({ UserPoolId, Username: "alice" });
  const signIns = Array.from({ length: 30 }, async (_, call) =>
    (all.replicas[call % 3] ?? all.replicas[0]).givenTokens({ ClientId, Username: "alice" }).catch(() => undefined),
  );
  await all.replicas[1].send("AdminDeleteUser", { UserPoolId, Username: "alice" });
  for (const tokens of await Promise.all(signIns)) {
    if (tokens === undefined) continue;
    await expect(all.replicas[2].send("GetUser", { AccessToken: tokens.AccessToken })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
  }
});

test("A code of an authenticator app is good once, on whatever replica", async () => {
  const all = await startReplicas();
  const [first, second] = all.replicas;
  const { UserPoolId, ClientId } = await first.givenUserPoolClient();
  await first.givenConfirmedUser({ UserPoolId, Username: "alice" });
  const { AccessToken } = await first.givenTokens({ ClientId, Username: "alice" });
  await first.send("SetUserPoolMfaConfig", {
    UserPoolId,
    MfaConfiguration: "ON",
    SoftwareTokenMfaConfiguration: { Enabled: true },
  });
  const { SecretCode = "" } = await first.send("AssociateSoftwareToken", { AccessToken });
  await second.send("VerifySoftwareToken", { AccessToken, UserCode: codeOfApp(SecretCode, all.clock) });
  const sessions = await Promise.all(
    Array.from({ length: 20 }, () =>
      second.send("InitiateAuth", {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId,
        AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD },
      }),
    ),
  );
  const SOFTWARE_TOKEN_MFA_CODE = codeOfApp(SecretCode, all.clock, 1);
  expect(
    await all.atOnce(20, "RespondToAuthChallenge", (call) => ({
      ChallengeName: "SOFTWARE_TOKEN_MFA",
      ClientId,
      Session: sessions[call]?.Session,
      ChallengeResponses: { USERNAME: "alice", SOFTWARE_TOKEN_MFA_CODE },
    })),
  ).toEqual({ done: 1, "ExpiredCodeException: Your software token has already been used once.": 19 });
});
