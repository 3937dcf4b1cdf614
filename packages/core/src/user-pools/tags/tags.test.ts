import { describe, expect, test } from "vitest";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";

const arnOf = (UserPoolId: string, { region = "us-east-1", accountId = "000000000000" } = {}): string =>
  `arn:aws:cognito-idp:${region}:${accountId}:userpool/${UserPoolId}`;

async function tagsOf(cognito: TestCognito, UserPoolId: string): Promise<unknown> {
  const { Tags } = await cognito.send("ListTagsForResource", { ResourceArn: arnOf(UserPoolId) });
  const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
  expect(UserPool?.UserPoolTags).toEqual(Tags);
  return Tags;
}

const numbered = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`key${at}`, "value"]));

describe("tags", () => {
  test("are none on a new pool", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    expect(await tagsOf(cognito, UserPoolId)).toEqual({});
  });

  test("come with the pool, are added, overwritten and removed", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ UserPoolTags: { stage: "test", team: "red" } });
    const ResourceArn = arnOf(UserPoolId);
    expect(await cognito.send("TagResource", { ResourceArn, Tags: { team: "blue", Stage: "" } })).toEqual({});
    expect(await tagsOf(cognito, UserPoolId)).toEqual({ stage: "test", team: "blue", Stage: "" });
    expect(await cognito.send("UntagResource", { ResourceArn, TagKeys: ["stage", "unknown"] })).toEqual({});
    expect(await tagsOf(cognito, UserPoolId)).toEqual({ team: "blue", Stage: "" });
  });

  test("survive racing calls", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const ResourceArn = arnOf(UserPoolId);
    await Promise.all(
      Object.keys(numbered(8)).map((key) => cognito.send("TagResource", { ResourceArn, Tags: { [key]: "value" } })),
    );
    expect(await tagsOf(cognito, UserPoolId)).toEqual(numbered(8));
  });

  test.each<readonly [what: string, tags: Record<string, string>, message: string]>([
    [
      "a reserved prefix, in whatever case",
      { "AWS:stage": "test" },
      "aws: prefixed tag key names are not allowed for external use.",
    ],
    [
      "a character of a key",
      { "what?": "test" },
      "The tag what? has characters that are not allowed. Letters, numbers, spaces and _ . : / = + - @ are.",
    ],
    [
      "a character of a value",
      { what: "<test>" },
      "The tag what has characters that are not allowed. Letters, numbers, spaces and _ . : / = + - @ are.",
    ],
    ["the fifty-first tag", numbered(50), "A user pool cannot have more than 50 tags."],
    [
      "a long key",
      { ["k".repeat(129)]: "" },
      `1 validation error detected: Value '{${"k".repeat(129)}=}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]`,
    ],
  ])("are refused for %s", async (_, Tags, message) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ UserPoolTags: { "Größe 1_.:/=+-@": "ü" } });
    const ResourceArn = arnOf(UserPoolId);
    await expect(cognito.send("TagResource", { ResourceArn, Tags })).rejects.toBeCognitoError(
      "InvalidParameterException",
      message,
    );
    expect(await tagsOf(cognito, UserPoolId)).toEqual({ "Größe 1_.:/=+-@": "ü" });
  });

  test("are refused with a pool by an error of their own", async () => {
    const cognito = await startCognito();
    await expect(
      cognito.send("CreateUserPool", { PoolName: "people", UserPoolTags: numbered(51) }),
    ).rejects.toBeCognitoError("UserPoolTaggingException", "A user pool cannot have more than 50 tags.");
    await cognito.givenUserPool({ UserPoolTags: numbered(50) });
  });

  test.each(["ListTagsForResource", "TagResource", "UntagResource"] as const)(
    "%s knows only pools of its account and region",
    async (operation) => {
      const cognito = await startCognito();
      const { UserPoolId } = await cognito.givenUserPool();
      const request = (ResourceArn: string) =>
        cognito.send(operation, { ResourceArn, Tags: { stage: "test" }, TagKeys: ["stage"] });
      const missing = "us-east-1_missing";
      await expect(request(arnOf(missing))).rejects.toBeCognitoError(
        "ResourceNotFoundException",
        `User pool ${missing} does not exist.`,
      );
      for (const elsewhere of [{ region: "eu-west-1" }, { accountId: "123456789012" }]) {
        await expect(request(arnOf(UserPoolId, elsewhere))).rejects.toBeCognitoError(
          "ResourceNotFoundException",
          `User pool ${UserPoolId} does not exist.`,
        );
      }
      for (const other of [
        "arn:aws:cognito-identity:us-east-1:000000000000:identitypool/us-east-1:1",
        "arn:aws:cognito-idp:us-east-1:000000000000:client/1",
      ]) {
        await expect(request(other)).rejects.toBeCognitoError(
          "InvalidParameterException",
          `${other} is not the ARN of a user pool.`,
        );
      }
    },
  );
});
