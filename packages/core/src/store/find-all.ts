import type { Collection } from "./collection.ts";
import type { Key } from "./key.ts";
import type { Store, Stored } from "./store.ts";

/** Documents a read: what is found is rarely more than that. */
const BATCH = 1000;

/**
 * Every document of an ordered index below a prefix, in its order. It is read in batches, so that what is written
 * meanwhile may be among it or not. For what cannot be much, or has to be seen whole: pages are for the rest.
 */
export async function findAll<T extends object>(
  store: Pick<Store, "find">,
  collection: Collection<T>,
  index: string,
  prefix: Key,
): Promise<Stored<T>[]> {
  const found: Stored<T>[] = [];
  let after: string | undefined;
  do {
    const page = await store.find(collection, index, prefix, { limit: BATCH, ...(after !== undefined && { after }) });
    found.push(...page.documents);
    after = page.next;
  } while (after !== undefined);
  return found;
}
