import { describe, expect, test } from "vitest";
import { createMemoryStore } from "../../store/memory-store.ts";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";
import { createTestClock } from "../../testing/test-clock.ts";
import { users } from "../users/users.collection.ts";

const NEW_PASSWORD = "Another-Horse-9!";
const INCORRECT = ["NotAuthorizedException", "Incorrect username or password."] as const;
const LIMIT = ["LimitExceededException", "Attempt limit exceeded, please try after some time."] as const;

async function givenAlice(cognito: TestCognito) {
  const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
  const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
  const change = (PreviousPassword: string | undefined, ProposedPassword = NEW_PASSWORD) =>
    cognito.send("ChangePassword", { AccessToken, PreviousPassword, ProposedPassword });
  return { UserPoolId, ClientId, AccessToken, change };
}

describe("ChangePassword", () => {
  test("sets the new password in place of the old one", async () => {
    const cognito = await startCognito();
    const { ClientId, change } = await givenAlice(cognito);
    expect(await change(TEST_PASSWORD)).toEqual({});
    await cognito.givenTokens({ ClientId, Username: "alice", Password: NEW_PASSWORD });
    await expect(cognito.givenTokens({ ClientId, Username: "alice" })).rejects.toBeCognitoError(...INCORRECT);
  });

  test("lets existing sessions go on", async () => {
    const cognito = await startCognito();
    const { AccessToken, change } = await givenAlice(cognito);
    await change(TEST_PASSWORD);
    await cognito.send("GetUser", { AccessToken });
  });

  test("refuses a wrong previous password and changes nothing", async () => {
    const cognito = await startCognito();
    const { ClientId, change } = await givenAlice(cognito);
    await expect(change("Wrong-Horse-9!")).rejects.toBeCognitoError(...INCORRECT);
    await cognito.givenTokens({ ClientId, Username: "alice" });
  });

  test("asks a user who has a password for it", async () => {
    const cognito = await startCognito();
    const { change } = await givenAlice(cognito);
    await expect(change(undefined)).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Missing required parameter PreviousPassword",
    );
  });

  test("lets a user who signs in without a password set a first one", async () => {
    const store = createMemoryStore({ clock: createTestClock("2026-01-01T00:00:00Z") });
    const cognito = await startCognito({ store });
    const { UserPoolId, ClientId, change } = await givenAlice(cognito);
    const alice = await store.getUnique(users, "bySignInName", [UserPoolId, "alice"]);
    if (!alice) throw new Error("alice is gone");
    await store.commit([users.put({ ...alice, password: undefined }, { expect: alice })]);
    await expect(change(TEST_PASSWORD)).rejects.toBeCognitoError(...INCORRECT);
    await change(undefined);
    await cognito.givenTokens({ ClientId, Username: "alice", Password: NEW_PASSWORD });
  });

  test("gives a user of an identity provider no password", async () => {
    const store = createMemoryStore({ clock: createTestClock("2026-01-01T00:00:00Z") });
    const cognito = await startCognito({ store });
    const { UserPoolId, change } = await givenAlice(cognito);
    const alice = await store.getUnique(users, "bySignInName", [UserPoolId, "alice"]);
    if (!alice) throw new Error("alice is gone");
    const federated = { ...alice, status: "EXTERNAL_PROVIDER", password: undefined } as const;
    await store.commit([users.put(federated, { expect: alice })]);
    await expect(change(undefined)).rejects.toBeCognitoError(...INCORRECT);
  });

  test("refuses a password that does not meet the policy", async () => {
    const cognito = await startCognito();
    const { change } = await givenAlice(cognito);
    await expect(change(TEST_PASSWORD, "nouppercase-9!")).rejects.toBeCognitoError(
      "InvalidPasswordException",
      "Password does not conform to policy: Password must have uppercase characters",
    );
  });

  test("counts five calls an hour, successful or not, however they come", async () => {
    const cognito = await startCognito();
    const { change } = await givenAlice(cognito);
    await change(TEST_PASSWORD);
    const outcomes = await Promise.allSettled(Array.from({ length: 7 }, () => change("Wrong-Horse-9!")));
    const reasons = outcomes.map((outcome) => outcome.status === "rejected" && String(outcome.reason));
    expect(reasons.filter((reason) => reason === INCORRECT.join(": "))).toHaveLength(4);
    expect(reasons.filter((reason) => reason === LIMIT.join(": "))).toHaveLength(3);
    await expect(change(NEW_PASSWORD, TEST_PASSWORD)).rejects.toBeCognitoError(...LIMIT);
  });

  test("counts anew after an hour", async () => {
    const cognito = await startCognito();
    const { ClientId, change } = await givenAlice(cognito);
    for (let attempt = 0; attempt < 5; attempt++) {
      await expect(change("Wrong-Horse-9!")).rejects.toBeCognitoError(...INCORRECT);
    }
    await expect(change(TEST_PASSWORD)).rejects.toBeCognitoError(...LIMIT);
    cognito.clock.advance({ hours: 1 });
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    await cognito.send("ChangePassword", {
      AccessToken,
      PreviousPassword: TEST_PASSWORD,
      ProposedPassword: NEW_PASSWORD,
    });
  });

  test("lets one of two changes at the same time win", async () => {
    const cognito = await startCognito();
    const { ClientId, change } = await givenAlice(cognito);
    const proposals = ["Another-Horse-1!", "Another-Horse-2!"];
    const outcomes = await Promise.allSettled(proposals.map((proposed) => change(TEST_PASSWORD, proposed)));
    const winners = proposals.filter((_, index) => outcomes[index]?.status === "fulfilled");
    expect(winners).toHaveLength(1);
    await cognito.givenTokens({ ClientId, Username: "alice", Password: winners[0] ?? "" });
  });

  test("makes a temporary password that an administrator set meanwhile a permanent one", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId, change } = await givenAlice(cognito);
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password: "Temporary-9!" });
    await change("Temporary-9!");
    const { UserStatus } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    expect(UserStatus).toBe("CONFIRMED");
    await cognito.givenTokens({ ClientId, Username: "alice", Password: NEW_PASSWORD });
  });

  test("refuses a token that is no access token, or out of date", async () => {
    const cognito = await startCognito();
    const { ClientId, change } = await givenAlice(cognito);
    const { IdToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    await expect(
      cognito.send("ChangePassword", { AccessToken: IdToken, ProposedPassword: NEW_PASSWORD }),
    ).rejects.toBeCognitoError("NotAuthorizedException", "Invalid Access Token");
    cognito.clock.advance({ hours: 1 });
    await expect(change(TEST_PASSWORD)).rejects.toBeCognitoError("NotAuthorizedException", "Access Token has expired");
  });
});
