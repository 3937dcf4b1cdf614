import { describe, expect, test } from "vitest";
import { aPerson, conflictOf, findIds, givenStore, idsOf, people, readPerson, type StoreUnderTest } from "./subject.ts";

/**
 * Texts that a database with an opinion about language takes for equal, leaves out of account or puts in another order.
 * No two of them are the same text.
 */
const TEXTS: readonly string[] = [
  ["", "a", "A", "b", "B", "aa", "Aa", "aA", "AA", "ab", "ß", "ss", "SS", "ẞ", "ı", "i", "I", "İ", "ſ", "s"],
  // Composed, and the same put together of a letter and combining marks, in both orders.
  ["é", "e\u0301", "e", "E\u0301", "å", "a\u030a", "\u212b", "ệ", "e\u0323\u0302", "e\u0302\u0323", "\u0301", "가"],
  ["\u1100\u1161", "ﬁ", "fi", "²", "2", "①", "1", "Ａ", "ａ", "ｱ", "ア", "あ", "か\u3099", "が", "µ", "μ"],
  // What collations ignore or tie: blanks, punctuation, and what nobody sees.
  [" ", "  ", "a ", " a", "a b", "a-b", "a_b", "a%b", "a.b", "a'b", "a\\b", 'a"b', "a\tb", "a\nb", "a\u00a0b"],
  ["a\u00adb", "a\u200bb", "a\u200db", "a\u200cb", "a\u2060b", "a\ufeffb", "\ufeff", "\u00ad", "\u200b", "-", "_"],
  ["%", "'", "''", "\\", "\\\\", "\\u0041", "*", "?", "[a]", "(", "$1", "{0}", ";", "--", "/*", "\u007f", "\u0085"],
  ["\u0000", "\u0001", "\u0002", "\u0003", "a\u0000", "a\u0001", "a\u0000b", "\u0002\u0003", "\u0002\u0004"],
  // Directions, joined emoji, flags, variants.
  ["שלום", "مرحبا", "\u202ea", "a\u202e", "👩", "👩‍👩‍👧", "👩🏽", "🇩🇪", "🇩", "❤", "❤\ufe0f", "1\ufe0f\u20e3"],
  // By UTF-16 the surrogates of U+10000 and above come before U+E000 to U+FFFF; by UTF-8 they come after.
  ["\u{d7ff}", "\ue000", "\uf8ff", "\ufdd0", "～", "\ufffd", "\ufffe", "\uffff", "\u{10000}", "😀", "😀a", "😁"],
  ["𝒜", "\u{1ffff}", "\u{20000}", "\u{10fffe}", "\u{10ffff}", "\u{10ffff}a", "\u{10ffff}\u{10ffff}", "a\u{10ffff}"],
  // Numbers in texts are texts.
  ["10", "9", "09", "1e1", "+1", "-1", "null", "true", "0x1", "\u0660"],
].flat();

/** What a prefix search is asked for beside the texts: ends in the last code points before a gap, and in halves of one. */
const PREFIXES: readonly string[] = [...TEXTS, "a\u{d7ff}", "a\ue000", "\u{10ffff}\u{10ffff}\u{10ffff}", "👩‍", "zz"];

function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

export function describeTexts(underTest: StoreUnderTest): void {
  const inOrder = TEXTS.toSorted(byBytes);
  const create = (person: ReturnType<typeof aPerson>) => people.put(person, { expect: "absent" });

  describe("a text", () => {
    test("is another primary key than every text that looks like it, sounds like it or sorts with it", async () => {
      const store = await givenStore(underTest);
      await store.commit(TEXTS.map((id) => create(aPerson(id))));
      for (const id of TEXTS) {
        expect(await readPerson(store, id)).toMatchObject(aPerson(id));
        expect(await conflictOf(store.commit([create(aPerson(id))]))).toMatchObject({ key: ["red", id] });
      }
      expect(await findIds(store, "everywhere", { limit: TEXTS.length + 1 }, "a")).toEqual(["a"]);
      expect(idsOf(await store.find(people, "everywhere", [], { limit: TEXTS.length + 1 }))).toEqual(inOrder);
    });

    test("is another unique entry than all the others, and is found by itself alone", async () => {
      const store = await givenStore(underTest);
      await store.commit(TEXTS.map((alias, position) => create(aPerson(`p${position}`, { aliases: [alias] }))));
      for (const [position, alias] of TEXTS.entries()) {
        expect(await store.getUnique(people, "byAlias", ["red", alias])).toMatchObject({ id: `p${position}` });
        expect(await conflictOf(store.commit([create(aPerson("thief", { aliases: [alias] }))]))).toEqual({
          collection: "people",
          reason: "unique",
          index: "byAlias",
          key: ["red", alias],
        });
      }
    });

    test("has its place in an index by its UTF-8, and texts that are equal by their documents' keys", async () => {
      const store = await givenStore(underTest);
      const ids = TEXTS.map((_, position) => String(position).padStart(3, "0"));
      await store.commit(
        TEXTS.flatMap((name, position) => [
          create(aPerson(`2-${ids[position]}`, { name })),
          create(aPerson(`1-${ids[TEXTS.length - 1 - position]}`, { name })),
        ]),
      );
      const found = await store.find(people, "byName", ["red"], { limit: TEXTS.length * 2 });
      expect(found.documents.map(({ name }) => name)).toEqual(inOrder.flatMap((name) => [name, name]));
      expect(found.documents.map(({ id }) => id[0])).toEqual(inOrder.flatMap(() => ["1", "2"]));
    });

    test("begins with exactly the texts that it begins with", async () => {
      const store = await givenStore(underTest);
      await store.commit(TEXTS.map((name, position) => create(aPerson(`p${position}`, { name }))));
      for (const startsWith of PREFIXES) {
        const found = await store.find(people, "byName", ["red"], { startsWith, limit: TEXTS.length });
        expect(
          found.documents.map(({ name }) => name),
          JSON.stringify(startsWith),
        ).toEqual(inOrder.filter((name) => name.startsWith(startsWith)));
      }
    });

    test("that is a part of a key is that part alone, whatever follows it in others", async () => {
      const store = await givenStore(underTest);
      const parts = [
        "",
        "r",
        "re",
        "red",
        "red\u0000",
        "red\u0001",
        "red\u0001a",
        "red ",
        "redd",
        "Red",
        "réd",
        "re\u0301d",
      ];
      const pairs = parts.flatMap((team) => parts.map((name) => [team, name] as const));
      await store.commit(pairs.map(([team, name], position) => create(aPerson(`p${position}`, { team, name }))));
      for (const team of parts) {
        const found = await store.find(people, "byName", [team], { limit: pairs.length });
        expect(found.documents.map(({ name }) => name)).toEqual(parts.toSorted(byBytes));
        expect(await store.count(people, "byName", [team])).toBe(parts.length);
        for (const name of parts) expect(await store.count(people, "byName", [team, name])).toBe(1);
      }
      const everyone = await store.find(people, "byName", [], { limit: pairs.length });
      expect(everyone.documents.map(({ team, name = "" }) => [team, name])).toEqual(
        pairs.toSorted((left, right) => byBytes(left[0], right[0]) || byBytes(left[1], right[1])),
      );
    });
  });
}
