import { expect, test } from "vitest";
import { createMemoryStore } from "../../store/memory-store.ts";
import type { Store } from "../../store/store.ts";
import { startCognito } from "../../testing/start-cognito.ts";
import { createTestClock } from "../../testing/test-clock.ts";

/** A store that tells how many documents were read by scans. */
function countedStore(store: Store): { readonly store: Store; readonly read: () => number } {
  let read = 0;
  return {
    read: () => read,
    store: {
      get: (...parameters) => store.get(...parameters),
      getUnique: (...parameters) => store.getUnique(...parameters),
      count: (...parameters) => store.count(...parameters),
      commit: (writes) => store.commit(writes),
      readAll: (collections) => store.readAll(collections),
      replaceAll: (...parameters) => store.replaceAll(...parameters),
      close: () => store.close(),
      async find(...parameters) {
        const page = await store.find(...parameters);
        read += page.documents.length;
        return page;
      },
    },
  };
}

/** Two pools in which the same people were invited, each by e-mail and by text message. */
async function givenInbox() {
  const clock = createTestClock("2026-01-01T00:00:00Z");
  const { store, read } = countedStore(createMemoryStore({ clock }));
  const cognito = await startCognito({ store, clock });
  const pools: string[] = [];
  for (const phone of ["+15555550100", "+15555550199"]) {
    const { UserPoolId } = await cognito.givenUserPool();
    pools.push(UserPoolId);
    for (const Username of ["alice", "bob", "carol"]) {
      clock.advance({ seconds: 1 });
      await cognito.send("AdminCreateUser", {
        UserPoolId,
        Username,
        UserAttributes: [
          { Name: "email", Value: `${Username}@example.com` },
          { Name: "phone_number", Value: phone },
        ],
        DesiredDeliveryMediums: ["EMAIL", "SMS"],
      });
    }
  }
  return { cognito, read, one: pools[0] ?? "", other: pools[1] ?? "" };
}

test("messages of a user, a recipient or a pool are all that is read to find them, oldest first", async () => {
  const { cognito, read, one, other } = await givenInbox();
  const all = await cognito.listMessages();
  expect(all).toHaveLength(12);
  for (const [query, count] of [
    [{ username: "bob" }, 4],
    [{ username: "bob", userPoolId: other }, 2],
    [{ to: "alice@example.com" }, 2],
    [{ userPoolId: one }, 6],
  ] as const) {
    const before = read();
    const found = await cognito.listMessages(query);
    expect(found).toEqual(
      all.filter((message) => Object.entries(query).every(([name, value]) => Reflect.get(message, name) === value)),
    );
    expect([found.length, read() - before]).toEqual([count, count]);
  }
});

test("what else a query names, and after which message, narrows that down, also where that message is another's", async () => {
  const { cognito, one, other } = await givenInbox();
  const all = await cognito.listMessages();
  const [first] = all.filter(({ username, userPoolId }) => username === "carol" && userPoolId === one);
  const found = await cognito.listMessages({ username: "bob", medium: "SMS", after: first?.id ?? "" });
  expect(found).toMatchObject([{ username: "bob", userPoolId: other, medium: "SMS", to: "+15555550199" }]);
  expect(await cognito.listMessages({ to: "+15555550100", username: "bob", userPoolId: other })).toEqual([]);
});

test("who waits for a message reads no others' while nothing comes", async () => {
  const { cognito, read, one } = await givenInbox();
  const before = read();
  expect(await cognito.awaitMessages({ userPoolId: one, username: "nobody" }, AbortSignal.abort())).toEqual([]);
  expect(read() - before).toBe(0);
});
