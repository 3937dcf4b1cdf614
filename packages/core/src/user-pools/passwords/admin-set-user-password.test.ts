import { describe, expect, test } from "vitest";
import { createMemoryStore } from "../../store/memory-store.ts";
import { startCognito, TEST_PASSWORD } from "../../testing/start-cognito.ts";
import { createTestClock } from "../../testing/test-clock.ts";
import { users } from "../users/users.collection.ts";

const TEMPORARY_EXPIRED = "Temporary password has expired and must be reset by an administrator.";

async function statusOf(cognito: Awaited<ReturnType<typeof startCognito>>, UserPoolId: string, Username: string) {
  return (await cognito.send("AdminGetUser", { UserPoolId, Username })).UserStatus;
}

describe("AdminSetUserPassword", () => {
  test("confirms a user with a permanent password, whatever state they were in", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.send("SignUp", { ClientId, Username: "unconfirmed", Password: "Another-Horse-9!" });
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "invited", MessageAction: "SUPPRESS" });
    await cognito.givenConfirmedUser({
      UserPoolId,
      Username: "reset",
      UserAttributes: [
        { Name: "email", Value: "reset@example.com" },
        { Name: "email_verified", Value: "true" },
      ],
    });
    await cognito.send("AdminResetUserPassword", { UserPoolId, Username: "reset" });
    for (const Username of ["unconfirmed", "invited", "reset"]) {
      const request = { UserPoolId, Username, Password: TEST_PASSWORD, Permanent: true };
      expect(await cognito.send("AdminSetUserPassword", request)).toEqual({});
      expect(await statusOf(cognito, UserPoolId, Username)).toBe("CONFIRMED");
      await cognito.givenTokens({ ClientId, Username });
    }
  });

  test("gives a user of an identity provider a password of their own", async () => {
    const store = createMemoryStore({ clock: createTestClock("2026-01-01T00:00:00Z") });
    const cognito = await startCognito({ store });
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    const federated = {
      userPoolId: UserPoolId,
      sub: "34c84488-e0e1-70ae-d2ee-991ad1a898c8",
      username: "Google_1234567890",
      aliases: [],
      status: "EXTERNAL_PROVIDER",
      enabled: true,
      attributes: {},
      createdAt: 0,
      modifiedAt: 0,
      tokenGeneration: 0,
    } as const;
    await store.commit([users.put(federated, { expect: "absent" })]);
    const Username = federated.username;
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username, Password: TEST_PASSWORD, Permanent: true });
    await cognito.givenTokens({ ClientId, Username });
  });

  test("makes a user change a temporary password", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password: "Temporary-9!" });
    expect(await statusOf(cognito, UserPoolId, "alice")).toBe("FORCE_CHANGE_PASSWORD");
  });

  test.each([
    ["as many days as the pool says", 2, 2],
    ["seven days where the pool says 0", 0, 7],
  ])("lets a temporary password live %s", async (_, TemporaryPasswordValidityDays, days) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({
      Policies: { PasswordPolicy: { MinimumLength: 8, TemporaryPasswordValidityDays } },
    });
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const Password = "Temporary-9!";
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password });
    cognito.clock.advance({ days, milliseconds: -1 });
    const signIn = () =>
      cognito.send("InitiateAuth", {
        ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "alice", PASSWORD: Password },
      });
    await expect(signIn()).resolves.toBeDefined();
    cognito.clock.advance({ milliseconds: 1 });
    await expect(signIn()).rejects.toBeCognitoError("NotAuthorizedException", TEMPORARY_EXPIRED);
  });

  test("refuses a password that does not meet the policy, and keeps the one that was", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await expect(
      cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password: "weak", Permanent: true }),
    ).rejects.toBeCognitoError(
      "InvalidPasswordException",
      "Password does not conform to policy: Password not long enough",
    );
    await cognito.givenTokens({ ClientId, Username: "alice" });
  });

  test("lets existing sessions go on", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    const Password = "Another-Horse-9!";
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password, Permanent: true });
    await cognito.send("GetUser", { AccessToken });
  });

  test("refuses an unknown pool and an unknown user", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const request = { UserPoolId, Username: "nobody", Password: TEST_PASSWORD };
    await expect(cognito.send("AdminSetUserPassword", request)).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
    await expect(
      cognito.send("AdminSetUserPassword", { ...request, UserPoolId: "us-east-1_nosuch" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nosuch does not exist.");
  });
});
