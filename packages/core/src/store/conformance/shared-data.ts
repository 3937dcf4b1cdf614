import { describe, expect, test } from "vitest";
import { type Store, storedVersion } from "../store.ts";
import {
  aPerson,
  conflictOf,
  createTestClock,
  findIds,
  givenPeople,
  givenStores,
  idsOf,
  people,
  places,
  readPerson,
  type StoreUnderTest,
} from "./subject.ts";

/** What holds between two stores on the same data: what one has acknowledged, the other knows. */
export function describeSharedData(underTest: StoreUnderTest): void {
  if (underTest.openAnother === undefined) return;

  async function givenTwo(clock = createTestClock()): Promise<readonly [Store, Store]> {
    const [one, other] = await givenStores(underTest, clock);
    if (other === undefined) throw new Error("the driver has opened no other store");
    return [one, other];
  }

  describe("two stores on the same data", () => {
    test("see each other's commits at once, in every way of reading", async () => {
      const [one, other] = await givenTwo();
      for (let round = 0; round < 20; round++) {
        const [writer, reader] = round % 2 === 0 ? [one, other] : [other, one];
        const id = `p${String(round).padStart(2, "0")}`;
        await givenPeople(writer, aPerson(id, { name: id, aliases: [id] }));
        expect(await readPerson(reader, id)).toEqual(await readPerson(writer, id));
        expect(await reader.getUnique(people, "byAlias", ["red", id])).toMatchObject({ id });
        expect(await reader.count(people, "byName", ["red"])).toBe(round + 1);
        expect((await findIds(reader, "byName")).at(-1)).toBe(id);
      }
      await other.commit([people.delete(aPerson("p00"), { expect: "any" })]);
      expect(await one.get(people, ["red", "p00"])).toBeUndefined();
    });

    test("give a later commit the higher version, whichever of them makes it", async () => {
      const [one, other] = await givenTwo();
      let last = 0;
      for (const [position, writer] of [one, one, other, one, other, other, one].entries()) {
        await givenPeople(writer, aPerson(`p${position}`));
        const version = (await readPerson(one, `p${position}`))[storedVersion];
        expect(version).toBeGreaterThan(last);
        last = version;
      }
    });

    test("refuse what the other's commits made untrue", async () => {
      const [one, other] = await givenTwo();
      await givenPeople(one, aPerson("ann", { aliases: ["a"] }));
      const ann = await readPerson(one, "ann");
      await other.commit([people.put({ ...(await readPerson(other, "ann")), name: "other" }, { expect: "any" })]);
      expect(await conflictOf(one.commit([people.put(ann, { expect: ann })]))).toMatchObject({ reason: "version" });
      expect(await conflictOf(other.commit([people.put(ann, { expect: "absent" })]))).toMatchObject({
        reason: "version",
      });
      expect(
        await conflictOf(other.commit([people.put(aPerson("bob", { aliases: ["a"] }), { expect: "absent" })])),
      ).toEqual({ collection: "people", reason: "unique", index: "byAlias", key: ["red", "a"] });
    });

    test("take what the other has read for an expectation and for a cursor", async () => {
      const [one, other] = await givenTwo();
      await givenPeople(one, ...["a", "b", "c"].map((id) => aPerson(id, { name: "same" })));
      const read = await readPerson(one, "a");
      await other.commit([people.put({ ...read, score: 1 }, { expect: read })]);
      const { next = "" } = await one.find(people, "byName", ["red"], { limit: 1 });
      expect(idsOf(await other.find(people, "byName", ["red"], { limit: 9, after: next }))).toEqual(["b", "c"]);
    });

    test("read one moment of everything, whatever the other commits meanwhile", async () => {
      const [one, other] = await givenTwo();
      const created = Array.from({ length: 3000 }, (_, position) => aPerson(`p${String(position).padStart(4, "0")}`));
      await one.commit(created.map((each) => people.put(each, { expect: "absent" })));
      const seen: object[] = [];
      for await (const batch of one.readAll([people, places])) {
        if (seen.length === 0)
          await other.commit([
            people.delete(aPerson("p2999"), { expect: "any" }),
            people.put(aPerson("p3000"), { expect: "absent" }),
            places.put({ team: "red", id: "hall" }, { expect: "absent" }),
          ]);
        seen.push(...batch.map(({ document }) => document));
      }
      expect(seen).toHaveLength(3000);
      expect(seen.at(-1)).toMatchObject({ id: "p2999" });
    });

    test("see everything replaced when the other has replaced it, and not before", async () => {
      const [one, other] = await givenTwo();
      await givenPeople(one, aPerson("old", { aliases: ["a"] }));
      const old = await readPerson(other, "old");
      await one.replaceAll([[{ collection: people, document: aPerson("new", { aliases: ["a"] }) }]]);
      expect(await other.get(people, ["red", "old"])).toBeUndefined();
      expect(await other.getUnique(people, "byAlias", ["red", "a"])).toMatchObject({ id: "new" });
      expect(await conflictOf(other.commit([people.put(old, { expect: old })]))).toMatchObject({ reason: "version" });
      await givenPeople(other, aPerson("newer"));
      expect(await findIds(one, "everywhere", {}, "newer")).toEqual(["newer"]);
    });

    test("go on when the other is closed", async () => {
      const [one, other] = await givenTwo();
      await givenPeople(other, aPerson("ann"));
      await other.close();
      expect(await readPerson(one, "ann")).toMatchObject({ id: "ann" });
      await givenPeople(one, aPerson("bob"));
    });
  });
}
