import { type Collection, defineCollection } from "../../store/collection.ts";
import type { LinkedIdentity } from "./linked-identity.ts";

/**
 * Linked identities of all pools. An identity is linked to one user of its pool, because it is the key; that is also how
 * a sign-in finds its user. `byUser` serves the attribute `identities` and the limit per user.
 */
export const linkedIdentities: Collection<LinkedIdentity> = defineCollection<LinkedIdentity>({
  name: "linkedIdentities",
  key: (link) => [link.userPoolId, link.providerName, link.attributeName, link.attributeValue],
  ordered: { byUser: (link) => [[link.userPoolId, link.sub, link.linkedAt]] },
});
