import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import { attemptWritesOfUser } from "../attempts/attempts.ts";
import { MAX_GROUPS_PER_USER } from "../groups/groups-of-user.ts";
import { groupMemberships } from "../groups/groups.collection.ts";
import { codeWritesOfUser } from "../verification-codes/verification-code.ts";
import type { User } from "./user.ts";
import { users } from "./users.collection.ts";

/**
 * What deletes a user and all that speaks of them: memberships in groups, codes, attempts. Sign-ins need no deletion:
 * without their user their tokens are worth nothing.
 */
export async function removeUser({ store }: Pick<OperationContext, "store">, user: Stored<User>): Promise<AnyWrite[]> {
  const [memberships, codes, attempts] = await Promise.all([
    store.find(groupMemberships, "byUser", [user.userPoolId, user.sub], { limit: MAX_GROUPS_PER_USER }),
    codeWritesOfUser({ store }, user),
    attemptWritesOfUser({ store }, user),
  ]);
  return [
    users.delete(user, { expect: user }),
    ...memberships.documents.map((membership) => groupMemberships.delete(membership, { expect: "any" })),
    ...codes,
    ...attempts,
  ];
}
