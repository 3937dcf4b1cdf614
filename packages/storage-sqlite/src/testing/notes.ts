import { type Collection, defineCollection, type Store } from "@cogmock/core/store";

/** A document with an entry of each kind. */
export interface Note {
  readonly id: string;
  readonly title: string;
  readonly text?: string;
}

export const notes: Collection<Note> = defineCollection<Note>({
  name: "notes",
  key: (note) => [note.id],
  unique: { byTitle: (note) => [[note.title]] },
  ordered: { inOrder: (note) => [[note.title]] },
});

/** The note of a number, about a kilobyte. */
export function aNote(number: number): Note {
  return { id: `id ${number}`, title: `title ${number}`, text: "x".repeat(1000) };
}

/** Creates notes in a commit. */
export function createNotes(store: Store, ...created: readonly Note[]): Promise<void> {
  return store.commit(created.map((note) => notes.put(note, { expect: "absent" })));
}

/** The ids of all notes, read in every way there is, which must agree. */
export async function idsOfNotes(store: Store): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const batch of store.readAll([notes]))
    for (const { document } of batch) if ("id" in document) ids.push(String(document.id));
  const found = (await store.find(notes, "inOrder", [], { limit: 1_000_000 })).documents;
  const counted = await store.count(notes, "inOrder", []);
  const byTitle = await Promise.all(found.map(({ title }) => store.getUnique(notes, "byTitle", [title])));
  const disagree = counted !== ids.length || byTitle.some((note, position) => note?.id !== found[position]?.id);
  if (disagree || found.length !== ids.length) throw new Error("documents and indexes do not agree");
  return ids.toSorted();
}
