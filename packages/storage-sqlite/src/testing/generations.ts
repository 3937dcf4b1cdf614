import type { Store } from "@cogmock/core/store";
import { aNote, type Note, notes } from "./notes.ts";

/** More than a step of clearing away removes. */
export const NOTES_OF_A_GENERATION = 2500;

/** Has its generation in its title, and the same key in all generations. */
export function noteOfGeneration(generation: number, number: number): Note {
  return { ...aNote(number), title: `${generation} ${number}`, text: "" };
}

/** The generation that a store holds; 0 where it is empty. */
export async function generationOf(store: Store): Promise<number> {
  const { documents } = await store.find(notes, "inOrder", [], { limit: 1 });
  return Number(documents[0]?.title.split(" ")[0] ?? 0);
}
