import { expect, test } from "vitest";
import { startReplicas } from "../testing/start-replicas.ts";

test("The inbox is in the order in which messages were sent, whichever replicas sent them, also while the clock stands still", async () => {
  const all = await startReplicas();
  const [first, second, third] = all.replicas;
  const { UserPoolId } = await first.givenUserPool();
  const senders = [first, first, first, second, third, second, first, third, third, second];
  for (const [position, replica] of senders.entries())
    await replica.send("AdminCreateUser", {
      UserPoolId,
      Username: `user${position}`,
      UserAttributes: [{ Name: "email", Value: `user${position}@example.com` }],
      DesiredDeliveryMediums: ["EMAIL"],
    });
  const sent = await third.listMessages();
  expect(sent.map(({ username }) => username)).toEqual(senders.map((_, position) => `user${position}`));
});
