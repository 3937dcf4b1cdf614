import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { defineCollection, type Store, StoreUnavailable, systemClock } from "@cogmock/core/store";
import { expect, test } from "vitest";
import { openPostgresStore } from "./postgres-store.ts";
import { givenClient, givenStore, type Note, notes } from "./testing/given.ts";

const definition = { name: "notes", key: ({ id }: Note) => [id] };
const plain = defineCollection<Note>(definition);
/** What a newer version of the program might make of `notes`: an index more, and one less. */
const newer = defineCollection<Note>({
  ...definition,
  unique: { byTitle: ({ title }) => (title === undefined ? [] : [[title]]), byCount: ({ count = 0 }) => [[count]] },
  ordered: { all: ({ id }) => [[id]], byTitle: ({ title = "" }) => [[title]] },
  expiresAt: ({ until }) => until,
});
const others = defineCollection<Note>({ ...definition, name: "others", ordered: { all: ({ id }) => [[id]] } });

async function idsOf(store: Store, collection: typeof notes, index: string): Promise<readonly string[]> {
  const { documents } = await store.find(collection, index, [], { limit: 10_000 });
  return documents.map(({ id }) => id);
}

describeOnPostgres("a collection whose indexes change with the program", () => {
  test("is indexed anew when it is first used, expired documents left out", async () => {
    const url = await givenDatabase();
    const before = await openPostgresStore({ url, clock: systemClock });
    const ids = Array.from({ length: 1200 }, (_, n) => `n${String(n).padStart(4, "0")}`);
    await before.commit(ids.map((id, n) => plain.put({ id, title: `t${9999 - n}`, count: n }, { expect: "absent" })));
    await before.commit([plain.put({ id: "gone", title: "t9999", count: 0, until: Date.now() }, { expect: "absent" })]);
    await before.close();
    const store = await givenStore(url);
    expect(await idsOf(store, newer, "all")).toEqual(ids);
    expect(await idsOf(store, newer, "byTitle")).toEqual(ids.toReversed());
    expect(await store.getUnique(newer, "byTitle", ["t9999"])).toMatchObject({ id: "n0000" });
    expect(await store.get(newer, ["gone"])).toBeUndefined();
    await expect(store.commit([newer.put({ id: "x", count: 7 }, { expect: "absent" })])).rejects.toMatchObject({
      reason: "unique",
      index: "byCount",
      key: [7],
    });
  });

  test("loses what is declared no more, with its expiry", async () => {
    const url = await givenDatabase();
    const before = await openPostgresStore({ url, clock: systemClock });
    await before.commit([notes.put({ id: "a", title: "same", tags: ["t"], until: Date.now() }, { expect: "absent" })]);
    await before.close();
    const store = await givenStore(url);
    expect(await store.get(plain, ["a"])).toMatchObject({ title: "same" });
    await store.commit([plain.put({ id: "b", title: "same" }, { expect: "absent" })]);
    const client = await givenClient(url);
    const { rows } = await client.query(
      "SELECT (SELECT count(*)::int FROM cogmock.indexes) + (SELECT count(*)::int FROM cogmock.ordered_entries) AS left",
    );
    expect(rows).toEqual([{ left: 0 }]);
  });

  test("is taken over by the newer of two programs; the older is told, and neither reads nor writes anything wrong", async () => {
    const url = await givenDatabase();
    const [old, young] = [await givenStore(url), await givenStore(url)];
    await old.commit([notes.put({ id: "a", title: "one", tags: ["t"], count: 1 }, { expect: "absent" })]);
    await old.commit([others.put({ id: "o" }, { expect: "absent" })]);
    expect(await idsOf(young, newer, "byTitle")).toEqual(["a"]);

    const refused = [
      () => old.commit([notes.put({ id: "b", title: "two" }, { expect: "absent" })]),
      () => old.find(notes, "byTag", ["t"], { limit: 1 }),
      () => old.count(notes, "byTag", ["t"]),
      () => old.getUnique(notes, "byTitle", ["one"]),
      () => old.get(notes, ["a"]),
    ];
    for (const use of refused) {
      const error = await use().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(StoreUnavailable);
      expect(String(error)).toContain("notes in ");
      expect(String(error)).toContain("is indexed by another version of cogmock now; stop this one, or restart it");
    }
    expect(await idsOf(old, others, "all")).toEqual(["o"]);
    await old.commit([others.put({ id: "p" }, { expect: "absent" })]);
    expect(await young.count(others, "all", [])).toBe(2);
    await young.commit([newer.put({ id: "b", title: "two", count: 2 }, { expect: "absent" })]);
    expect(await idsOf(young, newer, "byTitle")).toEqual(["a", "b"]);

    const again = await givenStore(url);
    expect(await idsOf(again, notes, "all")).toEqual(["a", "b"]);
    await expect(young.count(newer, "byTitle", [])).rejects.toThrow(StoreUnavailable);
  });

  test("is unavailable to a program whose tables a newer one has changed under it, or taken away", async () => {
    const url = await givenDatabase();
    const store = await givenStore(url);
    await store.commit([notes.put({ id: "a" }, { expect: "absent" })]);
    const client = await givenClient(url);
    await client.query("ALTER FUNCTION cogmock.commit_writes RENAME TO commit_otherwise");
    await expect(store.commit([notes.put({ id: "b" }, { expect: "absent" })])).rejects.toThrow(
      /is not available: function cogmock\.commit_writes.* does not exist; the commit was not applied$/,
    );
    expect(await store.get(notes, ["a"])).toBeDefined();
    await client.query("DROP SCHEMA cogmock CASCADE");
    await expect(store.get(notes, ["a"])).rejects.toThrow(StoreUnavailable);
  });

  test("by every first commit that comes at once is registered once, and changed while others commit loses none of them", async () => {
    const url = await givenDatabase();
    const stores = await Promise.all(Array.from({ length: 6 }, () => givenStore(url)));
    await Promise.all(
      stores.flatMap((store, n) =>
        Array.from({ length: 30 }, (_, m) =>
          store
            .commit([(n % 2 === 0 ? notes : newer).put({ id: `n${n}-${m}`, count: n * 100 + m }, { expect: "absent" })])
            .catch((error: unknown) => {
              if (!(error instanceof StoreUnavailable)) throw error;
            }),
        ),
      ),
    );
    const store = await givenStore(url);
    const client = await givenClient(url);
    const { rows } = await client.query("SELECT count(*)::int AS documents FROM cogmock.documents");
    expect(rows).toEqual([{ documents: await store.count(newer, "byTitle", []) }]);
    expect((await client.query("SELECT name FROM cogmock.collections")).rows).toEqual([{ name: "notes" }]);
  });
});
