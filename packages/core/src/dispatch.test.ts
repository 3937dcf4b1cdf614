import { expect, test } from "vitest";
import { startCognito } from "./testing/start-cognito.ts";

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
