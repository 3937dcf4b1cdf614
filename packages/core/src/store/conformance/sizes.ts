import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  aPerson,
  conflictOf,
  findIds,
  givenPeople,
  givenStore,
  idsOf,
  people,
  readPerson,
  type StoreUnderTest,
} from "./subject.ts";

/** So long that no page of a database's tree has room for it, and so random that compressing it makes none. */
const LONG = 8192;

/** Text that no compression shortens by much, the same each time. */
function noise(length: number, seed: string): string {
  let text = "";
  for (let round = 0; text.length < length; round++)
    text += createHash("sha512").update(`${seed} ${round}`).digest("base64");
  return text.slice(0, length);
}

export function describeSizes(underTest: StoreUnderTest): void {
  // The same 8 KB, and then: nothing, or something.
  const long = noise(LONG, "long");
  const inOrder = [long, `${long}\u0001`, `${long} `, `${long}A`, `${long}a`, `${long}aa`, `${long}é`, `${long}😀`];
  const shuffled = [5, 0, 7, 2, 6, 4, 1, 3].map((position) => inOrder[position] ?? "");

  describe("what is long", () => {
    test("is kept whole: documents of several megabytes, and a page of them", async () => {
      const store = await givenStore(underTest);
      const notes = Array.from({ length: 4 }, (_, position) => `${noise(3_000_000, `note ${position}`)}é😀`);
      for (const [position, note] of notes.entries())
        await givenPeople(store, aPerson(`p${position}`, { note, name: "n" }));
      const { documents } = await store.find(people, "byName", ["red"], { limit: 10 });
      expect(documents).toHaveLength(notes.length);
      expect(documents.every(({ id, note }) => note === notes[Number(id.slice(1))])).toBe(true);
      const first = await readPerson(store, "p0");
      await store.commit([people.put({ ...first, note: "short" }, { expect: first })]);
      expect((await readPerson(store, "p0")).note).toBe("short");
      expect((await readPerson(store, "p3")).note === notes[3]).toBe(true);
    });

    test("is a primary key as good as any: told apart by its last character, in order, deleted", async () => {
      const store = await givenStore(underTest);
      for (const id of shuffled) await givenPeople(store, aPerson(id));
      for (const id of inOrder) {
        expect((await readPerson(store, id)).id === id).toBe(true);
        const { reason, key = [] } = (await conflictOf(
          store.commit([people.put(aPerson(id), { expect: "absent" })]),
        )) ?? { reason: undefined };
        expect([reason, key[1] === id]).toEqual(["version", true]);
      }
      const all: string[] = [];
      for await (const batch of store.readAll([people]))
        for (const { document } of batch) all.push("id" in document ? String(document.id) : "");
      expect(endings(all)).toEqual(endings(inOrder));
      const middle = await readPerson(store, inOrder[3] ?? "");
      await store.commit([people.delete(middle, { expect: middle })]);
      expect(await store.get(people, ["red", middle.id])).toBeUndefined();
      expect(await store.count(people, "everywhere", [])).toBe(inOrder.length - 1);
    });

    test("is a unique entry as good as any: taken once, found, moved, given up", async () => {
      const store = await givenStore(underTest);
      for (const [position, alias] of shuffled.entries())
        await givenPeople(store, aPerson(`p${position}`, { aliases: [alias] }));
      for (const [position, alias] of shuffled.entries()) {
        expect((await store.getUnique(people, "byAlias", ["red", alias]))?.id).toBe(`p${position}`);
        const conflict = await conflictOf(
          store.commit([people.put(aPerson("thief", { aliases: ["free", alias] }), { expect: "absent" })]),
        );
        expect([conflict?.reason, conflict?.index, conflict?.key[1] === alias]).toEqual(["unique", "byAlias", true]);
      }
      expect(await store.getUnique(people, "byAlias", ["red", `${long}b`])).toBeUndefined();
      expect(await store.getUnique(people, "byAlias", ["red", long.slice(0, -1)])).toBeUndefined();
      await store.commit([
        people.put(aPerson("p0", { aliases: [shuffled[1] ?? ""] }), { expect: "any" }),
        people.put(aPerson("p1", { aliases: [shuffled[0] ?? ""] }), { expect: "any" }),
        people.delete(aPerson("p2"), { expect: "any" }),
      ]);
      await givenPeople(store, aPerson("heir", { aliases: [shuffled[2] ?? ""] }));
      const owners = shuffled.slice(0, 3).map(async (alias) => store.getUnique(people, "byAlias", ["red", alias]));
      expect((await Promise.all(owners)).map((owner) => owner?.id)).toEqual(["p1", "p0", "heir"]);
    });

    test("is an ordered entry as good as any: in order to its end, searched by prefix, paged through", async () => {
      const store = await givenStore(underTest);
      for (const [position, name] of shuffled.entries()) await givenPeople(store, aPerson(`p${position}`, { name }));
      await givenPeople(store, aPerson("short", { name: long.slice(0, 100) }), aPerson("tie", { name: `${long}a` }));
      const ids = inOrder.map((name) => `p${shuffled.indexOf(name)}`);
      const withTie = [...ids.slice(0, 5), "tie", ...ids.slice(5)];
      expect(await findIds(store, "byName")).toEqual(["short", ...withTie]);
      expect(await findIds(store, "byName", { startsWith: long })).toEqual(withTie);
      expect(await findIds(store, "byName", { startsWith: `${long}a` })).toEqual(withTie.slice(4, 7));
      expect(await store.count(people, "byName", ["red", `${long}a`])).toBe(2);
      const paged: string[] = [];
      let after: string | undefined;
      do {
        const page = await store.find(people, "byName", ["red"], {
          limit: 1,
          ...(after === undefined ? {} : { after }),
        });
        paged.push(...idsOf(page));
        after = page.next;
      } while (after !== undefined);
      expect(paged).toEqual(["short", ...withTie]);
    });

    test("is as good in every part of a key at once, and when everything is replaced", async () => {
      const store = await givenStore(underTest);
      const everyPart = inOrder.map((text) => ({
        ...aPerson(text, { name: text, aliases: [text], tags: [text] }),
        team: long,
      }));
      await store.replaceAll([everyPart.map((document) => ({ collection: people, document }))]);
      expect(endings(await findIds(store, "byName", {}, long))).toEqual(endings(inOrder));
      expect(endings(await findIds(store, "byTag", {}, long))).toEqual(endings(inOrder));
      const found = await store.getUnique(people, "byAlias", [long, inOrder[4] ?? ""]);
      expect(found?.id === inOrder[4]).toBe(true);
    });
  });

  /** Where texts begin alike: what is left of them to show. */
  function endings(texts: readonly string[]): readonly string[] {
    return texts.map((text) => (text.startsWith(long) ? `…${text.slice(LONG)}` : text));
  }
}
