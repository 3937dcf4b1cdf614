import { expect, test } from "vitest";
import { createMemoryStore } from "../../index.ts";
import { startCognito, TEST_PASSWORD } from "../../testing/start-cognito.ts";
import { createTestClock } from "../../testing/test-clock.ts";
import { signingKeys } from "./signing-keys.collection.ts";

test("a sign-in that the deletion of its pool overtakes finds no pool", async () => {
  const clock = createTestClock("2026-01-01T00:00:00Z");
  const store = createMemoryStore({ clock });
  const cognito = await startCognito({ store, clock });
  const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });

  const get = store.get.bind(store);
  store.get = async (collection, key) => {
    if (collection.name === signingKeys.name) {
      store.get = get;
      await cognito.send("DeleteUserPool", { UserPoolId });
    }
    return get(collection, key);
  };

  await expect(
    cognito.send("InitiateAuth", {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD },
    }),
  ).rejects.toBeCognitoError("ResourceNotFoundException", `User pool ${UserPoolId} does not exist.`);
});
