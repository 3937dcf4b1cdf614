import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import type { Store } from "../store.ts";
import {
  aPerson,
  conflictOf,
  givenPeople,
  givenStore,
  idsOf,
  type Person,
  people,
  readPerson,
  type StoreUnderTest,
} from "./subject.ts";

const TOTAL = 100_000;
const PER_COMMIT = 10_000;
const PER_PAGE = 1000;

/** What reading may hold in memory at a time. All of the documents together are more than twice of it. */
const MAX_GROWTH_BYTES = 24 * 1024 * 1024;

function idOf(position: number): string {
  return `p${String(position).padStart(6, "0")}`;
}

function created(position: number): Person {
  return aPerson(idOf(position), { name: idOf(TOTAL - position), note: `${position} `.repeat(80) });
}

async function fill(store: Store, total: number): Promise<void> {
  for (let first = 0; first < total; first += PER_COMMIT)
    await store.commit(
      Array.from({ length: Math.min(PER_COMMIT, total - first) }, (_, offset) =>
        people.put(created(first + offset), { expect: "absent" }),
      ),
    );
}

/** How many bytes this process holds that something still needs. */
function heldBytes(): number {
  setFlagsFromString("--expose-gc");
  const collectGarbage: unknown = runInNewContext("gc");
  if (typeof collectGarbage === "function") collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

export function describeVolume(underTest: StoreUnderTest): void {
  describe("a lot", () => {
    test("is written by one commit, all of it or nothing", async () => {
      const store = await givenStore(underTest);
      await givenPeople(store, aPerson(idOf(PER_COMMIT - 1)));
      const writes = Array.from({ length: PER_COMMIT }, (_, position) =>
        people.put(created(position), { expect: "absent" }),
      );
      expect(await conflictOf(store.commit(writes))).toEqual({
        collection: "people",
        reason: "version",
        key: ["red", idOf(PER_COMMIT - 1)],
      });
      expect(await store.count(people, "everywhere", [])).toBe(1);
      await store.commit(writes.slice(0, -1));
      expect(await store.count(people, "everywhere", [])).toBe(PER_COMMIT);
      expect(await readPerson(store, idOf(PER_COMMIT - 2))).toMatchObject(created(PER_COMMIT - 2));
      await store.commit(writes.map(({ document }) => people.delete(document, { expect: "any" })));
      expect(await store.count(people, "everywhere", [])).toBe(0);
      expect(await store.count(people, "byName", [])).toBe(0);
    });

    test(`is read without holding it: ${TOTAL} documents, page by page and all in one go`, async () => {
      const store = await givenStore(underTest);
      await fill(store, TOTAL);
      expect(await store.count(people, "byName", ["red"])).toBe(TOTAL);
      const before = heldBytes();

      let growth = 0;
      let pages = 0;
      const measure = (): void => {
        pages += 1;
        if (pages % 20 === 0) growth = Math.max(growth, heldBytes() - before);
      };

      let position = TOTAL;
      let after: string | undefined;
      do {
        const page = await store.find(people, "byName", ["red"], {
          limit: PER_PAGE,
          ...(after === undefined ? {} : { after }),
        });
        for (const id of idsOf(page)) {
          position -= 1;
          if (id !== idOf(position)) expect(id).toBe(idOf(position));
        }
        measure();
        after = page.next;
      } while (after !== undefined);
      expect([position, pages]).toEqual([0, TOTAL / PER_PAGE]);

      for await (const batch of store.readAll([people])) {
        expect(batch.length).toBeLessThanOrEqual(PER_COMMIT);
        for (const { document } of batch) {
          if (!("id" in document) || document.id !== idOf(position))
            expect(document).toMatchObject({ id: idOf(position) });
          position += 1;
        }
        measure();
      }
      expect(position).toBe(TOTAL);
      expect(growth).toBeLessThan(MAX_GROWTH_BYTES);
    });
  });
}
