import { describe, expect, test } from "vitest";
import { createMemoryStore } from "./store/memory-store.ts";
import { type Store, StoreConflict } from "./store/store.ts";
import { startCognito } from "./testing/start-cognito.ts";
import { createTestClock } from "./testing/test-clock.ts";

test("Three hundred changes of one thing at once are all made", async () => {
  const cognito = await startCognito();
  const { UserPool } = await cognito.send("CreateUserPool", { PoolName: "people" });
  const ResourceArn = UserPool?.Arn ?? "";
  const keys = Array.from({ length: 50 }, (_, number) => `key${number}`);
  await Promise.all(
    Array.from({ length: 3 }, () => keys).flatMap((each) =>
      each.flatMap((key) => [
        cognito.send("TagResource", { ResourceArn, Tags: { [key]: "value" } }),
        cognito.send("UntagResource", { ResourceArn, TagKeys: [`not-${key}`] }),
      ]),
    ),
  );
  const { Tags } = await cognito.send("ListTagsForResource", { ResourceArn });
  expect(Object.keys(Tags ?? {}).toSorted()).toEqual(keys.toSorted());
});

test("Sixty changes of one user at the same time all happen, one after the other", async () => {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool();
  await cognito.send("AdminCreateUser", { UserPoolId, Username: "alice" });
  const values = Array.from({ length: 60 }, (_, index) => `${index}`);
  await Promise.all(
    values.map((Value) =>
      cognito.send("AdminUpdateUserAttributes", {
        UserPoolId,
        Username: "alice",
        UserAttributes: [{ Name: "nickname", Value }],
      }),
    ),
  );
  const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
  expect(values).toContain(UserAttributes?.[1]?.Value);
});

describe("A request that loses race after race", () => {
  /** A store on which others are faster this many times. */
  function contendedStore(losses: number): { readonly store: Store; readonly lost: () => number } {
    const store = createMemoryStore({ clock: createTestClock("2026-01-01T00:00:00Z") });
    const others: Store["commit"] = store.commit.bind(store);
    let lost = 0;
    store.commit = async (writes) => {
      if (lost === losses) return others(writes);
      lost += 1;
      throw new StoreConflict({ collection: "userPools", reason: "version", key: ["pool"] });
    };
    return { store, lost: () => lost };
  }

  test("is made in the end, and waits longer from time to time, but never long", async () => {
    const { store, lost } = contendedStore(50);
    const pauses: number[] = [];
    const cognito = await startCognito({ store, pause: async (milliseconds) => void pauses.push(milliseconds) });
    await cognito.givenUserPool();
    expect(lost()).toBe(50);
    expect(pauses).toHaveLength(49);
    expect(pauses[0]).toBeLessThan(2);
    expect(Math.max(...pauses)).toBeGreaterThan(8);
    expect(Math.max(...pauses)).toBeLessThan(32);
  });

  test("is told in the end that there are too many, and holds nobody up", async () => {
    const { store, lost } = contendedStore(201);
    const cognito = await startCognito({ store, pause: async () => {} });
    const outcomes = await Promise.allSettled([1, 2, 3].map(async () => cognito.givenUserPool()));
    expect(lost()).toBe(201);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
    await expect(Promise.reject(outcomes[0]?.status === "rejected" && outcomes[0].reason)).rejects.toBeCognitoError(
      "TooManyRequestsException",
      "Rate exceeded",
    );
  });
});
