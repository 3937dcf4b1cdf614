import { describe, expect, test, vi } from "vitest";
import type { TestCognito } from "../testing/start-cognito.ts";
import { outcomesOf, startReplicas } from "../testing/start-replicas.ts";
import { userPoolClients } from "../user-pools/clients/user-pool-clients.collection.ts";
import { groups } from "../user-pools/groups/groups.collection.ts";
import { poolRemovals } from "../user-pools/pools/pool-removals.collection.ts";
import { users } from "../user-pools/users/users.collection.ts";

describe("Changes of one pool by many calls at once to three replicas", () => {
  test("are all made: custom attributes", async () => {
    const all = await startReplicas();
    const { UserPoolId } = await all.replicas[0].givenUserPool();
    const added = await all.atOnce(45, "AddCustomAttributes", (call) => ({
      UserPoolId,
      CustomAttributes: [{ Name: `attribute${call}`, AttributeDataType: "String" }],
    }));
    expect(added).toEqual({ done: 45 });
    const { UserPool } = await all.replicas[1].send("DescribeUserPool", { UserPoolId });
    const custom = (UserPool?.SchemaAttributes ?? []).filter(({ Name }) => Name?.startsWith("custom:"));
    expect(custom).toHaveLength(45);
  });

  test("are all made: 200 tags", async () => {
    const all = await startReplicas();
    const { UserPoolId } = await all.replicas[0].givenUserPool();
    const { UserPool } = await all.replicas[0].send("DescribeUserPool", { UserPoolId });
    const ResourceArn = UserPool?.Arn ?? "";
    const tagged = await all.atOnce(200, "TagResource", (call) => ({
      ResourceArn,
      Tags: { [`key${call % 50}`]: `${call}` },
    }));
    expect(tagged).toEqual({ done: 200 });
    const { Tags = {} } = await all.replicas[2].send("ListTagsForResource", { ResourceArn });
    expect(Object.keys(Tags)).toHaveLength(50);
  });

  test("are one deletion", async () => {
    const all = await startReplicas();
    const { UserPoolId } = await all.replicas[0].givenUserPool();
    expect(await all.atOnce(30, "DeleteUserPool", () => ({ UserPoolId }))).toEqual({
      done: 1,
      [`ResourceNotFoundException: User pool ${UserPoolId} does not exist.`]: 29,
    });
  });
});

test("A client that is changed while it is deleted is gone, and gone for all", async () => {
  for (let round = 0; round < 10; round++) {
    const all = await startReplicas();
    const { UserPoolId, ClientId } = await all.replicas[0].givenUserPoolClient();
    const missing = `ResourceNotFoundException: User pool client ${ClientId} does not exist.`;
    const changeUntilItIsGone = async (replica: TestCognito): Promise<void> => {
      for (let change = 0; change < 10; change++)
        await replica.send("UpdateUserPoolClient", { UserPoolId, ClientId, ClientName: `${change}` });
    };
    const outcomes = await outcomesOf([
      ...all.replicas.map(changeUntilItIsGone),
      all.replicas[1].send("DeleteUserPoolClient", { UserPoolId, ClientId }),
    ]);
    expect((outcomes["done"] ?? 0) + (outcomes[missing] ?? 0)).toBe(all.replicas.length + 1);
    for (const replica of all.replicas)
      await expect(replica.send("DescribeUserPoolClient", { UserPoolId, ClientId })).rejects.toBeCognitoError(
        "ResourceNotFoundException",
        `User pool client ${ClientId} does not exist.`,
      );
  }
});

test("A pool that is deleted while people sign up keeps nobody, and nothing else", async () => {
  for (let round = 0; round < 10; round++) {
    const all = await startReplicas();
    const [first, second, third] = all.replicas;
    const { UserPoolId, ClientId } = await first.givenUserPoolClient();
    const outcomes = await outcomesOf([
      ...Array.from({ length: 30 }, async (_, call) => {
        const replica = all.replicas[call % 3] ?? first;
        if (call % 3 === 0) return replica.send("CreateGroup", { UserPoolId, GroupName: `group${call}` });
        if (call % 3 === 1) return replica.send("CreateUserPoolClient", { UserPoolId, ClientName: "app" });
        return replica.send("SignUp", { ClientId, Username: `user${call}`, Password: "Correct-Horse-9!" });
      }),
      second.send("DeleteUserPool", { UserPoolId }),
    ]);
    const noPool = `ResourceNotFoundException: User pool ${UserPoolId} does not exist.`;
    const noClient = `ResourceNotFoundException: User pool client ${ClientId} does not exist.`;
    expect((outcomes["done"] ?? 0) + (outcomes[noPool] ?? 0) + (outcomes[noClient] ?? 0)).toBe(31);
    await expect(third.send("ListUsers", { UserPoolId })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      `User pool ${UserPoolId} does not exist.`,
    );
    // Who committed after the removal is swept away when the next server starts or the next pool is deleted.
    all.clock.advance({ minutes: 1 });
    const { UserPoolId: next } = await third.givenUserPool();
    await third.send("DeleteUserPool", { UserPoolId: next });
    await vi.waitFor(async () => expect(await all.store.count(poolRemovals, "byAge", [])).toBe(1));
    expect(await all.store.count(users, "byUsername", [UserPoolId])).toBe(0);
    expect(await all.store.count(groups, "byPool", [UserPoolId])).toBe(0);
    expect(await all.store.count(userPoolClients, "byPool", [UserPoolId])).toBe(0);
  }
});
