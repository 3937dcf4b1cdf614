import { expect, test } from "vitest";
import { startReplicas } from "../testing/start-replicas.ts";
import { type KeptMessage, messages } from "../user-pools/messages/messages.collection.ts";

/** A message as a process sends it that has sent so many before. */
function messageTo(username: string, sequence: number): KeptMessage {
  return {
    id: `id of ${username}`,
    userPoolId: "us-east-1_123456789",
    username,
    medium: "EMAIL",
    kind: "other",
    to: `${username}@example.com`,
    from: "no-reply@verificationemail.com",
    subject: "Hello",
    body: "Hello",
    sentAt: "2026-01-01T00:00:00.000Z",
    sentAtMilliseconds: Date.UTC(2026, 0, 1),
    sequence,
  };
}

test("The inbox is in the order of sending, whichever process sent a message and whether or not the clock stands still", async () => {
  const { store, replicas } = await startReplicas();
  // A process counts its own messages only: one that has just started begins anew.
  const sent = [
    messageTo("ann", 7),
    messageTo("bob", 1),
    messageTo("cid", 8),
    messageTo("dan", 2),
    messageTo("eve", 1),
  ];
  for (const message of sent) await store.commit([messages.put(message, { expect: "absent" })]);
  await store.commit([
    messages.put(messageTo("gil", 10), { expect: "absent" }),
    messages.put(messageTo("fay", 9), { expect: "absent" }),
  ]);
  const names = (await replicas[1].listMessages()).map(({ username }) => username);
  expect(names).toEqual(["ann", "bob", "cid", "dan", "eve", "fay", "gil"]);
});

test("A message that one process sends is seen by who waits for it at another", async () => {
  const { replicas } = await startReplicas();
  const { UserPoolId } = await replicas[0].givenUserPool();
  const waiting = replicas[1].awaitMessages({ username: "ann", medium: "EMAIL" }, AbortSignal.timeout(30_000));
  await replicas[2].send("AdminCreateUser", {
    UserPoolId,
    Username: "ann",
    UserAttributes: [{ Name: "email", Value: "ann@example.com" }],
    DesiredDeliveryMediums: ["EMAIL"],
  });
  expect(await waiting).toMatchObject([{ username: "ann", to: "ann@example.com" }]);
});
