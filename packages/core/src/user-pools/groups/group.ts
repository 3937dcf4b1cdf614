import { NotAuthorizedException, ResourceNotFoundException } from "@cogmock/protocol/errors";
import type { GroupType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { Stored } from "../../store/store.ts";
import { parseArn } from "../arn.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { groupKeyOf, groups } from "./groups.collection.ts";

/** A named set of users of a pool, whose name and role appear in their tokens. */
export interface Group {
  readonly userPoolId: string;
  /** Ours: tells this group from one of the same name that was deleted before it. A UUID. */
  readonly id: string;
  /** As it was given; unique in the pool without regard to case. */
  readonly name: string;
  readonly description?: string | undefined;
  readonly roleArn?: string | undefined;
  /** The lowest number is the strongest; absent is weaker than any number. */
  readonly precedence?: number | undefined;
  readonly createdAt: EpochMilliseconds;
  readonly modifiedAt: EpochMilliseconds;
}

/**
 * The group of this name. unconfirmed: that it is found in whatever case, as it is unique in whatever case.
 *
 * @throws ResourceNotFoundException `Group not found.`
 */
export async function requireGroup(
  { store }: Pick<OperationContext, "store">,
  pool: Pick<UserPool, "id">,
  groupName: string,
): Promise<Stored<Group>> {
  const group = await store.get(groups, [pool.id, groupKeyOf(groupName)]);
  if (!group) throw new ResourceNotFoundException("Group not found.");
  return group;
}

/**
 * Checks that the role which a group is given belongs to the account of its pool.
 *
 * @throws NotAuthorizedException `Cross-account pass role is not allowed.`
 */
export function assertRoleOfAccount(pool: Pick<UserPool, "accountId">, roleArn: string | undefined): void {
  if (roleArn === undefined || parseArn(roleArn).accountId === pool.accountId) return;
  // unconfirmed: the class. The text is AWS's.
  throw new NotAuthorizedException("Cross-account pass role is not allowed.");
}

/** A group as AWS answers it. */
export function toGroupType(group: Group): GroupType {
  return {
    GroupName: group.name,
    UserPoolId: group.userPoolId,
    Description: group.description,
    RoleArn: group.roleArn,
    Precedence: group.precedence,
    LastModifiedDate: group.modifiedAt / 1000,
    CreationDate: group.createdAt / 1000,
  };
}
