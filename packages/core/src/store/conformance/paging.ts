import { describe, expect, test } from "vitest";
import type { ScanOptions, Store } from "../store.ts";
import {
  aPerson,
  createTestClock,
  findIds,
  givenPeople,
  givenStore,
  idsOf,
  type Person,
  people,
  type StoreUnderTest,
} from "./subject.ts";

/** Reads pages until there are no more, and lets something happen between them. */
async function pageThrough(
  store: Store,
  index: string,
  options: ScanOptions,
  between: (page: number) => Promise<void>,
): Promise<readonly string[]> {
  const seen: string[] = [];
  let after: string | undefined;
  for (let page = 0; ; page++) {
    const found = await store.find(people, index, ["red"], { ...options, ...(after === undefined ? {} : { after }) });
    seen.push(...idsOf(found));
    after = found.next;
    if (after === undefined) return seen;
    await between(page);
  }
}

async function cursorAfter(store: Store, index: string, limit: number): Promise<string> {
  const { next } = await store.find(people, index, ["red"], { limit });
  if (next === undefined) throw new Error("this page is the last");
  return next;
}

async function remove(store: Store, ...ids: readonly string[]): Promise<void> {
  await store.commit(ids.map((id) => people.delete(aPerson(id), { expect: "any" })));
}

export function describePaging(underTest: StoreUnderTest): void {
  const named = (id: string, name = "same"): Person => aPerson(id, { name });

  describe("paging while documents come and go", () => {
    test("goes on among documents whose entries tie, when the one that it stopped at is gone", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, ...["b", "d", "f", "h"].map((id) => named(id)));
      const after = await cursorAfter(store, "byName", 2);
      await remove(store, "b", "d");
      expect(await findIds(store, "byName", { after })).toEqual(["f", "h"]);
      await givenPeople(store, ...["a", "c", "e", "g"].map((id) => named(id)), named("z", "r"), named("y", "t"));
      expect(await findIds(store, "byName", { after })).toEqual(["e", "f", "g", "h", "y"]);
      await givenPeople(store, named("d"));
      expect(await findIds(store, "byName", { after })).toEqual(["e", "f", "g", "h", "y"]);
    });

    test("has nothing more when all that followed is gone, and more when something follows again", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, named("a"), named("b"), named("c", "zzz"));
      const after = await cursorAfter(store, "byName", 2);
      await remove(store, "a", "b", "c");
      expect(await store.find(people, "byName", ["red"], { limit: 1, after })).toEqual({ documents: [] });
      await givenPeople(store, named("a"), named("d"));
      expect(await findIds(store, "byName", { after })).toEqual(["d"]);
    });

    test("finds a document where it is now, not where it was", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, ...["a", "b", "c", "d"].map((id) => named(id, id)));
      const after = await cursorAfter(store, "byName", 2);
      await store.commit([
        people.put(named("a", "x"), { expect: "any" }),
        people.put(named("c", "aa"), { expect: "any" }),
      ]);
      expect(await findIds(store, "byName", { after })).toEqual(["d", "a"]);
    });

    test("goes on between the entries of one document", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("a", { tags: ["1", "2", "3"] }), aPerson("b", { tags: ["1", "2"] }));
      const after = await cursorAfter(store, "byTag", 3);
      expect(await findIds(store, "byTag", { after })).toEqual(["b", "a"]);
      await store.commit([people.put(aPerson("a", { tags: ["1", "4"] }), { expect: "any" })]);
      expect(await findIds(store, "byTag", { after })).toEqual(["b", "a"]);
      await remove(store, "a");
      expect(await findIds(store, "byTag", { after })).toEqual(["b"]);
    });

    test("goes on from a document that has expired since", async () => {
      const clock = createTestClock();
      const store = await givenStore(underTest, clock);
      await givenPeople(
        store,
        ...["a", "b", "c", "d"].map((id) => ({
          ...named(id),
          ...(id === "b" || id === "c" ? { expiresAt: clock.now() + 1 } : {}),
        })),
      );
      const after = await cursorAfter(store, "byName", 2);
      clock.advance(1);
      for (let commit = 0; commit < 5; commit++) await givenPeople(store, aPerson(`later${commit}`));
      expect(await findIds(store, "byName", { after })).toEqual(["d"]);
    });

    test.each([1, 3, 7])("in pages of %d sees each document that stays exactly once", async (limit) => {
      const store = await givenStore(underTest);
      const position = (number: number): string => String(number).padStart(3, "0");
      const staying = Array.from({ length: 60 }, (_, number) => `s${position(number)}`);
      const going = Array.from({ length: 60 }, (_, number) => `g${position(number)}`);
      // Each name has a tie of four documents, half of which will go.
      const nameOf = (id: string): string => `n${position(Math.floor(Number(id.slice(1)) / 2))}`;
      await store.commit([...staying, ...going].map((id) => people.put(named(id, nameOf(id)), { expect: "absent" })));
      const seen = await pageThrough(store, "byName", { limit }, async (page) => {
        await store.commit([
          people.delete(aPerson(going[(page * 7) % 60] ?? ""), { expect: "any" }),
          people.put(named(`x${position(page)}`, nameOf(`x${position((page * 13) % 60)}`)), { expect: "any" }),
        ]);
      });
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => id.startsWith("s"))).toEqual(staying);
      const positions = seen
        .map((id) => (id.startsWith("x") ? "" : `${nameOf(id)} ${id}`))
        .filter((each) => each !== "");
      expect(positions).toEqual(positions.toSorted());
    });
  });
}
