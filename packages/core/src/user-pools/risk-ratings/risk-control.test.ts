import { describe, expect, test } from "vitest";
import { startCognito, TEST_PASSWORD } from "../../testing/start-cognito.ts";
import { startReplicas } from "../../testing/start-replicas.ts";

async function givenPeople() {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool({ AliasAttributes: ["email"] });
  const address = { Name: "email", Value: "alice@example.com" };
  const UserAttributes = [address, { Name: "email_verified", Value: "true" }];
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes });
  await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
  return { cognito, risks: cognito.risks, userPoolId: UserPoolId };
}

describe("Ratings of sign-ins", () => {
  test("are kept until they are replaced or removed", async () => {
    const { risks, userPoolId } = await givenPeople();
    const whole = { userPoolId, riskLevel: "Low" } as const;
    const alice = { userPoolId, username: "alice", riskLevel: "High", compromisedCredentials: true } as const;
    expect(await risks.rate(whole)).toEqual({ rating: whole, replaced: false });
    expect(await risks.rate({ ...alice, username: "alice@example.com" })).toEqual({ rating: alice, replaced: false });
    expect(await risks.list()).toEqual([whole, alice]);
    const milder = { userPoolId, username: "alice", riskLevel: "Medium" } as const;
    expect(await risks.rate(milder)).toEqual({ rating: milder, replaced: true });
    expect(await risks.list({ username: "alice" })).toEqual([milder]);
    await risks.remove({ userPoolId, username: "alice" });
    expect(await risks.list({ userPoolId })).toEqual([whole]);
    await risks.remove();
    await risks.remove();
    expect(await risks.list()).toEqual([]);
  });

  test("are removed of a pool without those of another", async () => {
    const { cognito, risks, userPoolId } = await givenPeople();
    const { UserPoolId: other } = await cognito.givenUserPool();
    await risks.rate({ userPoolId, riskLevel: "Low" });
    await risks.rate({ userPoolId, username: "bob", riskLevel: "Low" });
    await risks.rate({ userPoolId: other, riskLevel: "High" });
    await risks.remove({ userPoolId });
    expect(await risks.list()).toEqual([{ userPoolId: other, riskLevel: "High" }]);
  });

  test("are only of pools and users that there are", async () => {
    const { risks, userPoolId } = await givenPeople();
    await expect(risks.rate({ userPoolId: "us-east-1_nobody" })).rejects.toThrow(
      'There is no user pool "us-east-1_nobody".',
    );
    await expect(risks.rate({ userPoolId, username: "nobody" })).rejects.toThrow('There is no user "nobody".');
    expect(await risks.list()).toEqual([]);
  });

  test("go with their user, and with their pool", async () => {
    const { cognito, risks, userPoolId } = await givenPeople();
    for (const username of ["alice", "bob"]) await risks.rate({ userPoolId, username, riskLevel: "High" });
    await cognito.send("AdminDeleteUser", { UserPoolId: userPoolId, Username: "alice" });
    expect(await risks.list()).toMatchObject([{ username: "bob" }]);
    await cognito.send("DeleteUserPool", { UserPoolId: userPoolId });
    expect(await risks.list()).toEqual([]);
  });

  test("leave nothing of a race with the deletion of their user, whoever is ahead", async () => {
    const { cognito, risks, userPoolId } = await givenPeople();
    const UserPoolId = userPoolId;
    for (let turns = 0; turns < 40; turns++) {
      const username = `racer-${turns}`;
      await cognito.send("AdminCreateUser", { UserPoolId, Username: username, MessageAction: "SUPPRESS" });
      const deleted = cognito.send("AdminDeleteUser", { UserPoolId, Username: username });
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      await Promise.allSettled([risks.rate({ userPoolId, username, riskLevel: "High" }), deleted]);
    }
    expect(await risks.list()).toEqual([]);
  });

  test("are those of every server on the store", async () => {
    const { replicas } = await startReplicas();
    const [one, other] = replicas;
    const { UserPoolId, ClientId } = await one.givenUserPoolClient();
    await one.send("UpdateUserPool", {
      UserPoolId,
      UserPoolTier: "PLUS",
      UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" },
    });
    const Actions = { LowAction: { EventAction: "BLOCK", Notify: false } } as const;
    await one.send("SetRiskConfiguration", { UserPoolId, AccountTakeoverRiskConfiguration: { Actions } });
    await one.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await one.risks.rate({ userPoolId: UserPoolId, username: "alice", riskLevel: "Low" });
    const signIn = () =>
      other.send("InitiateAuth", {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId,
        AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD },
      });
    await expect(signIn()).rejects.toThrow("Unable to login because of security reasons.");
    await other.risks.remove();
    expect((await signIn()).AuthenticationResult).toHaveProperty("AccessToken");
  });

  test("are part of a snapshot, and forgotten by a reset", async () => {
    const { cognito, risks, userPoolId } = await givenPeople();
    await risks.rate({ userPoolId, riskLevel: "High" });
    await cognito.snapshots.save("risky");
    await cognito.reset();
    expect(await risks.list()).toEqual([]);
    await cognito.snapshots.restore("risky");
    expect(await risks.list()).toEqual([{ userPoolId, riskLevel: "High" }]);
  });
});
