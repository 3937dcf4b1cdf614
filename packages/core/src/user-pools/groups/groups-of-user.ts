import type { OperationContext } from "../../operation-context.ts";
import type { User } from "../users/user.ts";
import type { Group } from "./group.ts";
import { findGroupOf, membershipsOfUser } from "./group-membership.ts";

/** "Groups per user" in "Quotas in Amazon Cognito" */
export const MAX_GROUPS_PER_USER = 100;

/** Groups without a precedence come after all that have one. */
function byPrecedence(left: Group, right: Group): number {
  const leftRank = left.precedence ?? Infinity;
  const rightRank = right.precedence ?? Infinity;
  return leftRank === rightRank ? 0 : leftRank - rightRank;
}

/**
 * The groups of a user, the strongest first: the order of `cognito:groups`. Ties stay in the order of names, in which
 * memberships come (unconfirmed: AWS names no order).
 */
export async function groupsOfUser(context: Pick<OperationContext, "store">, user: User): Promise<Group[]> {
  const memberships = await membershipsOfUser(context, user);
  if (memberships.length === 0) return [];
  const found = await Promise.all(memberships.map((membership) => findGroupOf(context, membership)));
  return found.filter((group) => group !== undefined).toSorted(byPrecedence);
}
