import { sha256Base64Url } from "@cogmock/crypto";
import { StoreConflict } from "../../store/store.ts";
import { identitiesOf } from "../linked-identities/identities-attribute.ts";
import { type UserPool, usernamesAreCaseSensitive } from "../pools/user-pool.ts";
import type { User } from "./user.ts";

/** An attribute whose value can sign its user in. */
export type SignInAttribute = "email" | "phone_number" | "preferred_username";

/** A username or alias as it is compared: in lower case, where the pool ignores case. */
export function normalizeSignInName(pool: UserPool, name: string): string {
  return usernamesAreCaseSensitive(pool) ? name : name.toLowerCase();
}

/** Whose attempts are counted. */
export type CountedSubject = Pick<User, "userPoolId" | "sub">;

/**
 * As whom the attempts under a name are counted that nobody has. Who is never told that they are too many does not
 * exist: so those who do not exist are told, too. unconfirmed: that AWS does this.
 */
export function strangerOf(pool: UserPool, name: string): CountedSubject {
  return { userPoolId: pool.id, sub: `unknown:${sha256Base64Url(normalizeSignInName(pool, name))}` };
}

/**
 * The attributes whose values sign a user in besides the username.
 *
 * In a pool with `UsernameAttributes` these are the user's e-mail address and phone number, verified or not. In a pool
 * with `AliasAttributes` an e-mail address or phone number counts once it is verified, `preferred_username` as soon as
 * it is set. Users who were made for an identity at a provider have none: there can be one of the same address beside a
 * user of the pool itself (as reported of AWS for `UsernameAttributes`; unconfirmed for aliases).
 *
 * @see "Customizing sign-in attributes" in the Amazon Cognito Developer Guide
 */
export function aliasAttributesOf(
  pool: UserPool,
  attributes: Readonly<Record<string, string>>,
): readonly SignInAttribute[] {
  const { UsernameAttributes = [], AliasAttributes = [] } = pool.settings;
  if (identitiesOf({ attributes }).some(({ primary }) => primary)) return [];
  const counting = AliasAttributes.filter(
    (name) => name === "preferred_username" || attributes[`${name}_verified`] === "true",
  );
  return [...UsernameAttributes, ...counting].filter((name) => attributes[name]);
}

/** The names besides the username that sign a user in, normalized: see `aliasAttributesOf`. */
export function aliasesOf(pool: UserPool, attributes: Readonly<Record<string, string>>): string[] {
  return aliasAttributesOf(pool, attributes).map((name) => normalizeSignInName(pool, attributes[name] ?? ""));
}

/**
 * Which name of a user somebody else has, when the store refused the user for that. Nothing, for any other error.
 *
 * @param user as the commit wanted to write them
 */
export function takenSignInName(
  pool: UserPool,
  user: Pick<User, "username" | "attributes">,
  error: unknown,
): "username" | SignInAttribute | undefined {
  if (!(error instanceof StoreConflict) || error.reason !== "unique" || error.index !== "bySignInName")
    return undefined;
  const name = error.key.at(-1);
  if (name === user.username) return "username";
  return aliasAttributesOf(pool, user.attributes).find(
    (attribute) => normalizeSignInName(pool, user.attributes[attribute] ?? "") === name,
  );
}
