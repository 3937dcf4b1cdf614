import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

describe("GetGroup", () => {
  test("answers what CreateGroup answered, in whatever case the name is asked for", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const created = await cognito.send("CreateGroup", { UserPoolId, GroupName: "Admins", Description: "all" });
    expect(await cognito.send("GetGroup", { UserPoolId, GroupName: "Admins" })).toEqual(created);
    expect(await cognito.send("GetGroup", { UserPoolId, GroupName: "admins" })).toEqual(created);
  });

  test("refuses a group that does not exist, or exists in another pool", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const other = await cognito.givenUserPool();
    await cognito.send("CreateGroup", { UserPoolId: other.UserPoolId, GroupName: "admins" });
    await expect(cognito.send("GetGroup", { UserPoolId, GroupName: "admins" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "Group not found.",
    );
  });

  test("refuses a pool that does not exist", async () => {
    const cognito = await startCognito();
    await expect(
      cognito.send("GetGroup", { UserPoolId: "us-east-1_nowhere00", GroupName: "admins" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nowhere00 does not exist.");
  });
});
