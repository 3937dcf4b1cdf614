import type { AnyCollection } from "../../store/collection.ts";
import type { Store } from "../../store/store.ts";
import { userPoolClients } from "../clients/user-pool-clients.collection.ts";
import { devices } from "../devices/devices.collection.ts";
import { groupMemberships, groups } from "../groups/groups.collection.ts";
import { linkedIdentities } from "../linked-identities/linked-identities.collection.ts";
import { userPasskeys } from "../passkeys/passkeys.collection.ts";
import { users } from "../users/users.collection.ts";

/** A kind of document that belongs to a pool, and an index that holds one entry of each and begins with the pool's id. */
interface Belongings {
  readonly collection: AnyCollection;
  readonly index: string;
}

/**
 * What goes with a pool. Clients first: they are found by their own ids. A collection that keeps documents of pools
 * belongs here, unless they expire by themselves (codes, attempts, sessions) or tell of what has happened (messages).
 */
const BELONGINGS: readonly Belongings[] = [
  { collection: userPoolClients, index: "byPool" },
  { collection: users, index: "byUsername" },
  { collection: groups, index: "byPool" },
  { collection: groupMemberships, index: "byUser" },
  { collection: linkedIdentities, index: "byUser" },
  { collection: userPasskeys, index: "byPool" },
  { collection: devices, index: "byUser" },
];

/** How many documents one commit deletes: a few milliseconds' worth, so that other requests need not wait long. */
const BATCH = 500;

async function removeAll(store: Store, { collection, index }: Belongings, userPoolId: string): Promise<void> {
  for (;;) {
    const { documents, next } = await store.find(collection, index, [userPoolId], { limit: BATCH });
    if (documents.length === 0) return;
    await store.commit(documents.map((document) => collection.delete(document, { expect: "any" })));
    if (next === undefined) return;
  }
}

/** Removes what belonged to a pool that is gone, batch by batch. */
export async function removePoolBelongings(store: Store, userPoolId: string): Promise<void> {
  for (const belongings of BELONGINGS) await removeAll(store, belongings, userPoolId);
}
