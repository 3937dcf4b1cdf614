import { type AnyWrite, type Collection, defineCollection, type Store } from "@cogmock/core/store";

/** One of the documents that change together: all of a group are always of the same revision. */
export interface Revision {
  readonly group: string;
  readonly member: string;
  readonly revision: number;
  readonly padding: string;
}

export const revisions: Collection<Revision> = defineCollection<Revision>({
  name: "revisions",
  key: ({ group, member }) => [group, member],
  unique: { byRevision: ({ group, member, revision }) => [[group, revision, member]] },
  ordered: { byGroup: ({ group, revision }) => [[group, revision]] },
});

/** Each written by a flow of its own, at the same time. */
export const GROUPS: readonly string[] = Array.from({ length: 16 }, (_, n) => `group ${n}`);

/** Which members a group has at a revision: two that stay, and one that every revision replaces by another. */
export function members(revision: number): readonly string[] {
  return revision === 0 ? [] : ["first", "second", `of ${revision}`];
}

/** The revision of a group; 0 before the first. */
export async function revisionOf(store: Store, group: string): Promise<number> {
  return (await store.get(revisions, [group, "first"]))?.revision ?? 0;
}

/** The commit that brings a group to a revision. */
export function writesOf(group: string, revision: number): readonly AnyWrite[] {
  const next = (member: string): Revision => ({ group, member, revision, padding: "x".repeat((revision * 37) % 3000) });
  return [
    ...members(revision).map((member) => revisions.put(next(member), { expect: "any" })),
    ...members(revision - 1)
      .filter((member) => !members(revision).includes(member))
      .map((member) => revisions.delete(next(member), { expect: "any" })),
  ];
}
