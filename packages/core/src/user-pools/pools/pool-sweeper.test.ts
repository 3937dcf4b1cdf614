import { describe, expect, test, vi } from "vitest";
import type { Store } from "../../store/store.ts";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";
import { users } from "../users/users.collection.ts";
import { poolRemovals } from "./pool-removals.collection.ts";

/** A server that was stopped in the middle of the deletion of a pool, as far as its store can tell. */
async function givenHalfDeletedPool(): Promise<{ readonly before: TestCognito; readonly UserPoolId: string }> {
  const before = await startCognito();
  const { store } = before;
  const { UserPoolId } = await before.givenUserPool();
  await before.givenConfirmedUser({ UserPoolId, Username: "alice" });
  const commit: Store["commit"] = store.commit.bind(store);
  let commits = 0;
  store.commit = async (writes) => {
    commits += 1;
    if (commits > 1) throw new Error("the server stopped");
    return commit(writes);
  };
  await expect(before.send("DeleteUserPool", { UserPoolId })).rejects.toThrow("the server stopped");
  store.commit = commit;
  await before.close();
  expect(await store.count(users, "byUsername", [UserPoolId])).toBe(1);
  return { before, UserPoolId };
}

describe("What a deleted pool has left", () => {
  test("is removed by the next server to start, once nothing can come to it any more", async () => {
    const { before, UserPoolId } = await givenHalfDeletedPool();
    const { store, clock } = before;
    const leftUsers = () => store.count(users, "byUsername", [UserPoolId]);

    clock.advance({ milliseconds: 59_999 });
    const early = await startCognito({ store, clock });
    // By the time that its own deletion of a pool is answered it has seen what there is to sweep.
    await early.send("DeleteUserPool", await early.givenUserPool());
    await early.givenUserPool();
    await early.close();
    expect(await leftUsers()).toBe(1);

    clock.advance({ milliseconds: 1 });
    const next = await startCognito({ store, clock });
    await vi.waitFor(async () => expect(await store.count(poolRemovals, "byAge", [])).toBe(1));
    expect(await leftUsers()).toBe(0);
    await next.close();
  });

  test("is left to others by a server that closes", async () => {
    const { before, UserPoolId } = await givenHalfDeletedPool();
    const { store, clock } = before;
    clock.advance({ minutes: 1 });
    const closing = await startCognito({ store, clock });
    await closing.close();
    expect(await store.count(poolRemovals, "byAge", [])).toBe(1);
    const next = await startCognito({ store, clock });
    await vi.waitFor(async () => expect(await store.count(poolRemovals, "byAge", [])).toBe(0));
    expect(await store.count(users, "byUsername", [UserPoolId])).toBe(0);
    await next.close();
  });
});
