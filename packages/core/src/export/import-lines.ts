import { stateCollections } from "../collections.ts";
import type { AnyCollection } from "../store/collection.ts";
import { type CollectionDocument, type Store, StoreConflict } from "../store/store.ts";
import { ImportError, NotEmpty } from "./import-error.ts";
import { readDocuments } from "./read-documents.ts";
import type { Chunks } from "./split-lines.ts";

/** How an import deals with what there is. */
export interface ImportOptions {
  /** Whether the import takes the place of what there is. Default: it is refused where there is anything. */
  readonly replace?: boolean | undefined;
}

/** What an import brought. */
export interface ImportResult {
  readonly documents: number;
}

/**
 * Puts the contents of an export in the place of everything: all of it at once when the last line has been read, or
 * nothing.
 *
 * @param options.keep collections that stay as they are
 * @throws ImportError no export, or not a whole one
 * @throws NotEmpty there is something, and `replace` does not say that it may go
 */
export async function importLines(
  store: Store,
  chunks: Chunks,
  { replace = false, keep }: ImportOptions & { readonly keep: readonly AnyCollection[] },
): Promise<ImportResult> {
  let documents = 0;
  async function* contents(): AsyncGenerator<readonly CollectionDocument[], void, undefined> {
    for await (const batch of readDocuments(chunks)) {
      documents += batch.length;
      yield batch;
    }
    // Once more: somebody may have begun to use the store while the contents were coming.
    if (!replace) await assertEmpty(store);
  }
  if (!replace) await assertEmpty(store);
  try {
    await store.replaceAll(contents(), { keep });
  } catch (error) {
    if (error instanceof StoreConflict) throw new ImportError(duplicateIn(error), { cause: error });
    throw error;
  }
  return { documents };
}

async function assertEmpty(store: Store): Promise<void> {
  for await (const batch of store.readAll(stateCollections)) if (batch.length > 0) throw new NotEmpty();
}

function duplicateIn({ collection, index, key }: StoreConflict): string {
  const where = index === undefined ? "the key" : `the entry of ${index}`;
  return `two documents of ${collection} have ${where} ${JSON.stringify(key)}`;
}
