import { readJwt } from "@cogmock/crypto";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

describe("the groups in tokens", () => {
  test("are those of the user by precedence, the strongest first, then those without one, then by name", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const settings = { weak: 20, Zero: 0, none2: undefined, tieB: 5, tieA: 5, none1: undefined, other: 1 };
    for (const [GroupName, Precedence] of Object.entries(settings)) {
      await cognito.send("CreateGroup", { UserPoolId, GroupName, Precedence });
      if (GroupName === "other") continue;
      await cognito.send("AdminAddUserToGroup", { UserPoolId, Username: "alice", GroupName });
    }
    const tokens = await cognito.givenTokens({ ClientId, Username: "alice" });
    for (const token of [tokens.AccessToken, tokens.IdToken]) {
      expect(readJwt(token)?.claims["cognito:groups"]).toEqual(["Zero", "tieA", "tieB", "weak", "none1", "none2"]);
    }
  });

  test("are absent for a user in none, or in groups that are gone", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const group = { UserPoolId, GroupName: "admins" };
    await cognito.send("CreateGroup", group);
    await cognito.send("AdminAddUserToGroup", { ...group, Username: "alice" });
    await cognito.send("DeleteGroup", group);
    await cognito.send("CreateGroup", group);
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    expect(readJwt(AccessToken)?.claims).not.toHaveProperty("cognito:groups");
  });
});
