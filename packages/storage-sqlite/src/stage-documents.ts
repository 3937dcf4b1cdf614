import { type AnyCollection, type CollectionDocument, prepareCommit } from "@cogmock/core/store";
import type { Space } from "./space.ts";
import type { Versions } from "./versions.ts";

/** How many documents of a replacement may share a transaction, for which everybody waits. */
export const STAGED_TOGETHER = 100;

/**
 * Adds documents to a space that nobody sees yet.
 *
 * @throws StoreConflict the space has the key or a unique entry of one of them already
 * @throws Error a document belongs to a collection that is to be kept, which is a mistake in the program
 */
export function stageDocuments(
  space: Space,
  documents: readonly CollectionDocument[],
  { keep, versions }: { readonly keep: readonly AnyCollection[]; readonly versions: Versions },
): void {
  const commits = documents.map(({ collection, document }) => {
    if (keep.some(({ name }) => name === collection.name))
      throw new Error(`${collection.name} is to be kept, and must not be among the contents`);
    space.open(collection);
    // Each is a commit of its own, so that the same key twice is a conflict and no mistake.
    return prepareCommit([collection.put(document, { expect: "absent" })], versions.next());
  });
  space.transaction(() => {
    for (const writes of commits) space.apply(writes);
  });
}
