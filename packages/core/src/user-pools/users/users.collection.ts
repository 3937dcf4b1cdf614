import { type Collection, defineCollection, type IndexEntries } from "../../store/collection.ts";
import { foldAttributeValue, SEARCHED_ATTRIBUTES } from "./searchable-attributes.ts";
import type { User } from "./user.ts";

/** The entry of a user in the index of an attribute, for those who have it. Searches ignore case. */
function entryOf(user: User, attribute: string): IndexEntries {
  const value = user.attributes[attribute];
  return value === undefined ? [] : [[user.userPoolId, foldAttributeValue(value)]];
}

/**
 * Users of all pools. No two users of a pool share a name that signs in, be it a username or an alias.
 *
 * The ordered indexes serve the filters of ListUsers, one each; `byUsername` is also the order of an unfiltered list.
 * They have two parts because the store then keeps no copies of either: every entry costs each user some 60 bytes.
 */
export const users: Collection<User> = defineCollection<User>({
  name: "users",
  key: (user) => [user.userPoolId, user.sub],
  unique: {
    bySignInName: (user) => [...new Set([user.username, ...user.aliases])].map((name) => [user.userPoolId, name]),
  },
  ordered: {
    byUsername: (user) => [[user.userPoolId, user.username]],
    bySub: (user) => [[user.userPoolId, user.sub]],
    byUserStatus: (user) => [[user.userPoolId, user.status]],
    byStatus: (user) => [[user.userPoolId, user.enabled ? "Enabled" : "Disabled"]],
    ...Object.fromEntries(
      SEARCHED_ATTRIBUTES.map(({ attribute, index }) => [index, (user: User) => entryOf(user, attribute)]),
    ),
  },
});
