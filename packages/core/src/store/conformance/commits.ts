import { describe, expect, test } from "vitest";
import { storedVersion } from "../store.ts";
import {
  conflictOf,
  findIds,
  givenPeople,
  givenStore,
  people,
  aPerson,
  places,
  readPerson,
  type StoreUnderTest,
} from "./subject.ts";

export function describeCommits(underTest: StoreUnderTest): void {
  describe("a commit", () => {
    test("applies writes to several collections together", async () => {
      const store = await givenStore(underTest);
      await store.commit([
        people.put(aPerson("ann"), { expect: "absent" }),
        places.put({ team: "red", id: "hall" }, { expect: "absent" }),
      ]);
      expect(await store.get(people, ["red", "ann"])).toMatchObject({ id: "ann" });
      expect(await store.get(places, ["red", "hall"])).toMatchObject({ id: "hall" });
    });

    test("applies nothing when its last write is refused", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann", { name: "Ann" }), aPerson("bob"));
      const ann = await readPerson(store, "ann");
      const refused = store.commit([
        people.put(aPerson("cid", { name: "Cid" }), { expect: "absent" }),
        people.put({ ...ann, name: "Anna" }, { expect: ann }),
        people.put(aPerson("bob"), { expect: "absent" }),
      ]);
      expect(await conflictOf(refused)).toEqual({ collection: "people", reason: "version", key: ["red", "bob"] });
      expect(await store.get(people, ["red", "cid"])).toBeUndefined();
      expect(await readPerson(store, "ann")).toEqual(ann);
      expect(await findIds(store, "byName")).toEqual(["ann"]);
    });

    test("of no writes does nothing", async () => {
      const store = await givenStore(underTest);
      await expect(store.commit([])).resolves.toBeUndefined();
    });

    test("that writes to one document twice is a mistake of the program", async () => {
      const store = await givenStore(underTest);
      const refused = store.commit([
        people.put(aPerson("ann", { name: "A" }), { expect: "any" }),
        people.put(aPerson("ann", { name: "B" }), { expect: "any" }),
      ]);
      await expect(refused).rejects.toMatchObject({ name: "Error" });
      expect(await store.get(people, ["red", "ann"])).toBeUndefined();
    });

    test("made while others are under way succeeds or fails by itself", async () => {
      const store = await givenStore(underTest);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, attempt) =>
          store.commit([
            people.put(aPerson(`winner${attempt}`), { expect: "absent" }),
            people.put(aPerson(`prize${attempt % 10}`, { name: `taken by ${attempt}` }), { expect: "absent" }),
          ]),
        ),
      );
      expect(outcomes.map(({ status }) => status)).toEqual([
        ...Array<string>(10).fill("fulfilled"),
        ...Array<string>(10).fill("rejected"),
      ]);
      expect(await findIds(store, "byName", { startsWith: "taken" })).toHaveLength(10);
      expect(await store.get(people, ["red", "winner9"])).toBeDefined();
      expect(await store.get(people, ["red", "winner10"])).toBeUndefined();
    });

    test("gives higher versions than every commit before it, also where those deleted what they wrote", async () => {
      const store = await givenStore(underTest);
      let last = 0;
      for (const id of ["a", "b", "a", "c", "b"]) {
        await store.commit([people.put(aPerson(id), { expect: "any" })]);
        const version = (await readPerson(store, id))[storedVersion];
        expect(version).toBeGreaterThan(last);
        last = version;
        if (id === "b") await store.commit([people.delete(aPerson(id), { expect: "any" })]);
      }
      await store.replaceAll([[{ collection: people, document: aPerson("d") }]]);
      expect((await readPerson(store, "d"))[storedVersion]).toBeGreaterThan(last);
    });

    test("whose document an index cannot be made of changes nothing", async () => {
      const store = await givenStore(underTest);
      await expect(store.commit([people.put(aPerson("ann", { score: -1 }), { expect: "any" })])).rejects.toThrow(
        RangeError,
      );
      expect(await store.get(people, ["red", "ann"])).toBeUndefined();
      expect(await store.count(people, "everywhere", [])).toBe(0);
    });
  });

  describe("a precondition", () => {
    test("of the document as read lets only the first of two writers through", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann"));
      const ann = await readPerson(store, "ann");
      await store.commit([people.put({ ...ann, name: "first" }, { expect: ann })]);
      expect(await conflictOf(store.commit([people.put({ ...ann, name: "second" }, { expect: ann })]))).toEqual({
        collection: "people",
        reason: "version",
        key: ["red", "ann"],
      });
      expect(await readPerson(store, "ann")).toMatchObject({ name: "first" });
    });

    test("is what `expect` says, whatever version the document to be stored was spread from", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann"));
      const stale = await readPerson(store, "ann");
      await store.commit([people.put({ ...stale, name: "newer" }, { expect: stale })]);
      const current = await readPerson(store, "ann");
      await store.commit([people.put({ ...stale, name: "newest" }, { expect: current })]);
      const stored = await readPerson(store, "ann");
      expect(stored).toMatchObject({ name: "newest" });
      expect(stored[storedVersion]).toBeGreaterThan(current[storedVersion]);
    });

    test("holds for a spread copy of the document as read", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann"));
      const copy = { ...(await readPerson(store, "ann")) };
      await store.commit([people.delete(copy, { expect: copy })]);
      expect(await store.get(people, ["red", "ann"])).toBeUndefined();
    });

    test("of a document that was deleted and created again does not hold", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann"));
      const old = await readPerson(store, "ann");
      await store.commit([people.delete(old, { expect: old })]);
      await givenPeople(store, aPerson("ann"));
      expect(await conflictOf(store.commit([people.put(old, { expect: old })]))).toMatchObject({ reason: "version" });
      expect(await conflictOf(store.commit([people.delete(old, { expect: old })]))).toMatchObject({
        reason: "version",
      });
    });

    test("of a document that was deleted does not hold", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann"));
      const ann = await readPerson(store, "ann");
      await store.commit([people.delete(ann, { expect: "any" })]);
      expect(await conflictOf(store.commit([people.put(ann, { expect: ann })]))).toMatchObject({ reason: "version" });
      expect(await conflictOf(store.commit([people.delete(ann, { expect: ann })]))).toMatchObject({
        reason: "version",
      });
    });

    test("of absence refuses a document that is there", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann"));
      expect(await conflictOf(store.commit([people.put(aPerson("ann"), { expect: "absent" })]))).toEqual({
        collection: "people",
        reason: "version",
        key: ["red", "ann"],
      });
    });

    test("of nothing creates, replaces and deletes", async () => {
      const store = await givenStore(underTest);
      await store.commit([people.delete(aPerson("ann"), { expect: "any" })]);
      await store.commit([people.put(aPerson("ann", { name: "one" }), { expect: "any" })]);
      await store.commit([people.put(aPerson("ann", { name: "two" }), { expect: "any" })]);
      expect(await readPerson(store, "ann")).toMatchObject({ name: "two" });
      await store.commit([people.delete(aPerson("ann"), { expect: "any" })]);
      expect(await store.get(people, ["red", "ann"])).toBeUndefined();
      expect(await findIds(store, "byName")).toEqual([]);
    });
  });

  describe("a unique index", () => {
    test("refuses a second owner, and names index and entry", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann", { aliases: ["a", "b"] }));
      const refused = store.commit([people.put(aPerson("bob", { aliases: ["c", "b"] }), { expect: "absent" })]);
      expect(await conflictOf(refused)).toEqual({
        collection: "people",
        reason: "unique",
        index: "byAlias",
        key: ["red", "b"],
      });
      expect(await store.getUnique(people, "byAlias", ["red", "c"])).toBeUndefined();
      expect(await store.getUnique(people, "byAlias", ["red", "b"])).toMatchObject({ id: "ann" });
    });

    test("refuses two new owners in one commit", async () => {
      const store = await givenStore(underTest);
      const refused = store.commit([
        people.put(aPerson("ann", { aliases: ["a"] }), { expect: "absent" }),
        people.put(aPerson("bob", { aliases: ["a"] }), { expect: "absent" }),
      ]);
      expect(await conflictOf(refused)).toMatchObject({ reason: "unique", index: "byAlias", key: ["red", "a"] });
      expect(await store.get(people, ["red", "ann"])).toBeUndefined();
    });

    test("is of one collection and compares entries exactly", async () => {
      const store = await givenStore(underTest);
      await givenPeople(
        store,
        aPerson("ann", { aliases: ["a", "A", "a ", "ab", "é", "e\u0301", "a"] }),
        aPerson("bob", { aliases: ["%", "_", "", "\u0001"], team: "red" }),
        aPerson("cid", { aliases: ["a"], team: "blue" }),
      );
      await store.commit([places.put({ team: "red", id: "hall", aliases: ["a"] }, { expect: "absent" })]);
      expect(await store.getUnique(people, "byAlias", ["red", "A"])).toMatchObject({ id: "ann" });
      expect(await store.getUnique(people, "byAlias", ["red", ""])).toMatchObject({ id: "bob" });
      expect(await store.getUnique(people, "byAlias", ["blue", "a"])).toMatchObject({ id: "cid" });
      expect(await store.getUnique(places, "byAlias", ["red", "a"])).toMatchObject({ id: "hall" });
      expect(await store.getUnique(people, "byAlias", ["red"])).toBeUndefined();
      expect(await store.getUnique(people, "byAlias", ["red", "E"])).toBeUndefined();
    });

    test("lets entries go when their owner changes or is deleted", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann", { aliases: ["a", "b"] }));
      const ann = await readPerson(store, "ann");
      await store.commit([people.put({ ...ann, aliases: ["b"] }, { expect: ann })]);
      await givenPeople(store, aPerson("bob", { aliases: ["a"] }));
      await store.commit([people.delete(ann, { expect: "any" })]);
      await givenPeople(store, aPerson("cid", { aliases: ["b"] }));
      expect(await store.getUnique(people, "byAlias", ["red", "a"])).toMatchObject({ id: "bob" });
      expect(await store.getUnique(people, "byAlias", ["red", "b"])).toMatchObject({ id: "cid" });
    });

    test.each([
      ["giver first", false],
      ["taker first", true],
    ])("moves an entry from one document to another in one commit, %s", async (_, isReversed) => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann", { aliases: ["a"] }), aPerson("bob", { aliases: ["b"] }));
      const [ann, bob] = [await readPerson(store, "ann"), await readPerson(store, "bob")];
      const writes = [
        people.put({ ...ann, aliases: ["b"] }, { expect: ann }),
        people.put({ ...bob, aliases: ["a"] }, { expect: bob }),
      ];
      await store.commit(isReversed ? writes.toReversed() : writes);
      expect(await store.getUnique(people, "byAlias", ["red", "a"])).toMatchObject({ id: "bob" });
      expect(await store.getUnique(people, "byAlias", ["red", "b"])).toMatchObject({ id: "ann" });
    });

    test.each([
      ["deleted first", false],
      ["deleted last", true],
    ])("gives the entry of a document deleted in the same commit to another, %s", async (_, isReversed) => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann", { aliases: ["a"] }));
      const ann = await readPerson(store, "ann");
      const writes = [
        people.delete(ann, { expect: ann }),
        people.put(aPerson("bob", { aliases: ["a"] }), { expect: "absent" }),
      ];
      await store.commit(isReversed ? writes.toReversed() : writes);
      expect(await store.getUnique(people, "byAlias", ["red", "a"])).toMatchObject({ id: "bob" });
      expect(await store.get(people, ["red", "ann"])).toBeUndefined();
    });

    test("that was not declared is a mistake of the program", async () => {
      const store = await givenStore(underTest);
      await expect(store.getUnique(people, "byName", ["red", "a"])).rejects.toThrow(
        'people has no unique index "byName"',
      );
    });
  });
}
