import type { IdentityProviderTypeType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { linkedIdentities } from "./linked-identities.collection.ts";
import type { ProviderUser } from "./provider-user.ts";

/** "Linked identities per user" in "Quotas in Amazon Cognito" */
export const MAX_LINKED_IDENTITIES = 5;

/** That somebody who signs in through an identity provider is a certain user of the pool. */
export interface LinkedIdentity extends ProviderUser {
  readonly userPoolId: string;
  readonly providerType: IdentityProviderTypeType;
  /** The entity id of a SAML provider; `null` for others. */
  readonly issuer: string | null;
  /** Whose identity it is. */
  readonly sub: string;
  readonly linkedAt: EpochMilliseconds;
}

/** The link of somebody whom a provider names: what decides at a federated sign-in which user they are. */
export async function findLinkedIdentity(
  { store }: Pick<OperationContext, "store">,
  pool: Pick<UserPool, "id">,
  { providerName, attributeName, attributeValue }: ProviderUser,
): Promise<Stored<LinkedIdentity> | undefined> {
  return store.get(linkedIdentities, [pool.id, providerName, attributeName, attributeValue]);
}

/** Every link of a user, oldest first. */
export async function linkedIdentitiesOfUser(
  { store }: Pick<OperationContext, "store">,
  user: Pick<User, "userPoolId" | "sub">,
): Promise<readonly Stored<LinkedIdentity>[]> {
  const owner = [user.userPoolId, user.sub];
  return (await store.find(linkedIdentities, "byUser", owner, { limit: MAX_LINKED_IDENTITIES })).documents;
}

/** What removes all links of a user; to be committed with the user's deletion. */
export async function linkedIdentityWritesOfUser(
  context: Pick<OperationContext, "store">,
  user: Pick<User, "userPoolId" | "sub">,
): Promise<AnyWrite[]> {
  const links = await linkedIdentitiesOfUser(context, user);
  return links.map((link) => linkedIdentities.delete(link, { expect: "any" }));
}
