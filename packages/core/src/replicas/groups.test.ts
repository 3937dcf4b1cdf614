import { describe, expect, test } from "vitest";
import { startReplicas, type TestReplicas, outcomesOf } from "../testing/start-replicas.ts";
import { groupMemberships } from "../user-pools/groups/groups.collection.ts";
import { MAX_GROUPS_PER_USER } from "../user-pools/groups/groups-of-user.ts";

const NO_USER = "UserNotFoundException: User does not exist.";
const NO_GROUP = "ResourceNotFoundException: Group not found.";

async function givenPool({ replicas: [first] }: TestReplicas, usernames: readonly string[], groups: readonly string[]) {
  const { UserPoolId } = await first.givenUserPool();
  await Promise.all(usernames.map((Username) => first.send("AdminCreateUser", { UserPoolId, Username })));
  await Promise.all(groups.map((GroupName) => first.send("CreateGroup", { UserPoolId, GroupName })));
  return UserPoolId;
}

function numbered(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => `${name}${String(number).padStart(3, "0")}`);
}

/** Who is in a group, asked of both sides. */
async function membersOf({ replicas }: TestReplicas, UserPoolId: string, GroupName: string) {
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await replicas[1].send("ListUsersInGroup", { UserPoolId, GroupName, NextToken });
    names.push(...(page.Users ?? []).map(({ Username = "" }) => Username));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return names;
}

describe("Memberships that are changed by 200 calls at once to three replicas", () => {
  test("are all made, of different users in one group", async () => {
    const all = await startReplicas();
    const usernames = numbered("user", 200);
    const UserPoolId = await givenPool(all, usernames, ["all"]);
    const input = (call: number) => ({ UserPoolId, GroupName: "all", Username: usernames[call] ?? "" });
    expect(await all.atOnce(200, "AdminAddUserToGroup", input)).toEqual({ done: 200 });
    expect(await membersOf(all, UserPoolId, "all")).toEqual(usernames);
    expect(await all.atOnce(200, "AdminRemoveUserFromGroup", input)).toEqual({ done: 200 });
    expect(await membersOf(all, UserPoolId, "all")).toEqual([]);
  });

  test("are one, of one user in one group", async () => {
    const all = await startReplicas();
    const UserPoolId = await givenPool(all, ["alice"], ["all"]);
    const membership = { UserPoolId, GroupName: "all", Username: "alice" };
    expect(await all.atOnce(200, "AdminAddUserToGroup", () => membership)).toEqual({ done: 200 });
    expect(await all.store.count(groupMemberships, "byUser", [UserPoolId])).toBe(1);
    expect(await all.atOnce(200, "AdminRemoveUserFromGroup", () => membership)).toEqual({ done: 200 });
    expect(await all.store.count(groupMemberships, "byUser", [UserPoolId])).toBe(0);
  });

  test("are as many as a user may have, and no more", async () => {
    const all = await startReplicas();
    const groups = numbered("group", 120);
    const UserPoolId = await givenPool(all, ["alice"], groups);
    const outcomes = await all.atOnce(120, "AdminAddUserToGroup", (call) => ({
      UserPoolId,
      GroupName: groups[call] ?? "",
      Username: "alice",
    }));
    expect(outcomes).toEqual({
      done: MAX_GROUPS_PER_USER,
      [`LimitExceededException: A user cannot be in more than ${MAX_GROUPS_PER_USER} groups.`]:
        groups.length - MAX_GROUPS_PER_USER,
    });
    expect(await all.store.count(groupMemberships, "byUser", [UserPoolId])).toBe(MAX_GROUPS_PER_USER);
  });

  test("are the same from both sides, when users come and go", async () => {
    const all = await startReplicas();
    const usernames = numbered("user", 20);
    const groups = numbered("group", 5);
    const UserPoolId = await givenPool(all, usernames, groups);
    await outcomesOf(
      Array.from({ length: 200 }, async (_, call) => {
        const replica = all.replicas[call % 3] ?? all.replicas[0];
        const membership = {
          UserPoolId,
          Username: usernames[call % 20] ?? "",
          GroupName: groups[(call % 7) % 5] ?? "",
        };
        return replica.send(call % 3 === 0 ? "AdminRemoveUserFromGroup" : "AdminAddUserToGroup", membership);
      }),
    );
    const byGroup = await Promise.all(
      groups.map(async (group) => (await membersOf(all, UserPoolId, group)).map((name) => `${name} ${group}`)),
    );
    const byUser = await Promise.all(
      usernames.map(async (Username) => {
        const { Groups = [] } = await all.replicas[2].send("AdminListGroupsForUser", { UserPoolId, Username });
        return Groups.map(({ GroupName }) => `${Username} ${GroupName}`);
      }),
    );
    expect(byUser.flat().toSorted()).toEqual(byGroup.flat().toSorted());
  });
});

test("A user who is deleted while others put them into groups leaves no membership behind", async () => {
  for (let round = 0; round < 20; round++) {
    const all = await startReplicas();
    const groups = numbered("group", 10);
    const UserPoolId = await givenPool(all, ["alice"], groups);
    const outcomes = await outcomesOf([
      ...groups.map(async (GroupName, call) =>
        (all.replicas[call % 3] ?? all.replicas[0]).send("AdminAddUserToGroup", {
          UserPoolId,
          GroupName,
          Username: "alice",
        }),
      ),
      all.replicas[round % 3]?.send("AdminDeleteUser", { UserPoolId, Username: "alice" }) ?? Promise.resolve(),
    ]);
    expect((outcomes["done"] ?? 0) + (outcomes[NO_USER] ?? 0)).toBe(groups.length + 1);
    expect(await all.store.count(groupMemberships, "byUser", [UserPoolId])).toBe(0);
  }
});

test("Who is put into a group while it is deleted is in no group, also when another of its name is created", async () => {
  for (let round = 0; round < 10; round++) {
    const all = await startReplicas();
    const usernames = numbered("user", 10);
    const UserPoolId = await givenPool(all, usernames, ["doomed"]);
    const [first, second] = all.replicas;
    const outcomes = await outcomesOf([
      ...usernames.map(async (Username, call) =>
        (all.replicas[call % 3] ?? first).send("AdminAddUserToGroup", { UserPoolId, GroupName: "doomed", Username }),
      ),
      second.send("DeleteGroup", { UserPoolId, GroupName: "doomed" }),
    ]);
    expect((outcomes["done"] ?? 0) + (outcomes[NO_GROUP] ?? 0)).toBe(usernames.length + 1);
    await first.send("CreateGroup", { UserPoolId, GroupName: "doomed" });
    expect(await membersOf(all, UserPoolId, "doomed")).toEqual([]);
    for (const Username of usernames) {
      const { Groups } = await second.send("AdminListGroupsForUser", { UserPoolId, Username });
      expect(Groups).toEqual([]);
    }
  }
});

test("Of 200 calls at once that create one group, one does", async () => {
  const all = await startReplicas();
  const { UserPoolId } = await all.replicas[0].givenUserPool();
  expect(
    await all.atOnce(200, "CreateGroup", (call) => ({ UserPoolId, GroupName: call % 2 ? "Admins" : "admins" })),
  ).toEqual({
    done: 1,
    "GroupExistsException: A group with the name already exists.": 199,
  });
});
