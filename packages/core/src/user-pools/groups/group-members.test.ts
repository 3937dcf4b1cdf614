import { beforeEach, describe, expect, test } from "vitest";
import { createMemoryStore } from "../../store/memory-store.ts";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";
import { createTestClock } from "../../testing/test-clock.ts";
import type { Store } from "../../store/store.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { membershipWritesOfUser } from "./group-membership.ts";
import { groups } from "./groups.collection.ts";
import { MAX_GROUPS_PER_USER } from "./groups-of-user.ts";

const UNKNOWN_POOL = "us-east-1_nowhere00";

let store: Store;
let cognito: TestCognito;
let UserPoolId: string;

beforeEach(async () => {
  const clock = createTestClock("2026-01-01T00:00:00Z");
  store = createMemoryStore({ clock });
  cognito = await startCognito({ store, clock });
  ({ UserPoolId } = await cognito.givenUserPool());
});

async function givenUsers(...names: readonly string[]): Promise<void> {
  for (const Username of names) await cognito.send("AdminCreateUser", { UserPoolId, Username });
}

async function givenGroups(...names: readonly string[]): Promise<void> {
  for (const GroupName of names) await cognito.send("CreateGroup", { UserPoolId, GroupName });
}

function add(Username: string, GroupName: string): Promise<void> {
  return cognito.send("AdminAddUserToGroup", { UserPoolId, Username, GroupName });
}

async function groupNamesOf(Username: string) {
  const { Groups = [] } = await cognito.send("AdminListGroupsForUser", { UserPoolId, Username });
  return Groups.map(({ GroupName }) => GroupName);
}

async function memberNamesOf(GroupName: string) {
  const { Users = [] } = await cognito.send("ListUsersInGroup", { UserPoolId, GroupName });
  return Users.map(({ Username }) => Username);
}

/** What the store holds of a user, as another operation would have it. */
async function storedUser(username: string) {
  const pool = await requireUserPool({ store, region: "us-east-1", accountId: "000000000000" }, UserPoolId);
  return requireUser({ store }, pool, username);
}

describe("AdminAddUserToGroup", () => {
  test("adds the user once, however often and at whatever time it is asked to", async () => {
    await givenUsers("alice");
    await givenGroups("admins");
    expect(await add("alice", "admins")).toBeUndefined();
    await add("alice", "ADMINS");
    await Promise.all([add("alice", "admins"), add("alice", "admins")]);
    expect(await memberNamesOf("admins")).toEqual(["alice"]);
    expect(await groupNamesOf("alice")).toEqual(["admins"]);
  });

  test("adds several users, and a user to several groups, at once", async () => {
    await givenUsers("alice", "bob");
    await givenGroups("admins", "staff");
    await Promise.all([add("alice", "admins"), add("bob", "admins"), add("alice", "staff")]);
    expect(await memberNamesOf("admins")).toEqual(["alice", "bob"]);
    expect(await groupNamesOf("alice")).toEqual(["admins", "staff"]);
  });

  test("takes a user by sub", async () => {
    await givenUsers("alice");
    await givenGroups("admins");
    await add((await storedUser("alice")).sub, "admins");
    expect(await memberNamesOf("admins")).toEqual(["alice"]);
  });

  test("refuses the hundred-and-first group, but not one that the user is in", async () => {
    const names = Array.from({ length: MAX_GROUPS_PER_USER }, (_, number) => `group${number}`);
    await givenUsers("alice");
    await givenGroups(...names, "admins");
    for (const name of names) await add("alice", name);
    await expect(add("alice", "admins")).rejects.toBeCognitoError(
      "LimitExceededException",
      "A user cannot be in more than 100 groups.",
    );
    await add("alice", "group0");
  });

  test("does not count memberships that have outlived their groups", async () => {
    const names = Array.from({ length: MAX_GROUPS_PER_USER }, (_, number) => `group${number}`);
    await givenUsers("alice");
    await givenGroups(...names, "admins");
    for (const name of names) await add("alice", name);
    const group = await store.get(groups, [UserPoolId, "group0"]);
    if (!group) throw new Error("the group is not in the store");
    await store.commit([groups.delete(group, { expect: group })]);
    await add("alice", "admins");
    expect(await memberNamesOf("admins")).toEqual(["alice"]);
  });
});

describe("AdminRemoveUserFromGroup", () => {
  test("takes the user out of this group alone", async () => {
    await givenUsers("alice", "bob");
    await givenGroups("admins", "staff");
    await add("alice", "admins");
    await add("alice", "staff");
    await add("bob", "admins");
    const removal = { UserPoolId, Username: "alice", GroupName: "admins" };
    expect(await cognito.send("AdminRemoveUserFromGroup", removal)).toBeUndefined();
    expect(await memberNamesOf("admins")).toEqual(["bob"]);
    expect(await groupNamesOf("alice")).toEqual(["staff"]);
  });

  test("does not complain of a user who is not in it", async () => {
    await givenUsers("alice");
    await givenGroups("admins");
    const removal = { UserPoolId, Username: "alice", GroupName: "admins" };
    expect(await cognito.send("AdminRemoveUserFromGroup", removal)).toBeUndefined();
  });
});

describe("AdminListGroupsForUser", () => {
  test("answers the groups as GetGroup does", async () => {
    await givenUsers("alice");
    const settings = { UserPoolId, GroupName: "Admins", Description: "all", Precedence: 3 };
    const { Group } = await cognito.send("CreateGroup", settings);
    await add("alice", "admins");
    const answer = await cognito.send("AdminListGroupsForUser", { UserPoolId, Username: "alice" });
    expect(answer).toEqual({ Groups: [Group] });
  });

  test("answers an empty list of a user in no group", async () => {
    await givenUsers("alice");
    expect(await cognito.send("AdminListGroupsForUser", { UserPoolId, Username: "alice" })).toEqual({ Groups: [] });
  });

  test("pages, and its tokens are good for no other user", async () => {
    await givenUsers("alice", "bob");
    await givenGroups("c", "a", "b");
    for (const name of ["a", "b", "c"]) await add("alice", name);
    const call = { UserPoolId, Username: "alice", Limit: 2 };
    const first = await cognito.send("AdminListGroupsForUser", call);
    const second = await cognito.send("AdminListGroupsForUser", { ...call, NextToken: first.NextToken });
    const names = [first, second].map(({ Groups = [] }) => Groups.map(({ GroupName }) => GroupName));
    expect(names).toEqual([["a", "b"], ["c"]]);
    expect(second.NextToken).toBeUndefined();
    await expect(
      cognito.send("AdminListGroupsForUser", { ...call, Username: "bob", NextToken: first.NextToken }),
    ).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringMatching(/^Paging marker .* is invalid for request [0-9a-f-]{36}$/),
    });
  });
});

describe("ListUsersInGroup", () => {
  test("answers the members as AdminCreateUser does", async () => {
    await givenGroups("admins");
    const { User } = await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "alice",
      UserAttributes: [{ Name: "email", Value: "alice@example.com" }],
    });
    await add("alice", "admins");
    expect(await cognito.send("ListUsersInGroup", { UserPoolId, GroupName: "admins" })).toEqual({ Users: [User] });
  });

  test("answers an empty list of an empty group", async () => {
    await givenGroups("admins");
    expect(await cognito.send("ListUsersInGroup", { UserPoolId, GroupName: "admins" })).toEqual({ Users: [] });
  });

  test("pages, and its tokens are good for no other group", async () => {
    await givenUsers("carol", "alice", "bob");
    await givenGroups("admins", "staff");
    for (const name of ["carol", "alice", "bob"]) await add(name, "admins");
    const call = { UserPoolId, GroupName: "admins", Limit: 2 };
    const first = await cognito.send("ListUsersInGroup", call);
    const second = await cognito.send("ListUsersInGroup", { ...call, NextToken: first.NextToken });
    const names = [first, second].map(({ Users = [] }) => Users.map(({ Username }) => Username));
    expect(names).toEqual([["alice", "bob"], ["carol"]]);
    expect(second.NextToken).toBeUndefined();
    await expect(
      cognito.send("ListUsersInGroup", { ...call, GroupName: "staff", NextToken: first.NextToken }),
    ).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringMatching(/^Paging marker .* is invalid for request [0-9a-f-]{36}$/),
    });
  });

  test("does not list who has been deleted in the meantime", async () => {
    await givenUsers("alice", "bob");
    await givenGroups("admins");
    await add("alice", "admins");
    await add("bob", "admins");
    const alice = await storedUser("alice");
    await store.commit([users.delete(alice, { expect: alice })]);
    expect(await memberNamesOf("admins")).toEqual(["bob"]);
  });
});

describe("membershipWritesOfUser", () => {
  test("takes a user out of all groups, and nobody else", async () => {
    await givenUsers("alice", "bob");
    await givenGroups("admins", "staff");
    await add("alice", "admins");
    await add("alice", "staff");
    await add("bob", "admins");
    await store.commit(await membershipWritesOfUser({ store }, await storedUser("alice")));
    expect(await groupNamesOf("alice")).toEqual([]);
    expect(await memberNamesOf("admins")).toEqual(["bob"]);
  });
});

describe("the operations on group members", () => {
  test("refuse a user who does not exist", async () => {
    await givenGroups("admins");
    const nobody = { UserPoolId, Username: "nobody", GroupName: "admins" };
    const refusal = ["UserNotFoundException", "User does not exist."] as const;
    await expect(cognito.send("AdminAddUserToGroup", nobody)).rejects.toBeCognitoError(...refusal);
    await expect(cognito.send("AdminRemoveUserFromGroup", nobody)).rejects.toBeCognitoError(...refusal);
    await expect(cognito.send("AdminListGroupsForUser", { UserPoolId, Username: "nobody" })).rejects.toBeCognitoError(
      ...refusal,
    );
  });

  test("refuse a group that does not exist", async () => {
    await givenUsers("alice");
    const nothing = { UserPoolId, Username: "alice", GroupName: "nothing" };
    const refusal = ["ResourceNotFoundException", "Group not found."] as const;
    await expect(cognito.send("AdminAddUserToGroup", nothing)).rejects.toBeCognitoError(...refusal);
    await expect(cognito.send("AdminRemoveUserFromGroup", nothing)).rejects.toBeCognitoError(...refusal);
    await expect(cognito.send("ListUsersInGroup", { UserPoolId, GroupName: "nothing" })).rejects.toBeCognitoError(
      ...refusal,
    );
  });

  test("refuse a pool that does not exist", async () => {
    const elsewhere = { UserPoolId: UNKNOWN_POOL, Username: "alice", GroupName: "admins" };
    const refusal = ["ResourceNotFoundException", `User pool ${UNKNOWN_POOL} does not exist.`] as const;
    await expect(cognito.send("AdminAddUserToGroup", elsewhere)).rejects.toBeCognitoError(...refusal);
    await expect(cognito.send("AdminRemoveUserFromGroup", elsewhere)).rejects.toBeCognitoError(...refusal);
    const { UserPoolId: pool, Username, GroupName } = elsewhere;
    await expect(cognito.send("AdminListGroupsForUser", { UserPoolId: pool, Username })).rejects.toBeCognitoError(
      ...refusal,
    );
    await expect(cognito.send("ListUsersInGroup", { UserPoolId: pool, GroupName })).rejects.toBeCognitoError(
      ...refusal,
    );
  });
});
