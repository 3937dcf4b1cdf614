import type { UserPool } from "../pools/user-pool.ts";
import { normalizeSignInName } from "./sign-in-names.ts";

/** Attributes of users that ListUsers searches without regard to case, with the index that serves each. */
export const SEARCHED_ATTRIBUTES = [
  { attribute: "email", index: "byEmail" },
  { attribute: "phone_number", index: "byPhoneNumber" },
  { attribute: "name", index: "byName" },
  { attribute: "given_name", index: "byGivenName" },
  { attribute: "family_name", index: "byFamilyName" },
  { attribute: "preferred_username", index: "byPreferredUsername" },
] as const;

/** How ListUsers finds users by an attribute. */
export interface SearchableAttribute {
  /** The ordered index of `users` whose entries are pool and value. */
  readonly index: string;
  /** The value of a filter in the form in which the index has it. */
  readonly fold: (pool: UserPool, value: string) => string;
}

/** The form of a searched attribute in its index. */
export function foldAttributeValue(value: string): string {
  return value.toLowerCase();
}

const asItIs: SearchableAttribute["fold"] = (_, value) => value;

/**
 * What a filter of ListUsers may name. Only `username`, `status` and `sub` regard case; in a pool that ignores case in
 * usernames, `username` does too (unconfirmed).
 *
 * @see AWS API Reference, ListUsers
 */
const SEARCHABLE: ReadonlyMap<string, SearchableAttribute> = new Map([
  ["username", { index: "byUsername", fold: normalizeSignInName }],
  ["sub", { index: "bySub", fold: asItIs }],
  ["cognito:user_status", { index: "byUserStatus", fold: (_, value) => value.toUpperCase() }],
  ["status", { index: "byStatus", fold: asItIs }],
  ...SEARCHED_ATTRIBUTES.map(({ attribute, index }): [string, SearchableAttribute] => [
    attribute,
    { index, fold: (_, value) => foldAttributeValue(value) },
  ]),
]);

/** How users are found by the attribute of this name, if they can be. */
export function findSearchableAttribute(name: string): SearchableAttribute | undefined {
  return SEARCHABLE.get(name);
}
