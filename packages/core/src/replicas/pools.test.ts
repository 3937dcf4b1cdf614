import { describe, expect, test } from "vitest";
import { outcomesOf, startReplicas } from "../testing/start-replicas.ts";

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
    const outcomes = await outcomesOf([
      ...Array.from({ length: 10 }, async (_, call) =>
        (all.replicas[call % 3] ?? all.replicas[0]).send("UpdateUserPoolClient", {
          UserPoolId,
          ClientId,
          ClientName: `${call}`,
        }),
      ),
      all.replicas[1].send("DeleteUserPoolClient", { UserPoolId, ClientId }),
    ]);
    const missing = `ResourceNotFoundException: User pool client ${ClientId} does not exist.`;
    expect((outcomes["done"] ?? 0) + (outcomes[missing] ?? 0)).toBe(11);
    for (const replica of all.replicas)
      await expect(replica.send("DescribeUserPoolClient", { UserPoolId, ClientId })).rejects.toBeCognitoError(
        "ResourceNotFoundException",
        `User pool client ${ClientId} does not exist.`,
      );
  }
});
