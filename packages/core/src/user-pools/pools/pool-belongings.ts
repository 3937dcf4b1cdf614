import { setImmediate as turnOfTheEventLoop } from "node:timers/promises";
import type { AnyCollection } from "../../store/collection.ts";
import type { Store } from "../../store/store.ts";
import { tryCommit } from "../../store/try-commit.ts";
import { authEvents } from "../auth-events/auth-events.collection.ts";
import { userPoolClients } from "../clients/user-pool-clients.collection.ts";
import { devices } from "../devices/devices.collection.ts";
import { groupMemberships, groups } from "../groups/groups.collection.ts";
import { identityProviders } from "../identity-providers/identity-providers.collection.ts";
import { linkedIdentities } from "../linked-identities/linked-identities.collection.ts";
import { managedLoginBrandings } from "../managed-login-branding/managed-login-brandings.collection.ts";
import { userPasskeys } from "../passkeys/passkeys.collection.ts";
import { resourceServers } from "../resource-servers/resource-servers.collection.ts";
import { riskConfigurations } from "../risk-configuration/risk-configurations.collection.ts";
import { riskRatings } from "../risk-ratings/risk-ratings.collection.ts";
import { terms } from "../terms/terms.collection.ts";
import { uiCustomizations } from "../ui-customization/ui-customizations.collection.ts";
import { users } from "../users/users.collection.ts";
import { userPools } from "./user-pools.collection.ts";

/** A kind of document that belongs to a pool, and an index that holds one entry of each and begins with the pool's id. */
interface Belongings {
  readonly collection: AnyCollection;
  readonly index: string;
}

/**
 * What goes with a pool. Clients first: they are found by their own ids. A collection that keeps documents of pools
 * belongs here, unless they expire by themselves (codes, attempts, sessions) or tell of what has happened (messages, records of triggers).
 */
const BELONGINGS: readonly Belongings[] = [
  { collection: userPoolClients, index: "byPool" },
  { collection: resourceServers, index: "byPool" },
  { collection: identityProviders, index: "byPool" },
  { collection: uiCustomizations, index: "byPool" },
  { collection: managedLoginBrandings, index: "byPool" },
  { collection: terms, index: "byPool" },
  { collection: riskConfigurations, index: "byPool" },
  { collection: riskRatings, index: "byPool" },
  { collection: users, index: "byUsername" },
  { collection: groups, index: "byPool" },
  { collection: groupMemberships, index: "byUser" },
  { collection: linkedIdentities, index: "byUser" },
  { collection: userPasskeys, index: "byPool" },
  { collection: devices, index: "byUser" },
  { collection: authEvents, index: "newestOfUser" },
];

/** How many documents one commit deletes: a few milliseconds' worth, so that other requests need not wait long. */
const BATCH = 500;

async function removeAll(
  store: Store,
  { collection, index }: Belongings,
  userPoolId: string,
  stop: AbortSignal | undefined,
): Promise<void> {
  for (;;) {
    if (stop?.aborted) return;
    const { documents, next } = await store.find(collection, index, [userPoolId], { limit: BATCH });
    if (documents.length === 0) return;
    // Somebody may restore the pool meanwhile. Asked for after the documents, for then they are another version.
    if (await store.get(userPools, [userPoolId])) return;
    const isRemoved = await tryCommit(
      store,
      documents.map((document) => collection.delete(document, { expect: document })),
    );
    if (isRemoved && next === undefined) return;
    // A store in memory answers within the same turn of the event loop, so that nobody else would get one.
    await turnOfTheEventLoop();
  }
}

/**
 * Removes what belonged to a pool that is gone, batch by batch. It ends where the pool is there again, because somebody
 * restored it.
 *
 * @param stop ends the removal after a batch
 */
export async function removePoolBelongings(store: Store, userPoolId: string, stop?: AbortSignal): Promise<void> {
  for (const belongings of BELONGINGS) await removeAll(store, belongings, userPoolId, stop);
}
