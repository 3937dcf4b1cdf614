import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { createMemoryStore, defineCollection, type Page, systemClock } from "@cogmock/core/store";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { givenStore } from "./testing/given.ts";

interface Text {
  readonly id: string;
  readonly text: string;
}

const texts = defineCollection<Text>({
  name: "texts",
  key: ({ id }) => [id],
  unique: { byBoth: ({ id, text }) => [[text, id]] },
  ordered: { byText: ({ text }) => [["all", text]] },
});

/** Texts that differ early, late or nowhere, of lengths about those at which an entry changes its index. */
const textArbitrary = fc
  .tuple(
    fc.constantFrom("", "a", "é", "～", "😀"),
    fc.constantFrom("x", "é", "日", "😀"),
    fc.constantFrom(0, 1, 390, 399, 400, 401, 480, 660, 990, 1960, 1995, 2000, 2048),
    fc.constantFrom("", "a", "b", "～", "😀", "\u0000"),
  )
  .map(([start, filling, length, end]) => start + filling.repeat(length) + end);
const idArbitrary = fc
  .tuple(fc.constantFrom("a", "b", "é", "😀"), fc.constantFrom(0, 1, 300, 1990, 4000))
  .map(([start, length]) => start + "k".repeat(length));
const documentArbitrary = fc.record({ id: idArbitrary, text: textArbitrary });

function entriesOf({ documents }: Page<Text>): readonly string[] {
  return documents.map(({ id, text }) => `${text} of ${id}`);
}

describeOnPostgres("entries of any length", () => {
  test("are in the order that they have in memory, also between pages and under a prefix", async () => {
    const store = await givenStore(await givenDatabase());
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(documentArbitrary, { selector: ({ id }) => id, maxLength: 25 }),
        fc.array(textArbitrary, { maxLength: 5 }),
        fc.integer({ min: 1, max: 5 }),
        async (documents, prefixes, limit) => {
          const memory = createMemoryStore({ clock: systemClock });
          const writes = documents.map((document) => texts.put(document, { expect: "any" }));
          await store.replaceAll([]);
          for (const each of [memory, store]) await each.commit(writes);
          for (const startsWith of ["", ...prefixes, ...documents.map(({ text }) => text)]) {
            let after: string | undefined;
            do {
              const options = { startsWith, limit, ...(after !== undefined && { after }) };
              const [expected, found] = await Promise.all(
                [memory, store].map((each) => each.find(texts, "byText", ["all"], options)),
              );
              if (expected === undefined || found === undefined) throw new Error("a store did not answer");
              expect(entriesOf(found)).toEqual(entriesOf(expected));
              // The same position, so that each store can read on where the other ended.
              expect(found.next).toBe(expected.next);
              after = found.next;
            } while (after !== undefined);
          }
          expect(await store.count(texts, "byText", [])).toBe(documents.length);
          for (const { id, text } of documents)
            expect(await store.getUnique(texts, "byBoth", [text, id])).toMatchObject({ id, text });
        },
      ),
      { numRuns: 40 },
    );
  });

  test("of characters that do not compress, as long as keys and attributes get, are taken", async () => {
    const store = await givenStore(await givenDatabase());
    const random = (length: number): string =>
      Array.from(crypto.getRandomValues(new Uint32Array(length)), (n) =>
        String.fromCodePoint(0x1_0000 + (n % 0x10_0000)),
      ).join("");
    const document = { id: random(4000), text: random(2048) };
    await store.commit([texts.put(document, { expect: "absent" })]);
    expect(JSON.stringify(await store.get(texts, [document.id])) === JSON.stringify(document)).toBe(true);
    expect((await store.find(texts, "byText", ["all", document.text], { limit: 1 })).documents).toHaveLength(1);
    await store.commit([texts.delete(document, { expect: "any" })]);
    expect(await store.count(texts, "byText", [])).toBe(0);
  });
});
