import type { OperationContext } from "../../operation-context.ts";
import type { User } from "../users/user.ts";
import { type Group, groupKeyOf } from "./group.ts";
import { groupMemberships, groups } from "./groups.collection.ts";

/** A user can be in at most this many groups ("Quotas in Amazon Cognito", user pools). */
export const MAX_GROUPS_PER_USER = 100;

/** Groups without a precedence come after all that have one; ties are in order of name (unconfirmed: AWS names no order). */
function byPrecedence(left: Group, right: Group): number {
  const difference = (left.precedence ?? Infinity) - (right.precedence ?? Infinity);
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  return left.name < right.name ? -1 : 1;
}

/** The groups of a user, the strongest first: the order of `cognito:groups`. */
export async function groupsOfUser({ store }: Pick<OperationContext, "store">, user: User): Promise<Group[]> {
  const memberships = await store.find(groupMemberships, "byUser", [user.userPoolId, user.sub], {
    limit: MAX_GROUPS_PER_USER,
  });
  if (memberships.documents.length === 0) return [];
  const found = await Promise.all(
    memberships.documents.map(({ groupName }) => store.get(groups, [user.userPoolId, groupKeyOf(groupName)])),
  );
  return found.filter((group) => group !== undefined).sort(byPrecedence);
}
