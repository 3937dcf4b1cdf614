import { expect, test } from "vitest";
import type { Store } from "../store/store.ts";
import { startCognito, type TestCognito } from "../testing/start-cognito.ts";
import { groupMemberships } from "../user-pools/groups/groups.collection.ts";
import { users } from "../user-pools/users/users.collection.ts";

const USERS = 1200;

/** A replica whose store does something on its own after so many commits. */
async function givenReplica(
  { store, clock }: TestCognito,
  afterCommits: number,
  happens: () => Promise<void>,
): Promise<TestCognito> {
  let commits = 0;
  const commit: Store["commit"] = async (writes) => {
    await store.commit(writes);
    commits += 1;
    if (commits === afterCommits) await happens();
  };
  return startCognito({
    store: {
      get: (...args) => store.get(...args),
      getUnique: (...args) => store.getUnique(...args),
      find: (...args) => store.find(...args),
      count: (...args) => store.count(...args),
      commit,
      readAll: (...args) => store.readAll(...args),
      replaceAll: (...args) => store.replaceAll(...args),
      close: () => store.close(),
    },
    clock,
  });
}

/** A pool with many users, all in one group, that a snapshot remembers. */
async function givenSavedPool(): Promise<{ readonly saver: TestCognito; readonly UserPoolId: string }> {
  const saver = await startCognito();
  const { store } = saver;
  const { UserPoolId } = await saver.givenUserPool();
  await saver.send("AdminCreateUser", { UserPoolId, Username: "alice" });
  await saver.send("CreateGroup", { UserPoolId, GroupName: "all" });
  await saver.send("AdminAddUserToGroup", { UserPoolId, GroupName: "all", Username: "alice" });
  const [user] = (await store.find(users, "byUsername", [UserPoolId], { limit: 1 })).documents;
  const [membership] = (await store.find(groupMemberships, "byUser", [UserPoolId], { limit: 1 })).documents;
  if (!user || !membership) throw new Error("the user or the membership is not in the store");
  const others = Array.from({ length: USERS - 1 }, (_, number) => ({
    sub: `sub-${number}`,
    username: `user-${number}`,
  }));
  await store.commit(
    others.flatMap((other) => [
      users.put({ ...user, ...other }, { expect: "absent" }),
      groupMemberships.put({ ...membership, ...other }, { expect: "absent" }),
    ]),
  );
  await saver.snapshots.save("full");
  return { saver, UserPoolId };
}

test.each([1, 2])(
  "A pool that is restored while another server removes it, after %d commits, is whole",
  async (commits) => {
    const { saver, UserPoolId } = await givenSavedPool();
    const deleter = await givenReplica(saver, commits, () => saver.snapshots.restore("full"));
    await deleter.send("DeleteUserPool", { UserPoolId });
    await saver.send("DescribeUserPool", { UserPoolId });
    expect(await saver.store.count(users, "byUsername", [UserPoolId])).toBe(USERS);
    expect(await saver.store.count(groupMemberships, "byUser", [UserPoolId])).toBe(USERS);
  },
);

test.each([1, 2])(
  "A group that is restored while another server removes it, after %d commits, is whole",
  async (commits) => {
    const { saver, UserPoolId } = await givenSavedPool();
    const deleter = await givenReplica(saver, commits, () => saver.snapshots.restore("full"));
    await deleter.send("DeleteGroup", { UserPoolId, GroupName: "all" });
    await saver.send("GetGroup", { UserPoolId, GroupName: "all" });
    expect(await saver.store.count(groupMemberships, "byUser", [UserPoolId])).toBe(USERS);
  },
);
