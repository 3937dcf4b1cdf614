import { describe, expect, test } from "vitest";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";

const ROLE = "arn:aws:iam::000000000000:role/admins";
const SETTINGS = { Description: "all", RoleArn: ROLE, Precedence: 5 };

async function givenGroup(): Promise<{ cognito: TestCognito; group: { UserPoolId: string; GroupName: string } }> {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool();
  await cognito.send("CreateGroup", { UserPoolId, GroupName: "Admins", ...SETTINGS });
  return { cognito, group: { UserPoolId, GroupName: "Admins" } };
}

describe("UpdateGroup", () => {
  test("keeps what is left out", async () => {
    const { cognito, group } = await givenGroup();
    cognito.clock.advance({ minutes: 1 });
    const { Group } = await cognito.send("UpdateGroup", group);
    expect(Group).toEqual({ ...group, ...SETTINGS, CreationDate: 1767225600, LastModifiedDate: 1767225660 });
  });

  test("replaces what is given, be it empty or zero", async () => {
    const { cognito, group } = await givenGroup();
    const changes = { Description: "", RoleArn: `${ROLE}2`, Precedence: 0 };
    const { Group } = await cognito.send("UpdateGroup", { ...group, ...changes });
    expect(Group).toMatchObject(changes);
    expect((await cognito.send("GetGroup", group)).Group).toEqual(Group);
  });

  test("keeps the members and the name as it was given", async () => {
    const { cognito, group } = await givenGroup();
    await cognito.givenConfirmedUser({ UserPoolId: group.UserPoolId, Username: "alice" });
    await cognito.send("AdminAddUserToGroup", { ...group, Username: "alice" });
    const { Group } = await cognito.send("UpdateGroup", { ...group, GroupName: "ADMINS", Precedence: 1 });
    expect(Group?.GroupName).toBe("Admins");
    expect((await cognito.send("ListUsersInGroup", group)).Users).toHaveLength(1);
  });

  test("loses no change to another that is made at the same time", async () => {
    const { cognito, group } = await givenGroup();
    await Promise.all([
      cognito.send("UpdateGroup", { ...group, Precedence: 1 }),
      cognito.send("UpdateGroup", { ...group, Description: "few" }),
    ]);
    expect((await cognito.send("GetGroup", group)).Group).toMatchObject({ Precedence: 1, Description: "few" });
  });

  test("refuses a role of another account", async () => {
    const { cognito, group } = await givenGroup();
    await expect(
      cognito.send("UpdateGroup", { ...group, RoleArn: "arn:aws:iam::123456789012:role/admins" }),
    ).rejects.toBeCognitoError("NotAuthorizedException", "Cross-account pass role is not allowed.");
  });

  test("refuses a group or pool that does not exist", async () => {
    const { cognito, group } = await givenGroup();
    await expect(cognito.send("UpdateGroup", { ...group, GroupName: "users" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "Group not found.",
    );
    await expect(cognito.send("UpdateGroup", { ...group, UserPoolId: "us-east-1_nowhere00" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool us-east-1_nowhere00 does not exist.",
    );
  });
});
