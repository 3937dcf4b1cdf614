import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { aliasAttributesOf, normalizeSignInName } from "./sign-in-names.ts";
import { findUserBySignInName, reviseUser, type User } from "./user.ts";
import { users } from "./users.collection.ts";

/**
 * Takes the verified e-mail address and phone number of a user away from other users as aliases: their attribute stays
 * but is no longer verified. To be committed together with the user. Only in pools with `AliasAttributes`; usernames
 * and `preferred_username` do not move.
 *
 * @param taker the user as they will be
 * @see "ForceAliasCreation", AWS API Reference, AdminCreateUser
 */
export async function takeOverAliases(
  context: Pick<OperationContext, "store" | "clock">,
  pool: UserPool,
  taker: Pick<User, "sub" | "attributes">,
): Promise<AnyWrite[]> {
  if (!pool.settings.AliasAttributes) return [];
  const owners = new Map<string, { readonly before: Stored<User>; readonly attributes: Record<string, string> }>();
  for (const attribute of aliasAttributesOf(pool, taker.attributes)) {
    if (attribute === "preferred_username") continue;
    const name = normalizeSignInName(pool, taker.attributes[attribute] ?? "");
    const owner = await findUserBySignInName(context, pool, name);
    if (!owner || owner.sub === taker.sub) continue;
    if (normalizeSignInName(pool, owner.attributes[attribute] ?? "") !== name) continue;
    const found = owners.get(owner.sub) ?? { before: owner, attributes: { ...owner.attributes } };
    found.attributes[`${attribute}_verified`] = "false";
    owners.set(owner.sub, found);
  }
  return [...owners.values()].map(({ before, attributes }) =>
    users.put(reviseUser(pool, before, { attributes }, context.clock.now()), { expect: before }),
  );
}
