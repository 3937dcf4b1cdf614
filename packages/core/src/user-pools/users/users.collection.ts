import { type Collection, defineCollection } from "../../store/collection.ts";
import type { Key } from "../../store/key.ts";
import type { User } from "./user.ts";

/** Attributes that ListUsers can search, all without regard to case. */
export const SEARCHABLE_ATTRIBUTES = [
  "email",
  "phone_number",
  "name",
  "given_name",
  "family_name",
  "preferred_username",
] as const;

/**
 * Users of all pools. No two users of a pool share a name that signs in, be it a username or an alias. `bySearch`
 * serves the filters of ListUsers, and its `username` entries are the order of an unfiltered list.
 */
export const users: Collection<User> = defineCollection<User>({
  name: "users",
  key: (user) => [user.userPoolId, user.sub],
  unique: {
    bySignInName: (user) => [...new Set([user.username, ...user.aliases])].map((name) => [user.userPoolId, name]),
  },
  ordered: {
    bySearch: (user) => {
      const entries: Key[] = [
        [user.userPoolId, "username", user.username],
        [user.userPoolId, "cognito:user_status", user.status.toLowerCase()],
        [user.userPoolId, "status", user.enabled ? "Enabled" : "Disabled"],
      ];
      for (const attribute of SEARCHABLE_ATTRIBUTES) {
        const value = user.attributes[attribute];
        if (value !== undefined) entries.push([user.userPoolId, attribute, value.toLowerCase()]);
      }
      return entries;
    },
  },
});
