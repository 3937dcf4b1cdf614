import { stateCollections } from "../collections.ts";
import type { AnyCollection } from "../store/collection.ts";
import { failures } from "../user-pools/authentication/back-off.ts";
import type { TestCognito } from "./start-cognito.ts";

/** Every document that there is, but for counted failures (and for these), to compare with what there is later. */
export async function everythingIn(
  { store }: Pick<TestCognito, "store">,
  ...except: readonly AnyCollection[]
): Promise<readonly string[]> {
  const compared = stateCollections.filter((each) => each !== failures && !except.includes(each));
  const documents: string[] = [];
  for await (const batch of store.readAll(compared)) {
    for (const { collection, document } of batch) documents.push(`${collection.name} ${JSON.stringify(document)}`);
  }
  return documents;
}
