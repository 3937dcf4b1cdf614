import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import type { AnyWrite, Store } from "@cogmock/core/store";
import { describe, expect, test } from "vitest";
import { givenClient, givenReplicas, givenStore, notes, outcomesOf } from "./testing/given.ts";

const ROUNDS = 60;
const WRITERS = 8;

/** In every round the same commits through two stores at once; nothing of it was there before. */
async function outcomesOfRounds(
  writesOf: (round: number, writer: number) => readonly AnyWrite[],
): Promise<readonly Readonly<Record<string, number>>[]> {
  const [one, other] = await givenReplicas(2);
  if (one === undefined || other === undefined) throw new Error("there are no stores");
  const outcomes: Readonly<Record<string, number>>[] = [];
  for (let round = 0; round < ROUNDS; round++)
    outcomes.push(
      await outcomesOf(
        Array.from({ length: WRITERS }, (_, writer) =>
          (writer % 2 === 0 ? one : other).commit(writesOf(round, writer)),
        ),
      ),
    );
  return outcomes;
}

/**
 * Makes one commit while another is looking for its documents: it has begun and waits, for a note named `gate`, which is
 * why it does not see what comes meanwhile.
 *
 * @returns how the commit that waited ended
 */
async function commitAcross(
  before: readonly AnyWrite[],
  waiting: readonly AnyWrite[],
  meanwhile: readonly AnyWrite[],
): Promise<{ readonly outcome: PromiseSettledResult<void>; readonly store: Store }> {
  const url = await givenDatabase();
  const [store, other] = [await givenStore(url), await givenStore(url)];
  await store.commit([notes.put({ id: "gate" }, { expect: "absent" }), ...before]);
  const client = await givenClient(url);
  await client.query("BEGIN; SELECT FROM cogmock.documents WHERE key LIKE '%gate%' FOR UPDATE");
  const committed = store.commit([notes.put({ id: "gate" }, { expect: "any" }), ...waiting]);
  const settled = Promise.allSettled([committed]);
  const waits =
    "SELECT count(*)::int AS waits FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
  await expect.poll(async () => (await client.query(waits)).rows).toEqual([{ waits: 1 }]);
  await other.commit(meanwhile);
  await client.query("COMMIT");
  const [outcome] = await settled;
  return { outcome, store };
}

describeOnPostgres("documents that come while a commit is looking for them", () => {
  test("have their unique entries for themselves, if the commit expects nothing of them", async () => {
    const outcomes = await outcomesOfRounds((round, writer) =>
      ["a", "b", "c"].map((name) => {
        const id = `${round}${name}`;
        return notes.put({ id, title: id, count: writer }, { expect: "any" });
      }),
    );
    expect(outcomes.filter(({ done }) => done !== WRITERS)).toEqual([]);
  });

  test("may exchange their unique entries, if the commits expect nothing of them", async () => {
    const outcomes = await outcomesOfRounds((round, writer) => {
      const titles = ["x", "y", "z"];
      const writes = ["a", "b", "c"].map((name, place) =>
        notes.put({ id: `${round}${name}`, title: `${round}${titles[(place + writer) % 3]}` }, { expect: "any" }),
      );
      return writer % 4 < 2 ? writes : writes.toReversed();
    });
    expect(outcomes.filter(({ done }) => done !== WRITERS)).toEqual([]);
  });

  describe("are looked for again:", () => {
    test("the commit replaces them, also where they have each other's entries", async () => {
      const { outcome, store } = await commitAcross(
        [],
        [
          notes.put({ id: "a", title: "x", count: 1 }, { expect: "any" }),
          notes.put({ id: "b", title: "y", count: 1 }, { expect: "any" }),
        ],
        [
          notes.put({ id: "a", title: "y" }, { expect: "absent" }),
          notes.put({ id: "b", title: "x" }, { expect: "absent" }),
        ],
      );
      expect(outcome).toEqual({ status: "fulfilled", value: undefined });
      expect(await store.getUnique(notes, "byTitle", ["x"])).toMatchObject({ id: "a", title: "x", count: 1 });
      expect(await store.getUnique(notes, "byTitle", ["y"])).toMatchObject({ id: "b", title: "y", count: 1 });
    });

    test("the commit deletes one, and another takes its entry", async () => {
      const { outcome, store } = await commitAcross(
        [],
        [notes.delete({ id: "a" }, { expect: "any" }), notes.put({ id: "b", title: "x" }, { expect: "any" })],
        [notes.put({ id: "a", title: "x" }, { expect: "absent" })],
      );
      expect(outcome).toEqual({ status: "fulfilled", value: undefined });
      expect(await store.get(notes, ["a"])).toBeUndefined();
      expect(await store.getUnique(notes, "byTitle", ["x"])).toMatchObject({ id: "b", title: "x" });
    });

    test("the commit deletes one that came along with a new version of what it replaces", async () => {
      const { outcome, store } = await commitAcross(
        [notes.put({ id: "later", count: 0 }, { expect: "absent" })],
        [notes.put({ id: "later", count: 2 }, { expect: "any" }), notes.delete({ id: "a" }, { expect: "any" })],
        [notes.put({ id: "later", count: 1 }, { expect: "any" }), notes.put({ id: "a" }, { expect: "absent" })],
      );
      expect(outcome).toEqual({ status: "fulfilled", value: undefined });
      // Were it there, the commit would have been made half before and half after the other.
      expect(await store.get(notes, ["a"])).toBeUndefined();
      expect(await store.get(notes, ["later"])).toMatchObject({ count: 2 });
    });

    test("a commit that expects their absence is refused for that, and not for their entries or another's", async () => {
      const { outcome } = await commitAcross(
        [],
        [notes.put({ id: "a", title: "x" }, { expect: "absent" })],
        [
          notes.put({ id: "a", title: "y" }, { expect: "absent" }),
          notes.put({ id: "b", title: "x" }, { expect: "absent" }),
        ],
      );
      expect(outcome).toMatchObject({ status: "rejected", reason: { reason: "version", key: ["a"] } });
    });

    test("a commit whose entry somebody else has is refused for that", async () => {
      const { outcome } = await commitAcross(
        [notes.put({ id: "other", title: "y" }, { expect: "absent" })],
        [notes.put({ id: "a", title: "x" }, { expect: "any" }), notes.put({ id: "b", title: "y" }, { expect: "any" })],
        [notes.put({ id: "a", title: "x" }, { expect: "absent" })],
      );
      expect(outcome).toMatchObject({ status: "rejected", reason: { reason: "unique", index: "byTitle", key: ["y"] } });
    });
  });
});
