import { randomInt } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { startPostgres } from "@cogmock/postgres-server";
import { describeOnPostgres } from "@cogmock/postgres-server/vitest";
import { type Store, StoreUnavailable } from "@cogmock/core/store";
import { expect, onTestFinished, test } from "vitest";
import { givenClient, givenStore } from "./testing/given.ts";
import { GROUPS, members, revisionOf, revisions, writesOf } from "./testing/revisions.ts";

/** How often PostgreSQL is killed; more with `COGMOCK_CRASH_ROUNDS=20`. */
const ROUNDS = Number(process.env["COGMOCK_CRASH_ROUNDS"] ?? 3);
const ROUND_TIMEOUT_MS = 30_000;

/** Writes revision upon revision of a group until the database is gone. @returns the last that was acknowledged */
async function writeUntilKilled(store: Store, group: string, from: number): Promise<number> {
  let acknowledged = from;
  try {
    for (;;) {
      await store.commit(writesOf(group, acknowledged + 1));
      acknowledged += 1;
    }
  } catch (error) {
    expect(error).toBeInstanceOf(StoreUnavailable);
    return acknowledged;
  }
}

/** The documents of a group, and its index entries, are those of one revision. */
async function expectWhole(store: Store, group: string, revision: number): Promise<void> {
  const { documents } = await store.find(revisions, "byGroup", [group], { limit: 100 });
  expect(documents.map((each) => each.revision)).toEqual(members(revision).map(() => revision));
  for (const member of members(revision))
    expect(await store.getUnique(revisions, "byRevision", [group, revision, member])).toMatchObject({ member });
}

describeOnPostgres("a PostgreSQL that is killed while 16 commit", () => {
  test(
    `has every commit that was acknowledged, whole, ${ROUNDS} times over; the same store goes on with it`,
    async () => {
      const server = await startPostgres();
      onTestFinished(() => server.close());
      const url = await server.createDatabase();
      const store = await givenStore(url);
      const acknowledged = new Map(GROUPS.map((group) => [group, 0]));
      for (let round = 1; round <= ROUNDS; round++) {
        const writing = GROUPS.map(async (group) => {
          const from = await revisionOf(store, group);
          acknowledged.set(group, await writeUntilKilled(store, group, from));
        });
        await setTimeout(randomInt(200, 1000));
        await server.kill();
        await Promise.all(writing);
        await server.start();
        for (const [group, revision] of acknowledged) {
          const found = await revisionOf(store, group);
          // One more than was acknowledged: applied, and killed before it could say so.
          expect([revision, revision + 1], `round ${round}, ${group}`).toContain(found);
          await expectWhole(store, group, found);
        }
      }
      const client = await givenClient(url);
      const { rows } = await client.query(
        "SELECT count(*)::int AS lost FROM cogmock.ordered_entries WHERE document NOT IN (SELECT id FROM cogmock.documents)",
      );
      expect(rows).toEqual([{ lost: 0 }]);
    },
    ROUNDS * ROUND_TIMEOUT_MS,
  );
});
