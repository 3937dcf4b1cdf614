import { describe, expect, test } from "vitest";
import { StoreConflict, type Store } from "../store.ts";
import {
  aPerson,
  conflictOf,
  givenPeople,
  givenStores,
  people,
  places,
  readPerson,
  type StoreUnderTest,
} from "./subject.ts";

/** Does something again for as long as it loses races. */
async function untilItHolds(attempt: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (!(error instanceof StoreConflict)) throw error;
    }
  }
}

/** Does something so many times at once, through each of the stores in turn. */
async function atOnce<T>(
  stores: readonly [Store, ...Store[]],
  times: number,
  action: (store: Store, number: number) => Promise<T>,
): Promise<readonly T[]> {
  return Promise.all(
    Array.from({ length: times }, (_, number) => action(stores[number % stores.length] ?? stores[0], number)),
  );
}

/** The tests go through all stores that share their data, where a driver can open more than one. */
export function describeConcurrency(underTest: StoreUnderTest): void {
  describe("many commits at once", () => {
    test("that each count one more on what they have read count exactly", async () => {
      const stores = await givenStores(underTest);
      const [store] = stores;
      await givenPeople(store, aPerson("counter", { score: 0 }));
      await atOnce(stores, 40, (each) =>
        untilItHolds(async () => {
          const counter = await readPerson(each, "counter");
          await each.commit([people.put({ ...counter, score: (counter.score ?? 0) + 1 }, { expect: counter })]);
        }),
      );
      expect((await readPerson(store, "counter")).score).toBe(40);
      expect(await store.count(people, "byScore", ["red"])).toBe(1);
      expect(await store.count(people, "byScore", ["red", 40])).toBe(1);
    });

    test("that claim one unique entry have one winner, and the others learn of which entry", async () => {
      const stores = await givenStores(underTest);
      const outcomes = await atOnce(stores, 60, (each, number) =>
        conflictOf(
          each.commit([
            people.put(aPerson(`p${number}`, { aliases: [`own${number}`, "prize"] }), { expect: "absent" }),
          ]),
        ),
      );
      const lost = outcomes.filter((outcome) => outcome !== undefined);
      expect(lost).toEqual(
        Array.from({ length: 59 }, () => ({
          collection: "people",
          reason: "unique",
          index: "byAlias",
          key: ["red", "prize"],
        })),
      );
      const [store] = stores;
      expect(await store.count(people, "everywhere", [])).toBe(1);
      const winner = await store.getUnique(people, "byAlias", ["red", "prize"]);
      expect(winner?.id).toBe(`p${outcomes.indexOf(undefined)}`);
    });

    test("that create one document have one winner", async () => {
      const stores = await givenStores(underTest);
      const outcomes = await atOnce(stores, 60, (each, number) =>
        conflictOf(each.commit([people.put(aPerson("prize", { score: number }), { expect: "absent" })])),
      );
      expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
      for (const lost of outcomes)
        if (lost !== undefined)
          expect(lost).toEqual({ collection: "people", reason: "version", key: ["red", "prize"] });
      expect((await readPerson(stores[0], "prize")).score).toBe(outcomes.indexOf(undefined));
    });

    test("that delete one document as they have read it have one winner", async () => {
      const stores = await givenStores(underTest);
      await givenPeople(stores[0], aPerson("prey", { aliases: ["a"] }));
      const outcomes = await atOnce(stores, 30, async (each) => {
        const prey = await each.get(people, ["red", "prey"]);
        return (
          prey && conflictOf(each.commit([people.delete(prey, { expect: prey })])).then((lost) => lost === undefined)
        );
      });
      expect(outcomes.filter((won) => won === true)).toHaveLength(1);
      expect(await stores[0].getUnique(people, "byAlias", ["red", "a"])).toBeUndefined();
    });

    test("that exchange unique entries of two documents, some from one side and some from the other, all happen", async () => {
      const stores = await givenStores(underTest);
      const [store] = stores;
      await givenPeople(store, aPerson("ann", { aliases: ["a"], score: 0 }), aPerson("bob", { aliases: ["b"] }));
      await atOnce(stores, 30, (each, number) =>
        untilItHolds(async () => {
          const ann = await readPerson(each, "ann");
          const bob = await readPerson(each, "bob");
          const writes = [
            people.put({ ...ann, aliases: bob.aliases ?? [], score: (ann.score ?? 0) + 1 }, { expect: ann }),
            people.put({ ...bob, aliases: ann.aliases ?? [] }, { expect: bob }),
          ];
          await each.commit(number % 2 === 0 ? writes : writes.toReversed());
        }),
      );
      expect(await readPerson(store, "ann")).toMatchObject({ aliases: ["a"], score: 30 });
      expect(await store.getUnique(people, "byAlias", ["red", "a"])).toMatchObject({ id: "ann" });
      expect(await store.getUnique(people, "byAlias", ["red", "b"])).toMatchObject({ id: "bob" });
    });

    test("that expect nothing never conflict, whatever documents and unique entries they share, in whatever order", async () => {
      const stores = await givenStores(underTest);
      const [store] = stores;
      await atOnce(stores, 40, async (each, number) => {
        const [a, b] = number % 4 < 2 ? ["a", "b"] : ["b", "a"];
        const writes = [
          people.put(aPerson("ann", { aliases: [a ?? ""], score: number }), { expect: "any" }),
          people.put(aPerson("bob", { aliases: [b ?? ""], score: number }), { expect: "any" }),
          number % 3 === 0
            ? places.delete({ team: "red", id: "hall" }, { expect: "any" })
            : places.put({ team: "red", id: "hall" }, { expect: "any" }),
        ];
        await each.commit(number % 2 === 0 ? writes : writes.toReversed());
      });
      const [ann, bob] = [await readPerson(store, "ann"), await readPerson(store, "bob")];
      expect(ann.score).toBe(bob.score);
      expect(await store.getUnique(people, "byAlias", ["red", ann.aliases?.[0] ?? ""])).toEqual(ann);
      expect(await store.getUnique(people, "byAlias", ["red", bob.aliases?.[0] ?? ""])).toEqual(bob);
      expect(await store.count(people, "byScore", ["red"])).toBe(2);
    });

    test("are never seen half done", async () => {
      const stores = await givenStores(underTest);
      const [store] = stores;
      const ids = ["a", "b", "c"];
      const write = async (each: Store, score: number): Promise<void> =>
        each.commit(ids.map((id) => people.put(aPerson(id, { score, name: "n" }), { expect: "any" })));
      await write(store, 0);
      const seen = await atOnce(stores, 60, async (each, number) => {
        if (number % 3 === 0) await write(each, number);
        const { documents } = await each.find(people, "byName", ["red"], { limit: 10 });
        return documents.map(({ score }) => score);
      });
      for (const scores of seen) expect(new Set(scores).size).toBe(1);
      for (const scores of seen) expect(scores).toHaveLength(3);
    });
  });
}
