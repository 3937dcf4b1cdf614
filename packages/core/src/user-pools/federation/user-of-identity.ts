import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import type { IdentityProvider } from "../identity-providers/identity-provider.ts";
import { identitiesOf } from "../linked-identities/identities-attribute.ts";
import { findLinkedIdentity } from "../linked-identities/linked-identity.ts";
import { COGNITO_SUBJECT, findFederatedUser } from "../linked-identities/provider-user.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import type { ClaimTexts } from "./provider-claims.ts";

/** Somebody at a provider. */
export interface FederatedIdentity {
  readonly pool: UserPool;
  readonly provider: IdentityProvider;
  /** By which the provider knows them. */
  readonly subject: string;
  /** As whom the pool knows them who are not linked to another user. */
  readonly username: string;
}

/** What AWS says where the name of somebody who comes for the first time is taken: as reported of AWS. */
export function nameIsTaken({ username }: FederatedIdentity): InvalidParameterException {
  return new InvalidParameterException(`Already found an entry for username ${username}`);
}

/**
 * The user to whom an identity was linked: by its subject, or by an attribute of the pool that the provider's claims are
 * mapped to.
 */
export async function findLinkedUser(
  context: Pick<OperationContext, "store">,
  { pool, provider, subject }: FederatedIdentity,
  attributes: ClaimTexts,
): Promise<Stored<User> | undefined> {
  const names: readonly (readonly [string, string])[] = [[COGNITO_SUBJECT, subject], ...Object.entries(attributes)];
  for (const [attributeName, attributeValue] of names) {
    const link = await findLinkedIdentity(context, pool, {
      providerName: provider.name,
      attributeName,
      attributeValue,
    });
    const user = link && (await context.store.get(users, [pool.id, link.sub]));
    if (user) return user;
  }
  return undefined;
}

/**
 * The user whom somebody at a provider is: whom they were linked to, or who was made for them.
 *
 * @throws InvalidParameterException `Already found an entry for username <name>`: a user who was not made for them has the
 *   name. Anybody could sign up under it
 */
export async function findUserOfIdentity(
  context: Pick<OperationContext, "store">,
  identity: FederatedIdentity,
  attributes: ClaimTexts,
): Promise<Stored<User> | undefined> {
  const linked = await findLinkedUser(context, identity, attributes);
  if (linked) return linked;
  const { pool, provider, subject } = identity;
  const user = await findFederatedUser(context, pool, provider.name, subject);
  if (!user) return undefined;
  const isTheirs = identitiesOf(user).some(
    ({ primary, providerName, userId }) => primary && providerName === provider.name && userId === subject,
  );
  if (!isTheirs) throw nameIsTaken(identity);
  return user;
}
