import { expect, test } from "vitest";
import { startCognito } from "./testing/start-cognito.ts";

test("a hundred changes of one thing at once are all made", async () => {
  const cognito = await startCognito();
  const { UserPool } = await cognito.send("CreateUserPool", { PoolName: "people" });
  const ResourceArn = UserPool?.Arn ?? "";
  const keys = Array.from({ length: 50 }, (_, number) => `key${number}`);
  await Promise.all(
    keys.flatMap((key) => [
      cognito.send("TagResource", { ResourceArn, Tags: { [key]: "value" } }),
      cognito.send("UntagResource", { ResourceArn, TagKeys: [`not-${key}`] }),
    ]),
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
