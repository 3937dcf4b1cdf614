import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { StoreConflict, type Store } from "@cogmock/core/store";
import { expect, test } from "vitest";
import { givenClient, givenReplicas, givenStore, notes, outcomesOf } from "./testing/given.ts";

const RACERS = 200;

/** The same number of commits on every store, all at once. */
function race(stores: readonly Store[], commit: (store: Store, racer: number) => Promise<void>): Promise<void>[] {
  return Array.from({ length: RACERS }, (_, racer) => {
    const store = stores[racer % stores.length];
    if (store === undefined) throw new Error("there are no stores");
    return commit(store, racer);
  });
}

describeOnPostgres("several stores on one database", () => {
  test("let one of 200 have a unique entry, and refuse the others for it", async () => {
    const stores = await givenReplicas(3);
    const commits = race(stores, (store, racer) =>
      store.commit([notes.put({ id: `n${racer}`, title: "the one" }, { expect: "absent" })]),
    );
    expect(await outcomesOf(commits)).toEqual({ done: 1, "unique conflict": RACERS - 1 });
    expect(await stores[0]?.count(notes, "all", [])).toBe(1);
  });

  test("let one of 200 create a document, and refuse the others for it", async () => {
    const stores = await givenReplicas(3);
    const commits = race(stores, (store, racer) =>
      store.commit([
        notes.put({ id: "the one", title: `by ${racer}` }, { expect: "absent" }),
        notes.put({ id: `of ${racer}` }, { expect: "absent" }),
      ]),
    );
    expect(await outcomesOf(commits)).toEqual({ done: 1, "version conflict": RACERS - 1 });
    expect(await stores[1]?.count(notes, "all", [])).toBe(2);
  });

  test("let one of 200 change a document that all have read", async () => {
    const stores = await givenReplicas(3);
    await stores[0]?.commit([notes.put({ id: "a", count: 0 }, { expect: "absent" })]);
    const read = await Promise.all(stores.map((store) => store.get(notes, ["a"])));
    const commits = race(stores, (store, racer) => {
      const note = read[racer % stores.length];
      if (note === undefined) throw new Error("the note is not there");
      return store.commit([notes.put({ ...note, count: racer }, { expect: note })]);
    });
    expect(await outcomesOf(commits)).toEqual({ done: 1, "version conflict": RACERS - 1 });
  });

  test("lose no update when everybody repeats who lost a race", async () => {
    const stores = await givenReplicas(3);
    await stores[0]?.commit([notes.put({ id: "a", count: 0 }, { expect: "absent" })]);
    const increment = async (store: Store): Promise<void> => {
      for (;;) {
        const note = await store.get(notes, ["a"]);
        if (note === undefined) throw new Error("the note is not there");
        try {
          await store.commit([notes.put({ ...note, count: (note.count ?? 0) + 1 }, { expect: note })]);
          return;
        } catch (error) {
          if (!(error instanceof StoreConflict)) throw error;
        }
      }
    };
    await Promise.all([...stores, ...stores, ...stores, ...stores, ...stores].map(increment));
    expect(await stores[2]?.get(notes, ["a"])).toMatchObject({ count: 15 });
  });

  test("let everybody write and delete who expects nothing, whatever the others do", async () => {
    const stores = await givenReplicas(3);
    const commits = race(stores, (store, racer) =>
      store.commit(
        ["a", "b", "c"].map((id) =>
          racer % 4 === 0
            ? notes.delete({ id }, { expect: "any" })
            : notes.put({ id, tags: [`t${racer}`] }, { expect: "any" }),
        ),
      ),
    );
    expect(await outcomesOf(commits)).toEqual({ done: RACERS });
    const left = await stores[0]?.find(notes, "byTag", [], { limit: 10 });
    const ids = await stores[0]?.find(notes, "all", [], { limit: 10 });
    expect(left?.documents.map(({ id }) => id).toSorted()).toEqual(ids?.documents.map(({ id }) => id));
  });

  test("move unique entries between documents in opposite directions without getting stuck", async () => {
    const stores = await givenReplicas(2);
    const [one, other] = stores;
    const write = (ids: readonly string[], titles: readonly string[]) =>
      ids.map((id, n) => notes.put({ id, title: titles[n] ?? "" }, { expect: "any" }));
    await one?.commit(write(["a", "b", "c"], ["x", "y", "z"]));
    const commits = race(stores, (store, racer) =>
      store.commit(racer % 2 === 0 ? write(["a", "b", "c"], ["y", "z", "x"]) : write(["c", "b", "a"], ["x", "y", "z"])),
    );
    expect(await outcomesOf(commits)).toEqual({ done: RACERS });
    const titles = await Promise.all(["x", "y", "z"].map((title) => other?.getUnique(notes, "byTitle", [title])));
    expect(new Set(titles.map((note) => note?.id)).size).toBe(3);
  });

  test("see each other's commits, and that everything was replaced, at the next read", async () => {
    const [one, other] = await givenReplicas(2);
    for (let count = 0; count < 20; count++) {
      await one?.commit([notes.put({ id: "a", count, title: `t${count}` }, { expect: "any" })]);
      expect(await other?.get(notes, ["a"])).toMatchObject({ count });
      expect(await other?.getUnique(notes, "byTitle", [`t${count}`])).toMatchObject({ count });
    }
    await one?.replaceAll([[{ collection: notes, document: { id: "b" } }]]);
    expect(await other?.get(notes, ["a"])).toBeUndefined();
    expect(await other?.count(notes, "all", [])).toBe(1);
  });

  test("leave no entry without its document, and none out, after everything raced against everything", async () => {
    const url = await givenDatabase();
    const stores = await Promise.all([givenStore(url), givenStore(url), givenStore(url)]);
    const now = Date.now();
    const commits = race(stores, (store, racer) =>
      store.commit([
        notes.put(
          {
            id: `n${racer % 7}`,
            title: `t${racer % 11}`,
            tags: [`${racer % 3}`, `${racer % 5}`],
            until: now + (racer % 2 === 0 ? 5 : 60_000),
          },
          { expect: "any" },
        ),
        notes.delete({ id: `n${(racer * 3) % 8}x` }, { expect: "any" }),
      ]),
    );
    const replacements = [stores[0], stores[1]].map((store) =>
      store?.replaceAll([[{ collection: notes, document: { id: "n1", title: "t1", tags: ["new"] } }]]),
    );
    await Promise.all([outcomesOf(commits), ...replacements]);
    const client = await givenClient(url);
    const { rows } = await client.query(`
      SELECT
        (SELECT count(*)::int FROM cogmock.unique_entries e WHERE NOT EXISTS (SELECT FROM cogmock.documents d WHERE d.id = e.document)) AS lost_unique,
        (SELECT count(*)::int FROM cogmock.ordered_entries e WHERE NOT EXISTS (SELECT FROM cogmock.documents d WHERE d.id = e.document)) AS lost_ordered,
        (SELECT count(*)::int FROM cogmock.documents d WHERE (SELECT count(*) FROM cogmock.unique_entries e WHERE e.document = d.id) <> 1) AS without_title,
        (SELECT count(*)::int FROM cogmock.documents d WHERE (SELECT count(*) FROM cogmock.ordered_entries e WHERE e.document = d.id)
           <> 1 + (SELECT count(DISTINCT tag) FROM json_array_elements_text(d.json::json -> 'tags') tag)) AS without_tags`);
    expect(rows).toEqual([{ lost_unique: 0, lost_ordered: 0, without_title: 0, without_tags: 0 }]);
  });
});
