import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

/** A pool with groups of these names, in this order of age. */
async function givenGroups(names: readonly string[]) {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool();
  for (const GroupName of names) {
    await cognito.send("CreateGroup", { UserPoolId, GroupName });
    cognito.clock.advance({ seconds: 1 });
  }
  return { cognito, UserPoolId };
}

describe("ListGroups", () => {
  test("answers an empty list of a pool without groups", async () => {
    const { cognito, UserPoolId } = await givenGroups([]);
    const answer = await cognito.send("ListGroups", { UserPoolId });
    expect(JSON.parse(JSON.stringify(answer))).toEqual({ Groups: [] });
  });

  test("pages through the groups of the pool, oldest first, and ends without a token", async () => {
    const { cognito, UserPoolId } = await givenGroups(["d", "a", "c", "b", "e"]);
    const other = await cognito.givenUserPool();
    await cognito.send("CreateGroup", { UserPoolId: other.UserPoolId, GroupName: "x" });
    const names: (string | undefined)[][] = [];
    let NextToken: string | undefined;
    do {
      const page = await cognito.send("ListGroups", { UserPoolId, Limit: 2, NextToken });
      names.push((page.Groups ?? []).map(({ GroupName }) => GroupName));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(names).toEqual([["d", "a"], ["c", "b"], ["e"]]);
  });

  test("answers sixty groups a page, also where none are asked for", async () => {
    const { cognito, UserPoolId } = await givenGroups(Array.from({ length: 61 }, (_, number) => `group${number}`));
    expect((await cognito.send("ListGroups", { UserPoolId })).Groups).toHaveLength(60);
    expect((await cognito.send("ListGroups", { UserPoolId, Limit: 0 })).Groups).toHaveLength(60);
  });

  test("refuses a token of another pool", async () => {
    const { cognito, UserPoolId } = await givenGroups(["a", "b"]);
    const other = await cognito.givenUserPool();
    const { NextToken } = await cognito.send("ListGroups", { UserPoolId, Limit: 1 });
    await expect(cognito.send("ListGroups", { UserPoolId: other.UserPoolId, NextToken })).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringMatching(/^Paging marker .* is invalid for request [0-9a-f-]{36}$/),
    });
  });

  test("refuses a page too large", async () => {
    const { cognito, UserPoolId } = await givenGroups([]);
    await expect(cognito.send("ListGroups", { UserPoolId, Limit: 61 })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60",
    );
  });

  test("refuses a pool that does not exist", async () => {
    const cognito = await startCognito();
    await expect(cognito.send("ListGroups", { UserPoolId: "us-east-1_nowhere00" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool us-east-1_nowhere00 does not exist.",
    );
  });
});
