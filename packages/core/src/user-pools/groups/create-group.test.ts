import { describe, expect, test } from "vitest";
import { createMemoryStore } from "../../store/memory-store.ts";
import { startCognito } from "../../testing/start-cognito.ts";
import { createTestClock } from "../../testing/test-clock.ts";
import { MAX_GROUPS_PER_POOL } from "./create-group.ts";
import { groups } from "./groups.collection.ts";

const ROLE = "arn:aws:iam::000000000000:role/admins";

describe("CreateGroup", () => {
  test("answers the group, and nothing of what was not set", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const bare = await cognito.send("CreateGroup", { UserPoolId, GroupName: "users" });
    expect(JSON.parse(JSON.stringify(bare))).toEqual({
      Group: { GroupName: "users", UserPoolId, LastModifiedDate: 1767225600, CreationDate: 1767225600 },
    });
    const settings = { GroupName: "Admins", Description: "all", RoleArn: ROLE, Precedence: 0 };
    const { Group } = await cognito.send("CreateGroup", { UserPoolId, ...settings });
    expect(Group).toMatchObject(settings);
  });

  test("refuses a second group of the same name in whatever case, and leaves the first as it was", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await cognito.send("CreateGroup", { UserPoolId, GroupName: "Admins", Precedence: 1 });
    for (const GroupName of ["Admins", "ADMINS"]) {
      await expect(cognito.send("CreateGroup", { UserPoolId, GroupName, Precedence: 2 })).rejects.toBeCognitoError(
        "GroupExistsException",
        "A group with the name already exists.",
      );
    }
    const { Group } = await cognito.send("GetGroup", { UserPoolId, GroupName: "Admins" });
    expect(Group).toMatchObject({ GroupName: "Admins", Precedence: 1 });
  });

  test("makes one group of two racing calls", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const calls = await Promise.allSettled(
      ["admins", "ADMINS"].map((GroupName) => cognito.send("CreateGroup", { UserPoolId, GroupName })),
    );
    expect(calls.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await cognito.send("ListGroups", { UserPoolId })).Groups).toHaveLength(1);
  });

  test("lets every pool have a group of the name", async () => {
    const cognito = await startCognito();
    for (const _ of ["first", "second"]) {
      const { UserPoolId } = await cognito.givenUserPool();
      await cognito.send("CreateGroup", { UserPoolId, GroupName: "admins" });
    }
  });

  test("refuses a role of another account", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const RoleArn = "arn:aws:iam::123456789012:role/admins";
    await expect(cognito.send("CreateGroup", { UserPoolId, GroupName: "admins", RoleArn })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Cross-account pass role is not allowed.",
    );
  });

  test("refuses a group too many", async () => {
    const clock = createTestClock("2026-01-01T00:00:00Z");
    const store = createMemoryStore({ clock });
    const cognito = await startCognito({ store, clock });
    const { UserPoolId } = await cognito.givenUserPool();
    const made = Array.from({ length: MAX_GROUPS_PER_POOL }, (_, number) => ({
      userPoolId: UserPoolId,
      id: `${number}`,
      name: `group${number}`,
      createdAt: 0,
      modifiedAt: 0,
    }));
    await store.commit(made.map((group) => groups.put(group, { expect: "absent" })));
    await expect(cognito.send("CreateGroup", { UserPoolId, GroupName: "admins" })).rejects.toBeCognitoError(
      "LimitExceededException",
      "The limit of 10000 groups per user pool has been reached.",
    );
  });

  test("refuses a pool that does not exist", async () => {
    const cognito = await startCognito();
    await expect(
      cognito.send("CreateGroup", { UserPoolId: "us-east-1_nowhere00", GroupName: "admins" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nowhere00 does not exist.");
  });

  test("refuses a precedence below zero and a role that is none", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await expect(
      cognito.send("CreateGroup", { UserPoolId, GroupName: "admins", Precedence: -1 }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value '-1' at 'precedence' failed to satisfy constraint: Member must have value greater than or equal to 0",
    );
    await expect(cognito.send("CreateGroup", { UserPoolId, GroupName: "admins", RoleArn: "arn" })).rejects.toThrow(
      /at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20/,
    );
  });
});
