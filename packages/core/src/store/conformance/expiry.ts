import { describe, expect, test } from "vitest";
import {
  conflictOf,
  createTestClock,
  findIds,
  givenPeople,
  givenStore,
  idsOf,
  people,
  aPerson,
  readPerson,
  type StoreUnderTest,
} from "./subject.ts";

export function describeExpiry(underTest: StoreUnderTest): void {
  describe("a document that expires", () => {
    test("is there until the millisecond of its expiry", async () => {
      const clock = createTestClock();
      const store = await givenStore(underTest, clock);
      await givenPeople(store, aPerson("ann", { expiresAt: clock.now() + 1000 }));
      clock.advance(999);
      expect(await store.get(people, ["red", "ann"])).toBeDefined();
      clock.advance(1);
      expect(await store.get(people, ["red", "ann"])).toBeUndefined();
    });

    test("is seen by no read afterwards", async () => {
      const clock = createTestClock();
      const store = await givenStore(underTest, clock);
      await givenPeople(
        store,
        aPerson("ann", { name: "a", aliases: ["a"], expiresAt: clock.now() + 1000 }),
        aPerson("bob", { name: "b" }),
        aPerson("cid", { name: "c", expiresAt: clock.now() + 1000 }),
      );
      const before = await store.find(people, "byName", ["red"], { limit: 2 });
      expect(before.next).toBeDefined();
      clock.advance(1000);
      expect(await store.getUnique(people, "byAlias", ["red", "a"])).toBeUndefined();
      expect(await store.count(people, "byName", ["red"])).toBe(1);
      const page = await store.find(people, "byName", ["red"], { limit: 1 });
      expect(idsOf(page)).toEqual(["bob"]);
      expect(page.next).toBeUndefined();
    });

    test("does not stand in the way of a new one, nor of its unique entries", async () => {
      const clock = createTestClock();
      const store = await givenStore(underTest, clock);
      await givenPeople(
        store,
        aPerson("ann", { name: "old", aliases: ["a"], tags: ["t"], expiresAt: clock.now() + 1 }),
      );
      await givenPeople(store, aPerson("bob", { aliases: ["b"], expiresAt: clock.now() + 1 }));
      clock.advance(1);
      await store.commit([
        people.put(aPerson("ann", { aliases: ["b"], name: "new" }), { expect: "absent" }),
        people.put(aPerson("cid", { aliases: ["a"] }), { expect: "absent" }),
      ]);
      expect(await store.getUnique(people, "byAlias", ["red", "a"])).toMatchObject({ id: "cid" });
      expect(await store.getUnique(people, "byAlias", ["red", "b"])).toMatchObject({ id: "ann" });
      expect(await findIds(store, "byTag")).toEqual([]);
      expect(await findIds(store, "everywhere", {}, "ann")).toEqual(["ann"]);
      expect(await findIds(store, "everywhere", {}, "bob")).toEqual([]);
    });

    test("is not seen either where it comes, too late, in the place of everything", async () => {
      const clock = createTestClock();
      const store = await givenStore(underTest, clock);
      const late = aPerson("late", { name: "n", aliases: ["a"], expiresAt: clock.now() });
      await store.replaceAll([
        [late, aPerson("bob", { name: "n" })].map((document) => ({ collection: people, document })),
      ]);
      expect(await store.get(people, ["red", "late"])).toBeUndefined();
      expect(await findIds(store, "byName")).toEqual(["bob"]);
      expect(await store.count(people, "byName", [])).toBe(1);
      await givenPeople(store, aPerson("late", { aliases: ["a"] }));
      expect(await store.getUnique(people, "byAlias", ["red", "a"])).toMatchObject({ id: "late" });
    });

    test("cannot be changed as if it were still there", async () => {
      const clock = createTestClock();
      const store = await givenStore(underTest, clock);
      await givenPeople(store, aPerson("ann", { expiresAt: clock.now() + 1 }));
      const ann = await readPerson(store, "ann");
      clock.advance(1);
      expect(await conflictOf(store.commit([people.put(ann, { expect: ann })]))).toMatchObject({ reason: "version" });
      expect(await conflictOf(store.commit([people.delete(ann, { expect: ann })]))).toMatchObject({
        reason: "version",
      });
    });

    test("lives longer when it is written with a later expiry, and for ever without one", async () => {
      const clock = createTestClock();
      const store = await givenStore(underTest, clock);
      await givenPeople(
        store,
        aPerson("ann", { expiresAt: clock.now() + 10 }),
        aPerson("bob", { expiresAt: clock.now() + 10 }),
      );
      await store.commit([
        people.put(aPerson("ann", { expiresAt: clock.now() + 20 }), { expect: "any" }),
        people.put(aPerson("bob"), { expect: "any" }),
      ]);
      clock.advance(10);
      await givenPeople(store, aPerson("cid"));
      expect(await store.get(people, ["red", "ann"])).toBeDefined();
      clock.advance(10);
      await givenPeople(store, aPerson("dan"));
      expect(await store.get(people, ["red", "ann"])).toBeUndefined();
      expect(await store.get(people, ["red", "bob"])).toBeDefined();
    });

    test("is cleared away by later commits, and what has not expired is not", async () => {
      const clock = createTestClock();
      const store = await givenStore(underTest, clock);
      const created = Array.from({ length: 100 }, (_, position) =>
        aPerson(`p${position}`, { name: "n", ...(position % 2 === 0 ? { expiresAt: clock.now() + 1 } : {}) }),
      );
      await store.commit(created.map((each) => people.put(each, { expect: "absent" })));
      clock.advance(1);
      for (let position = 0; position < 20; position++) await givenPeople(store, aPerson(`later${position}`));
      // Time going back shows what is left: nothing of what has been cleared away.
      clock.advance(-1);
      expect(await store.count(people, "byName", ["red"])).toBe(50);
    });
  });
}
