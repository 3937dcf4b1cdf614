import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import { attributeChanges, withAttributeChanges } from "../attributes/attribute-schema.ts";
import { assertVerifiedFlagsHaveValues } from "../attributes/contact-attributes.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { postAuthentication } from "../triggers/post-authentication.ts";
import { preAuthentication } from "../triggers/pre-authentication.ts";
import { NO_TAKEOVER } from "../users/alias-takeover.ts";
import { asAliasExists } from "../users/taken-names.ts";
import { assertEnabled, reviseUser, type User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { asAttributeList } from "./mapped-attributes.ts";
import type { ClaimTexts } from "./provider-claims.ts";

/** The user as the provider says that they are. An attribute that cannot change is refused, also where it would not. */
function withMapped(pool: UserPool, user: User, attributes: ClaimTexts, now: number): User {
  const changes = attributeChanges(pool, asAttributeList(attributes), "user");
  const changed = Object.entries(changes).some(([name, value]) => (user.attributes[name] ?? "") !== value);
  if (!changed) return user;
  const after = withAttributeChanges(user.attributes, changes);
  assertVerifiedFlagsHaveValues(after);
  return reviseUser(pool, user, { attributes: after }, now);
}

/**
 * Signs in somebody who has come from a provider before, or is linked to a user: their attributes follow the provider, in
 * one commit, after both triggers have had their say. Where one changes the user, all is decided anew on what it left.
 *
 * unconfirmed: that the pre authentication trigger is told of the attributes as they were, and the other as they will be.
 *
 * @param attributes as mapped
 * @param eventWrites what records the sign-in of the user
 * @throws NotAuthorizedException `User is disabled.`
 * @throws InvalidParameterException an attribute cannot change or does not fit the pool
 * @throws AliasExistsException an address signs somebody else in
 * @throws as `preAuthentication` and `postAuthentication`
 */
export async function signInAgain(
  context: OperationContext,
  { pool, client }: { readonly pool: UserPool; readonly client: UserPoolClient },
  user: Stored<User>,
  attributes: ClaimTexts,
  eventWrites: (user: User) => readonly AnyWrite[],
): Promise<User> {
  assertEnabled(user);
  const subject = { pool, client, userName: user.username };
  await preAuthentication(context, { ...subject, user }, undefined);
  const after = withMapped(pool, user, attributes, context.clock.now());
  await postAuthentication(context, { ...subject, user: after }, { newDeviceUsed: false, clientMetadata: undefined });
  try {
    await context.store.commit([users.put({ ...after }, { expect: user }), ...eventWrites(after)]);
  } catch (error) {
    throw asAliasExists(pool, after, NO_TAKEOVER, error);
  }
  return after;
}
