import { describe, expect, test } from "vitest";
import type { Page, Store } from "../store.ts";
import { InvalidCursor } from "../store.ts";
import {
  findIds,
  givenPeople,
  givenStore,
  idsOf,
  pagesOf,
  type Person,
  people,
  aPerson,
  type StoreUnderTest,
} from "./subject.ts";

// In the order that every driver keeps: by code point, which is also UTF-8's. UTF-16 would put U+1F600 before U+FF5E.
const NAMES_IN_ORDER = [
  "",
  "\u0000",
  "\u0001",
  "\u0001\u0001",
  "\u0002",
  "\u0003",
  "\t",
  " ",
  "%",
  "'",
  "'; DROP TABLE documents; --",
  "A",
  "Z",
  "\\",
  "_",
  "a",
  "a\u0000",
  "a\u0001b",
  "a_b",
  "aa",
  "ab",
  "abc",
  "b",
  "\u007f",
  "é",
  "Ω",
  "日本",
  "日本語",
  "\u{d7ff}",
  "\ue000",
  "～",
  "\ufffd",
  "\uffff",
  "😀",
  "😀!",
  "😁",
  "\u{10ffff}",
  "\u{10ffff}\u{10ffff}",
];

export function describeScans(underTest: StoreUnderTest): void {
  const shuffled = NAMES_IN_ORDER.map((name, position) => aPerson(`p${position}`, { name })).toSorted((left, right) =>
    left.id.localeCompare(right.id),
  );
  const idsWith = (accepts: (name: string) => boolean) =>
    NAMES_IN_ORDER.flatMap((name, position) => (accepts(name) ? [`p${position}`] : []));

  describe("a scan", () => {
    test("is in order of code points, whatever the characters", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, ...shuffled);
      expect(await findIds(store, "byName")).toEqual(idsWith(() => true));
    });

    test.each([
      "a",
      "A",
      "a_",
      "%",
      "_",
      "'",
      "\\",
      "日",
      "日本",
      "😀",
      "～",
      "\u0000",
      "\u0001",
      "\u{10ffff}",
      "zz",
      "",
    ])("finds what starts with %j and nothing else", async (startsWith) => {
      const store = await givenStore(underTest);
      await givenPeople(store, ...shuffled);
      expect(await findIds(store, "byName", { startsWith })).toEqual(idsWith((name) => name.startsWith(startsWith)));
    });

    test("takes a prefix as whole parts", async () => {
      const store = await givenStore(underTest);
      await givenPeople(
        store,
        aPerson("ann", { name: "x", team: "re" }),
        aPerson("bob", { name: "x", team: "red" }),
        aPerson("cid", { name: "xx", team: "red" }),
        aPerson("dan", { name: "x", team: "redder" }),
      );
      expect(await findIds(store, "byName")).toEqual(["bob", "cid"]);
      expect(idsOf(await store.find(people, "byName", ["red", "x"], { limit: 9 }))).toEqual(["bob"]);
      expect(idsOf(await store.find(people, "byName", [], { limit: 9 }))).toEqual(["ann", "bob", "cid", "dan"]);
      expect(idsOf(await store.find(people, "byName", [], { startsWith: "red", limit: 9 }))).toEqual([
        "bob",
        "cid",
        "dan",
      ]);
      expect(await findIds(store, "byName", {}, "green")).toEqual([]);
    });

    test("orders numbers as numbers, and ties by primary key", async () => {
      const store = await givenStore(underTest);
      const largest = Number.MAX_SAFE_INTEGER;
      await givenPeople(
        store,
        aPerson("d", { score: 10 }),
        aPerson("a", { score: largest }),
        aPerson("b", { score: 9 }),
        aPerson("z", { score: 9 }),
        aPerson("Z", { score: 9 }),
        aPerson("e", { score: 0 }),
      );
      expect(await findIds(store, "byScore")).toEqual(["e", "Z", "b", "z", "d", "a"]);
    });

    test("finds a document once for each of its entries, and equal entries once", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann", { tags: ["x", "y", "x"] }), aPerson("bob", { tags: ["x"] }));
      expect(await findIds(store, "byTag")).toEqual(["ann", "bob", "ann"]);
      expect(await store.count(people, "byTag", ["red"])).toBe(3);
      expect(await store.count(people, "byTag", ["red", "x"])).toBe(2);
    });

    test("follows the document when its entries change", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann", { name: "a", tags: ["x", "y"] }), aPerson("bob", { name: "b" }));
      await store.commit([people.put(aPerson("ann", { name: "c", tags: ["y", "z"], score: 1 }), { expect: "any" })]);
      expect(await findIds(store, "byName")).toEqual(["bob", "ann"]);
      expect(await findIds(store, "byTag", { startsWith: "x" })).toEqual([]);
      const [found] = (await store.find(people, "byTag", ["red", "y"], { limit: 1 })).documents;
      expect(found).toMatchObject({ name: "c", score: 1 });
      expect(await store.count(people, "byTag", ["red"])).toBe(2);
    });

    test("cannot be of an index that was not declared, or without room for a document", async () => {
      const store = await givenStore(underTest);
      await expect(store.find(people, "byAlias", [], { limit: 1 })).rejects.toThrow(
        'people has no ordered index "byAlias"',
      );
      await expect(store.count(people, "nowhere", [])).rejects.toThrow('people has no ordered index "nowhere"');
      await expect(store.find(people, "byName", [], { limit: 0 })).rejects.toThrow(RangeError);
    });

    test("counts what it would find", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, ...shuffled, aPerson("blue", { team: "blue", name: "a" }));
      expect(await store.count(people, "byName", ["red"])).toBe(NAMES_IN_ORDER.length);
      expect(await store.count(people, "byName", ["blue"])).toBe(1);
      expect(await store.count(people, "byName", ["red", "a"])).toBe(1);
      expect(await store.count(people, "byName", [])).toBe(NAMES_IN_ORDER.length + 1);
      expect(await store.count(people, "byName", ["green"])).toBe(0);
    });
  });

  describe("a cursor", () => {
    test.each([1, 2, 5, 37, 38, 39])("leads through all pages of %d, the last without one", async (limit) => {
      const store = await givenStore(underTest);
      await givenPeople(store, ...shuffled);
      const pages = await allPages(store, "byName", limit);
      expect(pages.flatMap(idsOf)).toEqual(idsWith(() => true));
      expect(pages).toHaveLength(Math.ceil(NAMES_IN_ORDER.length / limit));
    });

    test("leads through documents whose entries tie, and through several entries of one document", async () => {
      const store = await givenStore(underTest);
      const ids = Array.from({ length: 12 }, (_, position) => `p${String(position).padStart(2, "0")}`);
      await givenPeople(store, ...ids.map((id) => aPerson(id, { name: "same", tags: ["s", "t"] })));
      expect((await allPages(store, "byName", 5)).flatMap(idsOf)).toEqual(ids);
      expect((await allPages(store, "byTag", 5)).flatMap(idsOf)).toEqual([...ids, ...ids]);
    });

    test("outlives the document that it points to, and sees what comes and goes after it", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, ...["a", "b", "c", "d", "e"].map((name) => aPerson(name, { name })));
      const first = await store.find(people, "byName", ["red"], { limit: 2 });
      await store.commit([
        people.delete(aPerson("b"), { expect: "any" }),
        people.delete(aPerson("d"), { expect: "any" }),
        people.put(aPerson("aa", { name: "aa" }), { expect: "absent" }),
        people.put(aPerson("bb", { name: "bb" }), { expect: "absent" }),
      ]);
      expect(await findIds(store, "byName", after(first))).toEqual(["bb", "c", "e"]);
    });

    test("is good with a prefix search", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, ...["a", "ba", "bb", "bc", "c"].map((name) => aPerson(name, { name })));
      const first = await store.find(people, "byName", ["red"], { startsWith: "b", limit: 2 });
      expect(idsOf(first)).toEqual(["ba", "bb"]);
      expect(await findIds(store, "byName", { startsWith: "b", ...after(first) })).toEqual(["bc"]);
    });

    test.each([
      "",
      "x",
      "%%%",
      "null",
      "e30",
      "W10",
      ...[
        [],
        ["people.byName"],
        ["people.byName", "red\u0001a\u0001", 1],
        ["people.byName", "red\u0001a", "red\u0001a\u0001"],
        ["people.byName", "red\u0001\u0000\u0001", "red\u0001a\u0001"],
        ["people.byName", "red\u0001\ud800\u0001", "red\u0001a\u0001"],
      ].map((value) => Buffer.from(JSON.stringify(value)).toString("base64url")),
    ])("that nobody made is refused: %j", async (cursor) => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann", { name: "a" }));
      await expect(store.find(people, "byName", ["red"], { limit: 1, after: cursor })).rejects.toThrow(InvalidCursor);
    });

    test("of another index or another prefix is refused", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson("ann", { name: "a", tags: ["a"] }), aPerson("bob", { name: "b", tags: ["b"] }));
      const first = await store.find(people, "byName", ["red"], { limit: 1 });
      const elsewhere = [
        store.find(people, "byTag", ["red"], { limit: 1, ...after(first) }),
        store.find(people, "byName", ["blue"], { limit: 1, ...after(first) }),
        store.find(people, "byName", ["red"], { startsWith: "b", limit: 1, ...after(first) }),
      ];
      for (const each of elsewhere) await expect(each).rejects.toThrow(InvalidCursor);
    });
  });
}

function after(page: Page<Person>): { readonly after: string } {
  if (page.next === undefined) throw new Error("this page is the last");
  return { after: page.next };
}

async function allPages(store: Store, index: string, limit: number): Promise<readonly Page<Person>[]> {
  const pages: Page<Person>[] = [];
  for await (const page of pagesOf(store, index, { limit })) pages.push(page);
  return pages;
}
