import { join } from "node:path";
import { type Collection, type CollectionDefinition, defineCollection, type Store } from "@cogmock/core/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "./sqlite-store.ts";
import { givenDirectory } from "./testing/given-directory.ts";

interface Note {
  readonly id: string;
  readonly title: string;
  readonly until?: number;
}

const clock = { now: () => Date.UTC(2026, 0, 1) };

const noteDefinition: CollectionDefinition<Note> = {
  name: "notes",
  key: (note) => [note.id],
  unique: { byTitle: (note) => [[note.title]] },
  ordered: { inOrder: (note) => [[note.title]] },
};
const notes: Collection<Note> = defineCollection(noteDefinition);

function open(file: string): Store {
  const store = openSqliteStore({ file, clock });
  onTestFinished(() => store.close());
  return store;
}

describe("a program that was upgraded", () => {
  test("finds old documents by new indexes, and old entries of a removed index do not come back", async () => {
    const file = join(givenDirectory(), "store.db");
    const before = open(file);
    const total = 1200;
    await before.commit(
      Array.from({ length: total }, (_, id) =>
        notes.put({ id: String(id), title: `title ${id}` }, { expect: "absent" }),
      ),
    );
    await before.close();

    const upgraded = defineCollection<Note>({
      ...noteDefinition,
      unique: { byUpperCase: (note) => [[note.title.toUpperCase()]] },
      ordered: { backwards: (note) => [[Array.from(note.title).toReversed().join("")]] },
    });
    const after = open(file);
    expect(await after.getUnique(upgraded, "byUpperCase", ["TITLE 7"])).toMatchObject({ id: "7" });
    expect(await after.count(upgraded, "backwards", [])).toBe(total);
    const [first] = (await after.find(upgraded, "backwards", [], { startsWith: "9911", limit: 1 })).documents;
    expect(first).toMatchObject({ id: "1199" });
    await after.commit([upgraded.delete({ id: "7", title: "title 7" }, { expect: "any" })]);
    await after.close();

    const again = open(file);
    expect(await again.getUnique(notes, "byTitle", ["title 7"])).toBeUndefined();
    expect(await again.getUnique(notes, "byTitle", ["title 8"])).toMatchObject({ id: "8" });
    expect(await again.count(notes, "inOrder", [])).toBe(total - 1);
  });

  test("lets old documents expire that did not expire before", async () => {
    const file = join(givenDirectory(), "store.db");
    const before = open(file);
    await before.commit([
      notes.put({ id: "1", title: "one", until: clock.now() }, { expect: "absent" }),
      notes.put({ id: "2", title: "two" }, { expect: "absent" }),
    ]);
    await before.close();
    const mortal = defineCollection<Note>({ ...noteDefinition, expiresAt: (note) => note.until });
    const after = open(file);
    expect(await after.count(mortal, "inOrder", [])).toBe(1);
    await after.commit([mortal.put({ id: "3", title: "one" }, { expect: "absent" })]);
    expect(await after.get(mortal, ["1"])).toBeUndefined();
  });

  test("gives the entries of a new unique index to what has not expired", async () => {
    const file = join(givenDirectory(), "store.db");
    const { unique: _, ...withoutUnique } = noteDefinition;
    const plain = defineCollection<Note>(withoutUnique);
    const before = open(file);
    await before.commit([
      plain.put({ id: "1", title: "same", until: clock.now() }, { expect: "absent" }),
      plain.put({ id: "2", title: "same" }, { expect: "absent" }),
    ]);
    await before.close();
    const mortal = defineCollection<Note>({ ...noteDefinition, expiresAt: (note) => note.until });
    expect(await open(file).getUnique(mortal, "byTitle", ["same"])).toMatchObject({ id: "2" });
  });
});
