import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import type { AttributeValues } from "../attributes/attribute-schema.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { aliasAttributesOf, aliasesOf, normalizeSignInName, type SignInAttribute } from "./sign-in-names.ts";
import { findUserBySignInName, reviseUser, type User } from "./user.ts";
import { users } from "./users.collection.ts";

/** What takes aliases away from their owners. */
export interface AliasTakeover {
  /** To be committed together with the user who gets them. */
  readonly writes: readonly AnyWrite[];
  /** The attributes whose values will be free. If the store says otherwise, somebody got one just now: decide anew. */
  readonly frees: ReadonlySet<SignInAttribute>;
}

/** Everybody keeps what they have. */
export const NO_TAKEOVER: AliasTakeover = { writes: [], frees: new Set() };

/**
 * Takes the verified e-mail address and phone number of a user away from other users as aliases: their attribute stays
 * but is no longer verified. Only in pools with `AliasAttributes`; usernames and `preferred_username` do not move.
 *
 * @param taker the user as they will be
 * @see "ForceAliasCreation", AWS API Reference, AdminCreateUser
 */
export async function takeOverAliases(
  context: Pick<OperationContext, "store" | "clock">,
  pool: UserPool,
  taker: Pick<User, "sub" | "attributes">,
): Promise<AliasTakeover> {
  if (!pool.settings.AliasAttributes) return NO_TAKEOVER;
  const frees = new Set<SignInAttribute>();
  const owners = new Map<string, { readonly before: Stored<User>; readonly attributes: AttributeValues }>();
  for (const attribute of aliasAttributesOf(pool, taker.attributes)) {
    if (attribute === "preferred_username") continue;
    const name = normalizeSignInName(pool, taker.attributes[attribute] ?? "");
    const owner = await findUserBySignInName(context, pool, name);
    if (owner && owner.sub !== taker.sub) {
      const before = owners.get(owner.sub)?.attributes ?? owner.attributes;
      const attributes = { ...before, [`${attribute}_verified`]: "false" };
      const keepsName = owner.username === name || aliasesOf(pool, attributes).includes(name);
      if (keepsName) continue;
      owners.set(owner.sub, { before: owner, attributes });
    }
    frees.add(attribute);
  }
  const writes = [...owners.values()].map(({ before, attributes }) =>
    users.put(reviseUser(pool, before, { attributes }, context.clock.now()), { expect: before }),
  );
  return { writes, frees };
}
