import { describe, expect, test } from "vitest";
import {
  findIds,
  givenPeople,
  givenStore,
  people,
  aPerson,
  places,
  readPerson,
  type StoreUnderTest,
} from "./subject.ts";

export function describeDocuments(underTest: StoreUnderTest): void {
  describe("a stored document", () => {
    test("is what was written, without members that are undefined", async () => {
      const store = await givenStore(underTest);
      const note = {
        text: "\u0000\u0001\u0002 'quoted' \"twice\" \\ % _ \u2028 é 日本 😀 \ud800 \udc00 end",
        numbers: [0, -1, 1.5, 1e300, Number.MAX_SAFE_INTEGER],
        nested: { list: [[], {}, null, true, false, ""], "": "empty name", "😀": 1 },
      };
      await store.commit([
        people.put(
          { ...aPerson("ann"), note: { ...note, gone: undefined }, name: undefined },
          {
            expect: "any",
          },
        ),
      ]);
      const ann = await readPerson(store, "ann");
      expect(ann).toMatchObject({ team: "red", id: "ann", note });
      expect(Object.keys(ann)).toEqual(["team", "id", "note"]);
      expect(JSON.stringify(ann.note)).toBe(JSON.stringify(note));
    });

    test("keeps a member called __proto__ a member", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann", { note: JSON.parse('{"__proto__":{"admin":true}}') }));
      const { note } = await readPerson(store, "ann");
      expect(JSON.stringify(note)).toBe('{"__proto__":{"admin":true}}');
      expect(Object.getPrototypeOf(note)).toBe(Object.prototype);
    });

    test("does not change with the object that was written", async () => {
      const store = await givenStore(underTest);
      const note = { list: [1] };
      const ann = { ...aPerson("ann"), name: "before", note };
      const committed = store.commit([people.put(ann, { expect: "absent" })]);
      ann.name = "after";
      note.list.push(2);
      await committed;
      expect(await readPerson(store, "ann")).toMatchObject({ name: "before", note: { list: [1] } });
      expect(await findIds(store, "byName", { startsWith: "before" })).toEqual(["ann"]);
    });

    test("is frozen all the way down, however it is read", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann", { name: "a", aliases: ["a"], note: { deep: [{ deeper: {} }] } }));
      const read = [
        await store.get(people, ["red", "ann"]),
        await store.getUnique(people, "byAlias", ["red", "a"]),
        ...(await store.find(people, "byName", ["red"], { limit: 1 })).documents,
      ];
      expect(read).toHaveLength(3);
      for (const each of read) expect(thawedParts(each)).toEqual([]);
    });

    test("holds JSON data only", async () => {
      const store = await givenStore(underTest);
      for (const note of [new Date(0), new Map(), 1n, Number.NaN, Symbol("s"), () => 0, [undefined]])
        await expect(store.commit([people.put(aPerson("ann", { note }), { expect: "any" })])).rejects.toThrow(
          TypeError,
        );
      expect(await store.get(people, ["red", "ann"])).toBeUndefined();
    });

    test("may be a megabyte", async () => {
      const store = await givenStore(underTest);
      const note = "long é ".repeat(150_000);
      await givenPeople(store, aPerson("ann", { note }));
      expect((await readPerson(store, "ann")).note).toBe(note);
    });

    test("has a key of any characters, case and length", async () => {
      const store = await givenStore(underTest);
      const ids = ["a", "A", "", "\u0000", "\u0001", "'", "%", "é", "e\u0301", "😀", "k".repeat(4000)];
      await givenPeople(store, ...ids.map((id) => aPerson(id)));
      for (const id of ids) expect((await readPerson(store, id)).id).toBe(id);
    });

    test("is found under a key with a lone surrogate, which stands for U+FFFD", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("\ud800"));
      expect((await store.get(people, ["red", "\udfff"]))?.id).toBe("\ud800");
      expect(await findIds(store, "everywhere", {}, "\ufffd")).toEqual(["\ud800"]);
    });
  });

  describe("a store", () => {
    test("holds many documents", async () => {
      const store = await givenStore(underTest);
      const total = 5000;
      for (let first = 0; first < total; first += 500)
        await Promise.all(
          Array.from({ length: 500 }, (_, offset) =>
            givenPeople(
              store,
              aPerson(`p${first + offset}`, { name: String((first + offset) * 7919), aliases: [`a${first + offset}`] }),
            ),
          ),
        );
      expect(await store.count(people, "byName", ["red"])).toBe(total);
      const { documents, next = "" } = await store.find(people, "byName", ["red"], { limit: 4000 });
      expect(documents).toHaveLength(4000);
      expect(await findIds(store, "byName", { limit: 4000, after: next })).toHaveLength(1000);
      expect(await store.getUnique(people, "byAlias", ["red", "a4321"])).toMatchObject({ id: "p4321" });
      expect(await findIds(store, "byName", { startsWith: String(1234 * 7919) })).toEqual(["p1234"]);
    });

    test("is empty after everything is replaced by nothing, and can be filled again", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann", { name: "a", aliases: ["a"] }));
      await store.commit([places.put({ team: "red", id: "hall" }, { expect: "absent" })]);
      const ann = await readPerson(store, "ann");
      await store.replaceAll([]);
      expect(await store.get(people, ["red", "ann"])).toBeUndefined();
      expect(await store.get(places, ["red", "hall"])).toBeUndefined();
      expect(await store.getUnique(people, "byAlias", ["red", "a"])).toBeUndefined();
      expect(await findIds(store, "byName")).toEqual([]);
      expect(await store.count(people, "byName", [])).toBe(0);
      await givenPeople(store, aPerson("bob", { name: "b", aliases: ["a"] }), aPerson("ann"));
      expect(await findIds(store, "byName")).toEqual(["bob"]);
      await expect(store.commit([people.put(ann, { expect: ann })])).rejects.toThrow("version conflict in people");
    });

    test("refuses to be used after it was closed, and may be closed again", async () => {
      const store = await givenStore(underTest);
      const committed = store.commit([people.put(aPerson("ann"), { expect: "absent" })]);
      await store.close();
      await committed;
      await store.close();
      const uses = [
        store.get(people, ["red", "ann"]),
        store.getUnique(people, "byAlias", ["red", "a"]),
        store.find(people, "byName", ["red"], { limit: 1 }),
        store.count(people, "byName", ["red"]),
        store.commit([people.put(aPerson("bob"), { expect: "any" })]),
        store.replaceAll([]),
      ];
      for (const use of uses) await expect(use).rejects.toThrow("the store is closed");
    });
  });
}

/** The parts of a value that are not frozen. */
function thawedParts(value: unknown): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return [...(Object.isFrozen(value) ? [] : [value]), ...Object.values(value).flatMap(thawedParts)];
}
