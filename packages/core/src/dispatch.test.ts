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
