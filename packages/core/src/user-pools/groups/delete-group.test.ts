import { describe, expect, test } from "vitest";
import { createMemoryStore } from "../../store/memory-store.ts";
import { startCognito } from "../../testing/start-cognito.ts";
import { createTestClock } from "../../testing/test-clock.ts";
import { groupMemberships, groups } from "./groups.collection.ts";

describe("DeleteGroup", () => {
  test("leaves the members users, in no group", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const group = { UserPoolId, GroupName: "admins" };
    await cognito.send("CreateGroup", group);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await cognito.send("AdminAddUserToGroup", { ...group, Username: "alice" });

    expect(await cognito.send("DeleteGroup", group)).toBeUndefined();

    await expect(cognito.send("GetGroup", group)).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "Group not found.",
    );
    const { Groups } = await cognito.send("AdminListGroupsForUser", { UserPoolId, Username: "alice" });
    expect(Groups).toEqual([]);
  });

  test("leaves no members to a later group of the same name", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const group = { UserPoolId, GroupName: "admins" };
    await cognito.send("CreateGroup", group);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await cognito.send("AdminAddUserToGroup", { ...group, Username: "alice" });
    await cognito.send("DeleteGroup", group);
    await cognito.send("CreateGroup", group);

    expect((await cognito.send("ListUsersInGroup", group)).Users).toEqual([]);
    const { Groups } = await cognito.send("AdminListGroupsForUser", { UserPoolId, Username: "alice" });
    expect(Groups).toEqual([]);
  });

  test("brings nobody into a later group of the same name who was being added while it was deleted", async () => {
    const clock = createTestClock("2026-01-01T00:00:00Z");
    const store = createMemoryStore({ clock });
    const cognito = await startCognito({ store, clock });
    const { UserPoolId } = await cognito.givenUserPool();
    const group = { UserPoolId, GroupName: "admins" };
    await cognito.send("CreateGroup", group);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await cognito.send("AdminAddUserToGroup", { ...group, Username: "alice" });
    const old = await store.get(groups, [UserPoolId, "admins"]);
    const { documents } = await store.find(groupMemberships, "byGroup", [UserPoolId, old?.id ?? ""], { limit: 1 });
    await cognito.send("DeleteGroup", group);
    // The addition that had seen the group commits only now.
    await store.commit(documents.map((membership) => groupMemberships.put(membership, { expect: "absent" })));

    await cognito.send("CreateGroup", group);
    expect((await cognito.send("ListUsersInGroup", group)).Users).toEqual([]);
    const { Groups } = await cognito.send("AdminListGroupsForUser", { UserPoolId, Username: "alice" });
    expect(Groups).toEqual([]);
    await cognito.send("AdminAddUserToGroup", { ...group, Username: "alice" });
    expect((await cognito.send("ListUsersInGroup", group)).Users).toHaveLength(1);
  });

  test("clears away the memberships of a large group", async () => {
    const clock = createTestClock("2026-01-01T00:00:00Z");
    const store = createMemoryStore({ clock });
    const cognito = await startCognito({ store, clock });
    const { UserPoolId } = await cognito.givenUserPool();
    const group = { UserPoolId, GroupName: "admins" };
    await cognito.send("CreateGroup", group);
    const groupId = (await store.get(groups, [UserPoolId, "admins"]))?.id ?? "";
    const members = Array.from({ length: 2500 }, (_, number) => ({
      userPoolId: UserPoolId,
      groupId,
      groupName: "admins",
      sub: `sub${number}`,
      username: `user${number}`,
      createdAt: 0,
    }));
    await store.commit(members.map((member) => groupMemberships.put(member, { expect: "absent" })));
    await cognito.send("DeleteGroup", group);
    expect(await store.count(groupMemberships, "byGroup", [UserPoolId])).toBe(0);
  });

  test("refuses a group or pool that does not exist", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await expect(cognito.send("DeleteGroup", { UserPoolId, GroupName: "admins" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "Group not found.",
    );
    await expect(
      cognito.send("DeleteGroup", { UserPoolId: "us-east-1_nowhere00", GroupName: "admins" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nowhere00 does not exist.");
  });
});
