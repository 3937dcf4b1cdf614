import { stateCollections } from "../collections.ts";
import type { AnyCollection } from "../store/collection.ts";
import { failures } from "../user-pools/authentication/back-off.ts";
import { triggerRecords } from "../user-pools/trigger-records/trigger-records.collection.ts";
import type { TestCognito } from "./start-cognito.ts";

const ALWAYS_KEPT: readonly AnyCollection[] = [failures, triggerRecords];

/**
 * Every document that there is, but for counted failures and for what triggers were called with (and for these), to
 * compare with what there is later. Refused requests are in both.
 */
export async function everythingIn(
  { store }: Pick<TestCognito, "store">,
  ...except: readonly AnyCollection[]
): Promise<readonly string[]> {
  const compared = stateCollections.filter((each) => !ALWAYS_KEPT.includes(each) && !except.includes(each));
  const documents: string[] = [];
  for await (const batch of store.readAll(compared)) {
    for (const { collection, document } of batch) documents.push(`${collection.name} ${JSON.stringify(document)}`);
  }
  return documents;
}
