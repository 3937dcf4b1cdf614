import { describe, expect, test } from "vitest";
import type { AnyCollection } from "../collection.ts";
import type { CollectionDocument, Store } from "../store.ts";
import {
  aPerson,
  conflictOf,
  createTestClock,
  findIds,
  givenPeople,
  givenStore,
  type Person,
  people,
  places,
  readPerson,
  type StoreUnderTest,
} from "./subject.ts";

export function describeWhole(underTest: StoreUnderTest): void {
  describe("reading everything", () => {
    test("gives every document of the collections asked for, in order of collection and key", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("b"), aPerson("a", { note: { deep: ["é"] } }), aPerson("😀"), aPerson("～"));
      await store.commit([places.put({ team: "red", id: "hall" }, { expect: "absent" })]);
      expect(await everything(store, [places, people])).toEqual([
        { collection: places, document: { team: "red", id: "hall" } },
        { collection: people, document: aPerson("a", { note: { deep: ["é"] } }) },
        { collection: people, document: aPerson("b") },
        { collection: people, document: aPerson("～") },
        { collection: people, document: aPerson("😀") },
      ]);
      expect(await everything(store, [places])).toHaveLength(1);
      expect(await everything(store, [])).toEqual([]);
    });

    test("leaves out what has expired", async () => {
      const clock = createTestClock();
      const store = await givenStore(underTest, clock);
      await givenPeople(store, aPerson("ann", { expiresAt: clock.now() + 10 }), aPerson("bob"));
      clock.advance(10);
      expect(await idsOfPeople(store)).toEqual(["bob"]);
    });

    test("sees one moment, whatever is committed while it goes on", async () => {
      const store = await givenStore(underTest);
      const count = 3000;
      await fill(store, count);
      const seen: string[] = [];
      let isFirst = true;
      for await (const batch of store.readAll([people, places])) {
        for (const { document } of batch) seen.push(idOf(document));
        if (!isFirst) continue;
        isFirst = false;
        const last = await readPerson(store, personId(count - 1));
        await store.commit([
          people.delete(last, { expect: last }),
          people.put(aPerson("zoe"), { expect: "absent" }),
          places.put({ team: "red", id: "hall" }, { expect: "absent" }),
        ]);
        await store.commit([people.put({ ...(await readPerson(store, "p02500")), note: 1 }, { expect: "any" })]);
      }
      expect(seen).toEqual(Array.from({ length: count }, (_, position) => personId(position)));
    });

    test("may be given up in the middle", async () => {
      const store = await givenStore(underTest);
      await fill(store, 3000);
      for await (const batch of store.readAll([people])) {
        expect(batch.length).toBeLessThan(3000);
        break;
      }
      await givenPeople(store, aPerson("zoe"));
      expect(await store.count(people, "everywhere", [])).toBe(3001);
    });
  });

  describe("replacing everything", () => {
    test("puts the new documents, with all their entries, in the place of the old ones", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann", { name: "Ann", aliases: ["a"], tags: ["t"] }), aPerson("old"));
      await store.commit([places.put({ team: "red", id: "hall", aliases: ["h"] }, { expect: "absent" })]);
      await store.replaceAll([
        [person("bob", { name: "Bob", aliases: ["a", "b"], tags: ["t", "u"], score: 3 })],
        [],
        [person("ann", { name: "Anna" })],
      ]);
      expect(await idsOfPeople(store)).toEqual(["ann", "bob"]);
      expect(await findIds(store, "byName")).toEqual(["ann", "bob"]);
      expect(await findIds(store, "byName", { startsWith: "Ann" })).toEqual(["ann"]);
      expect(await findIds(store, "byTag")).toEqual(["bob", "bob"]);
      expect(await store.getUnique(people, "byAlias", ["red", "a"])).toMatchObject({ id: "bob" });
      expect(await store.get(places, ["red", "hall"])).toBeUndefined();
      expect(await store.getUnique(places, "byAlias", ["red", "h"])).toBeUndefined();
      expect(await store.count(places, "byId", [])).toBe(0);
      expect(
        await conflictOf(store.commit([people.put(aPerson("cid", { aliases: ["b"] }), { expect: "any" })])),
      ).toEqual({ collection: "people", reason: "unique", index: "byAlias", key: ["red", "b"] });
    });

    test("keeps the collections that are to be kept, with their indexes", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann"));
      await store.commit([places.put({ team: "red", id: "hall", aliases: ["h"] }, { expect: "absent" })]);
      const kept = await store.get(places, ["red", "hall"]);
      await store.replaceAll([[person("bob")]], { keep: [places] });
      expect(await idsOfPeople(store)).toEqual(["bob"]);
      expect(await store.getUnique(places, "byAlias", ["red", "h"])).toMatchObject({ id: "hall" });
      expect(await store.count(places, "byId", ["red"])).toBe(1);
      if (kept === undefined) throw new Error("the place is not there");
      await store.commit([places.delete(kept, { expect: kept })]);
      expect(await store.getUnique(places, "byAlias", ["red", "h"])).toBeUndefined();
    });

    test("lets no expectation from before hold, not even of a document that comes back as it was", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann"));
      const before = await readPerson(store, "ann");
      await store.replaceAll([[person("ann")]]);
      expect(await conflictOf(store.commit([people.put(before, { expect: before })]))).toMatchObject({
        reason: "version",
      });
      const after = await readPerson(store, "ann");
      await store.commit([people.put({ ...after, name: "new" }, { expect: after })]);
    });

    test("changes nothing when the contents end in an error", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann", { aliases: ["a"], name: "Ann" }));
      async function* broken(): AsyncGenerator<readonly CollectionDocument[]> {
        yield [person("bob", { aliases: ["a"] })];
        throw new Error("the source broke");
      }
      await expect(store.replaceAll(broken())).rejects.toThrow("the source broke");
      expect(await idsOfPeople(store)).toEqual(["ann"]);
      expect(await store.getUnique(people, "byAlias", ["red", "a"])).toMatchObject({ id: "ann" });
      expect(await findIds(store, "byName")).toEqual(["ann"]);
      await store.replaceAll([[person("bob")]]);
      expect(await idsOfPeople(store)).toEqual(["bob"]);
    });

    test("refuses contents with the same key twice or a unique entry twice, and changes nothing", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann"));
      const bob = person("bob");
      for (const contents of [[[bob], [bob]], [[bob, bob]]]) {
        expect(await conflictOf(store.replaceAll(contents))).toEqual({
          collection: "people",
          reason: "version",
          key: ["red", "bob"],
        });
      }
      expect(
        await conflictOf(store.replaceAll([[person("bob", { aliases: ["x"] })], [person("cid", { aliases: ["x"] })]])),
      ).toEqual({ collection: "people", reason: "unique", index: "byAlias", key: ["red", "x"] });
      expect(await idsOfPeople(store)).toEqual(["ann"]);
    });

    test("lets reads and commits go on while the contents come, and shows none of them before the end", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann", { aliases: ["a"] }));
      async function* slow(): AsyncGenerator<readonly CollectionDocument[]> {
        yield [person("bob", { aliases: ["a"] })];
        expect(await idsOfPeople(store)).toEqual(["ann"]);
        await givenPeople(store, aPerson("bob", { aliases: ["b"] }));
        expect(await idsOfPeople(store)).toEqual(["ann", "bob"]);
        expect(await store.getUnique(people, "byAlias", ["red", "a"])).toMatchObject({ id: "ann" });
        yield [person("cid")];
      }
      await store.replaceAll(slow());
      expect(await idsOfPeople(store)).toEqual(["bob", "cid"]);
      expect(await store.getUnique(people, "byAlias", ["red", "a"])).toMatchObject({ id: "bob" });
      expect(await store.getUnique(people, "byAlias", ["red", "b"])).toBeUndefined();
    });

    test("by what was read from it leaves a store as it was", async () => {
      const store = await givenStore(underTest);
      const other = await givenStore(underTest);
      await fill(store, 2500);
      await store.commit([places.put({ team: "red", id: "hall" }, { expect: "absent" })]);
      await givenPeople(other, aPerson("gone"));
      await other.replaceAll(store.readAll([people, places]));
      expect(await everything(other, [people, places])).toEqual(await everything(store, [people, places]));
    });

    test("is at once for whoever commits at the same time: each commit is before it or after it", async () => {
      const store = await givenStore(underTest);
      const commits = Array.from({ length: 50 }, (_, position) =>
        store.commit([
          people.put(aPerson(`x${position}`), { expect: "absent" }),
          places.put({ team: "red", id: `x${position}` }, { expect: "absent" }),
        ]),
      );
      await Promise.all([...commits.slice(0, 25), store.replaceAll([[person("new")]]), ...commits.slice(25)]);
      const left = await idsOfPeople(store);
      expect(left).toContain("new");
      const there = (await everything(store, [places])).map(({ document }) => idOf(document));
      expect(left.filter((id) => id !== "new")).toEqual(there);
    });
  });
}

function person(id: string, members: Partial<Person> = {}): CollectionDocument {
  return { collection: people, document: aPerson(id, members) };
}

function personId(position: number): string {
  return `p${String(position).padStart(5, "0")}`;
}

async function fill(store: Store, count: number): Promise<void> {
  const writes = Array.from({ length: count }, (_, position) => aPerson(personId(position), { name: `n${position}` }));
  await store.commit(writes.map((each) => people.put(each, { expect: "absent" })));
}

async function everything(store: Store, collections: readonly AnyCollection[]): Promise<readonly CollectionDocument[]> {
  const found: CollectionDocument[] = [];
  for await (const batch of store.readAll(collections)) found.push(...batch);
  return found.map(({ collection, document }) => ({
    collection,
    document: Object.fromEntries(Object.entries(document)),
  }));
}

async function idsOfPeople(store: Store): Promise<readonly string[]> {
  return (await everything(store, [people])).map(({ document }) => idOf(document));
}

function idOf(document: object): string {
  return "id" in document ? String(document.id) : "";
}
